/** The matrix of a catalogue with what was seen in the case, and what narrows it. */
import { Checkbox, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useDeferredValue, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Answer } from '../../../parts/alert/answer.tsx';
import {
  type Procedure,
  type Technique,
  useCatalogues,
  useTechniques,
} from '../../../parts/attack/attack-data.ts';
import { CatalogueChoice, chosenCatalogue } from '../../../parts/attack/catalogue-choice.tsx';
import { AttackMatrix } from '../../../parts/attack/matrix.tsx';
import { matrixOf } from '../../../parts/attack/matrix-model.ts';
import { NoCatalogue } from '../../../parts/attack/no-catalogue.tsx';
import type { ProcedureWork } from '../../../parts/attack/use-procedure-work.tsx';
import { KeyHints } from '../../../ui/key-hints.tsx';
import { Message } from '../../../ui/states.tsx';
import classes from './ttps.module.css';
import { useTtpsAddress } from './ttps-address.ts';

/** Keys of the matrix; the last one is for who may note techniques. */
const readingKeys = [
  ['move', 'ArrowLeft ArrowRight'],
  ['unfold', 'Space'],
  ['open', 'Enter'],
] as const;
const writingKeys = [...readingKeys, ['add', '+']] as const;

interface MatrixViewProps {
  readonly procedures: readonly Procedure[];
  /** Undefined where the reader may only read. */
  readonly work: ProcedureWork | undefined;
}

/** The matrix. */
export function CaseMatrix({ procedures, work }: MatrixViewProps) {
  const catalogues = useCatalogues();
  const { catalogue: wanted } = useTtpsAddress();
  const chosen = chosenCatalogue(catalogues.data ?? [], wanted)?._id;
  const techniques = useTechniques(chosen);
  return (
    <div className={classes.matrix}>
      <Answer of={catalogues} rows={1}>
        {(all) =>
          all.length === 0 ? <NoCatalogue /> : <Choice chosen={chosen} techniques={techniques.data} />
        }
      </Answer>
      {chosen !== undefined && (
        <Answer of={techniques} rows={10}>
          {(known) => <Cells techniques={known} procedures={procedures} work={work} />}
        </Answer>
      )}
    </div>
  );
}

function Choice({
  chosen,
  techniques = [],
}: {
  readonly chosen: string | undefined;
  readonly techniques: readonly Technique[] | undefined;
}) {
  const { t } = useTranslation('attack');
  const { words = '', used, platform = '', go } = useTtpsAddress();
  // The address follows a moment later: what is typed must not wait for it.
  const [typed, setTyped] = useState(words);
  const { data: catalogues = [] } = useCatalogues();
  const platforms = useMemo(
    () => [...new Set(techniques.flatMap((one) => one.platforms))].sort(),
    [techniques],
  );
  return (
    <div className={classes.choice}>
      <TextInput
        className={classes.words ?? ''}
        aria-label={t('find')}
        placeholder={t('find')}
        leftSection={<IconSearch size={15} stroke={1.6} aria-hidden="true" />}
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          go({ words: currentTarget.value === '' ? undefined : currentTarget.value });
        }}
      />
      <Select
        aria-label={t('platforms')}
        placeholder={t('allPlatforms')}
        data={platforms}
        value={platform === '' ? null : platform}
        clearable
        searchable
        onChange={(next) => go({ platform: next ?? undefined })}
      />
      <Checkbox
        label={t('onlyUsed')}
        checked={used === '1'}
        onChange={({ currentTarget }) => go({ used: currentTarget.checked ? '1' : undefined })}
      />
      <span className={classes.end}>
        <CatalogueChoice
          catalogues={catalogues}
          chosen={chosen}
          onChoose={(catalogue) => go({ catalogue, platform: undefined })}
        />
      </span>
    </div>
  );
}

function Cells({
  techniques,
  procedures,
  work,
}: MatrixViewProps & { readonly techniques: readonly Technique[] }) {
  const { t } = useTranslation('attack');
  const { words = '', used, platform = '', technique: opened, go } = useTtpsAddress();
  const calm = useDeferredValue(words);
  const onlyUsed = used === '1';
  const columns = useMemo(
    () => matrixOf(techniques, procedures, { words: calm, onlyUsed, platform }),
    [techniques, procedures, calm, onlyUsed, platform],
  );
  if (columns.length === 0)
    return <Message title={t('noneFound')}>{onlyUsed ? t('noneUsed') : t('noneFoundReason')}</Message>;
  return (
    <>
      <AttackMatrix
        columns={columns}
        wholly={calm.trim() !== '' || onlyUsed}
        opened={opened}
        onOpen={({ technique, tactic }) => go({ technique: technique.patternId, tactic })}
        onAdd={work && (({ technique, tactic }) => work.add([{ technique, tactic }]))}
      />
      <KeyHints
        hints={(work === undefined ? readingKeys : writingKeys).map(([name, keys]) => ({
          keys,
          label: t(`keys.${name}`),
        }))}
      />
    </>
  );
}
