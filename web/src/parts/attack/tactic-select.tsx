/** For which tactic a technique was used. It is asked only where there are several. */
import { Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { compareTactics } from './tactics.ts';
import { useTacticName } from './use-tactic-name.ts';

/** The choice; the name alone where the technique has one tactic. */
export function TacticSelect({
  tactics,
  chosen,
  technique,
  error,
  onChoose,
}: {
  readonly tactics: readonly string[];
  readonly chosen: string | undefined;
  /** Number of the technique, for the name of the field. */
  readonly technique: string;
  readonly error?: string | undefined;
  readonly onChoose: (tactic: string) => void;
}) {
  const { t } = useTranslation('attack');
  const tacticName = useTacticName();
  if (tactics.length < 2) return <span>{tacticName(chosen ?? tactics[0])}</span>;
  return (
    <Select
      size="xs"
      aria-label={t('tacticOf', { technique })}
      placeholder={t('chooseTactic')}
      allowDeselect={false}
      data={[...tactics].sort(compareTactics).map((tactic) => ({ value: tactic, label: tacticName(tactic) }))}
      value={chosen ?? null}
      error={error}
      onChange={(tactic) => tactic !== null && onChoose(tactic)}
    />
  );
}
