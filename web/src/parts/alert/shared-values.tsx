/** Values that two objects share, each with the number of cases that hold it: the reason why they belong together. */
import { useTranslation } from 'react-i18next';
import { middleCut, shownValue } from '../observable-value.tsx';
import classes from './alert.module.css';
import type { RarityOfValue } from './rarity.ts';

/** Values named in a sentence, and the longest of each in characters. */
const mostNamed = 4;
const longest = 40;

/** The values in a sentence. `total` is the number of cases, negative when there are more than were counted. */
export function SharedValues({
  values,
  total,
}: {
  readonly values: readonly RarityOfValue[];
  readonly total: number | undefined;
}) {
  const { t } = useTranslation('alerts');
  const rarity = useRarityText(total);
  return (
    <>
      {values.slice(0, mostNamed).map(({ dataType, data, cases, common }, place) => (
        <span key={`${dataType}:${data}`} data-common={common || undefined} className={classes.shared}>
          {place > 0 && ', '}
          <bdi className="sk-mono">{middleCut(shownValue(dataType, data), longest)}</bdi>{' '}
          <span className={classes.rarity}>{rarity(cases, common)}</span>
        </span>
      ))}
      {values.length > mostNamed && ` ${t('related.others', { count: values.length - mostNamed })}`}
    </>
  );
}

/** How rare a value is, in words. */
export function useRarityText(total: number | undefined): (cases: number, common: boolean) => string {
  const { t, i18n } = useTranslation('alerts');
  return (cases, common) => {
    if (common) return t('related.common');
    if (total === undefined) return t('related.inCases', { count: cases });
    const all = `${Math.abs(total).toLocaleString(i18n.language)}${total < 0 ? '+' : ''}`;
    return t('related.rarity', { count: cases, all });
  };
}
