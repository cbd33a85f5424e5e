/** A trial before the settings are kept: a value, what the neuron prints, and what came of it. */
import { Button, Select, TextInput } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LogLines } from '../../parts/engine/log-lines.tsx';
import { keyed, TaxonomyChip } from '../../parts/engine/mini-report.tsx';
import { ReportBody } from '../../parts/engine/report-body.tsx';
import { RunState } from '../../parts/engine/run-state.tsx';
import { isRecord, taxonomiesIn } from '../../parts/engine/taxonomies.ts';
import { useErrorText } from '../../parts/error-text.ts';
import { Duration } from '../../parts/time.tsx';
import classes from './engine.module.css';
import type { NeuronOffer } from './neuron-data.ts';
import type { SettingValues } from './settings-form.tsx';
import { settingName, type TrialState, type Trials } from './use-trials.ts';

/** The trial. Values of the kind `file` are tried in a case. */
export function TestRun({
  offer,
  enabledId,
  configuration,
  trials: { state, start, stop },
  faults,
}: {
  readonly offer: NeuronOffer;
  readonly enabledId: string | undefined;
  readonly configuration: SettingValues;
  readonly trials: Trials;
  /** What the last trial said of fields, by their names; settings show theirs themselves. */
  readonly faults: Readonly<Record<string, string>>;
}) {
  const { t } = useTranslation('engine');
  const types = offer.dataTypes.filter((type) => type !== 'file');
  const [dataType, setDataType] = useState(types[0] ?? '');
  const [data, setData] = useState('');
  if (types.length === 0) return <p className={classes.note}>{t('test.filesOnly')}</p>;
  const run = (): void =>
    start({
      definitionId: offer.id,
      ...(enabledId === undefined ? {} : { id: enabledId }),
      configuration,
      dataType,
      data,
    });
  return (
    <section className={classes.card} aria-label={t('test.title')}>
      <h3 className={`${classes.heading} ${classes.head}`}>
        <IconFlask size={16} stroke={1.6} aria-hidden="true" />
        {t('test.title')}
      </h3>
      <div className={classes.line}>
        <Select
          aria-label={t('test.type')}
          error={faults.dataType}
          w={120}
          allowDeselect={false}
          data={types}
          value={dataType}
          onChange={(value) => setDataType(value ?? '')}
        />
        <TextInput
          aria-label={t('test.value')}
          placeholder={t('test.value')}
          error={faults.data}
          flex={1}
          value={data}
          onChange={({ currentTarget }) => setData(currentTarget.value)}
          onKeyDown={({ key }) => key === 'Enter' && data.trim() !== '' && run()}
        />
        {state.running ? (
          <Button onClick={stop}>{t('cancel')}</Button>
        ) : (
          <Button onClick={run} disabled={data.trim() === ''}>
            {t('test.run')}
          </Button>
        )}
      </div>
      <Outcome state={state} faults={faults} />
    </section>
  );
}

function Outcome({
  state,
  faults,
}: {
  readonly state: TrialState;
  readonly faults: Readonly<Record<string, string>>;
}) {
  const text = useErrorText();
  const { result, error, lines, running } = state;
  const isPlaced = Object.keys(faults).length > 0;
  return (
    <>
      {running && <RunState status="InProgress" />}
      {lines.length > 0 && <LogLines lines={lines} />}
      {error !== undefined && (
        <p role="alert" className={classes.failure}>
          {isPlaced ? <Places faults={faults} /> : text(error)}
        </p>
      )}
      {result !== undefined && (
        <div role="status">
          <RunState status={result.status} /> <Duration milliseconds={result.milliseconds} />
          {result.errorMessage !== undefined && (
            <p className={classes.failure}>
              {isPlaced ? <Places faults={faults} /> : <bdi>{result.errorMessage}</bdi>}
            </p>
          )}
        </div>
      )}
      {result?.report !== undefined && <Report report={result.report} />}
    </>
  );
}

/** Where what is wrong is told. */
function Places({ faults }: { readonly faults: Readonly<Record<string, string>> }) {
  const { t, i18n } = useTranslation('engine');
  const places = Object.keys(faults).map(
    (key) => settingName(key) ?? t(key === 'data' ? 'test.value' : 'test.type'),
  );
  const names = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(places);
  return t('test.see', { names });
}

function Report({ report }: { readonly report: unknown }) {
  const summary = isRecord(report) ? report.summary : undefined;
  return (
    <>
      <p className={classes.head}>
        {keyed(taxonomiesIn(summary)).map(({ key, taxonomy }) => (
          <TaxonomyChip key={key} taxonomy={taxonomy} />
        ))}
      </p>
      <ReportBody report={report} />
    </>
  );
}
