/** A trial before the settings are kept: a value, what the neuron prints, and what came of it. */
import { Button, Select, TextInput } from '@mantine/core';
import { IconFlask } from '@tabler/icons-react';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../data/api.ts';
import { useApi } from '../../data/session.tsx';
import { LogLines, type PrintedLine } from '../../parts/engine/log-lines.tsx';
import { keyed, TaxonomyChip } from '../../parts/engine/mini-report.tsx';
import { ReportBody } from '../../parts/engine/report-body.tsx';
import { RunState } from '../../parts/engine/run-state.tsx';
import { isRecord, taxonomiesIn } from '../../parts/engine/taxonomies.ts';
import { useErrorText } from '../../parts/error-text.ts';
import { Duration } from '../../parts/time.tsx';
import classes from './engine.module.css';
import type { NeuronOffer } from './neuron-data.ts';
import type { SettingValues } from './settings-form.tsx';

/** How a trial ended. */
export interface TrialResult {
  readonly status: 'Success' | 'Failure';
  readonly milliseconds: number;
  readonly errorMessage?: string;
  readonly report?: unknown;
}

interface TrialState {
  readonly running: boolean;
  readonly lines: readonly PrintedLine[];
  readonly result?: TrialResult;
  readonly error?: unknown;
}

const idle: TrialState = { running: false, lines: [] };
type TrialLine =
  | { readonly stream: string; readonly text: string; readonly at: number }
  | { readonly result: TrialResult };

/** The trial. Values of the kind `file` are tried in a case. */
export function TestRun({
  offer,
  enabledId,
  configuration,
}: {
  readonly offer: NeuronOffer;
  readonly enabledId: string | undefined;
  readonly configuration: SettingValues;
}) {
  const { t } = useTranslation('engine');
  const types = offer.dataTypes.filter((type) => type !== 'file');
  const [dataType, setDataType] = useState(types[0] ?? '');
  const [data, setData] = useState('');
  const { state, start, stop } = useTrial();
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
          w={120}
          allowDeselect={false}
          data={types}
          value={dataType}
          onChange={(value) => setDataType(value ?? '')}
        />
        <TextInput
          aria-label={t('test.value')}
          placeholder={t('test.value')}
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
      <Outcome state={state} />
    </section>
  );
}

function Outcome({ state }: { readonly state: TrialState }) {
  const text = useErrorText();
  const { result, error, lines, running } = state;
  return (
    <>
      {running && <RunState status="InProgress" />}
      {lines.length > 0 && <LogLines lines={lines} />}
      {error !== undefined && (
        <p role="alert" className={classes.failure}>
          {text(error)}
        </p>
      )}
      {result !== undefined && (
        <div role="status">
          <RunState status={result.status} /> <Duration milliseconds={result.milliseconds} />
          {result.errorMessage !== undefined && (
            <p className={classes.failure}>
              <bdi>{result.errorMessage}</bdi>
            </p>
          )}
        </div>
      )}
      {result?.report !== undefined && <Report report={result.report} />}
    </>
  );
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

function useTrial() {
  const api = useApi();
  const [state, setState] = useState<TrialState>(idle);
  const running = useRef<AbortController>(null);
  useEffect(() => () => running.current?.abort(), []);
  const take = (line: TrialLine): void =>
    setState((before) =>
      'result' in line
        ? { ...before, running: false, result: line.result }
        : { ...before, lines: [...before.lines, ...printedLines(line, before.lines.length)] },
    );
  const start = (body: Readonly<Record<string, unknown>>): void => {
    const control = new AbortController();
    running.current = control;
    setState({ ...idle, running: true });
    api
      .stream('/neuron/test', body, control.signal, (line) => take(line as TrialLine))
      .catch((error: unknown) => {
        setState((before) => ({ ...before, running: false, ...(isAborted(error) ? {} : { error }) }));
      });
  };
  return { state, start, stop: () => running.current?.abort() };
}

/** What was printed at once, which may be several lines, from a position on. */
function printedLines(
  { text, at, stream }: { readonly text: string; readonly at: number; readonly stream: string },
  from: number,
): readonly PrintedLine[] {
  const lines = text.trimEnd().split('\n');
  return lines.map((line, index) => ({ position: from + index, at, stream, line }));
}

function isAborted(error: unknown): boolean {
  return !(error instanceof ApiError) && error instanceof DOMException && error.name === 'AbortError';
}
