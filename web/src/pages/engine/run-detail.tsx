/** One run in full: what it was given, what it says while it runs, what it found, why it failed. */
import { Button } from '@mantine/core';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get, list, page, where } from '../../data/pipeline.ts';
import { useChange, usePipeline } from '../../data/queries.ts';
import { useMay } from '../../data/session.tsx';
import { type Level, LevelGlyph, type Pap, PapBadge, type Tlp, TlpBadge } from '../../parts/badges.tsx';
import { type RunKind, RunLog } from '../../parts/engine/run-log.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import { ObservableValue } from '../../parts/observable-value.tsx';
import { Person } from '../../parts/person.tsx';
import { Duration, Moment } from '../../parts/time.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import classes from './engine.module.css';
import { type RunRow, shownTarget } from './run-list.tsx';
import { RunState } from './run-state.tsx';

interface Taxonomy {
  readonly level: Level;
  readonly namespace: string;
  readonly predicate: string;
  readonly value: string;
}

interface RunReport {
  readonly success?: boolean;
  readonly full?: unknown;
  readonly errorMessage?: string;
  readonly input?: string;
  readonly summary?: { readonly taxonomies?: readonly Taxonomy[] };
  readonly artifacts?: readonly unknown[];
}

type FullRun = RunRow & { readonly report?: RunReport | string };

/** The run; read again while it goes on. */
export function RunDetail({ kind, id }: { readonly kind: RunKind; readonly id: string }) {
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const steps =
    kind === 'job'
      ? [get('job', id), page(0, 1, ['report'])]
      : [list('action'), where({ _id: id }), page(0, 1, ['report'])];
  const { data, error, refetch } = usePipeline<readonly FullRun[]>(`${kind}-detail`, steps, {
    entities: [kind],
    about: id,
  });
  const [run] = data ?? [];
  if (error !== null)
    return <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={8} label={word('loading')} />;
  if (run === undefined) return <Gone />;
  return <Detail kind={kind} run={run} />;
}

function Gone() {
  const { t } = useTranslation('engine');
  return <Message title={t('runGone')} />;
}

function Detail({ kind, run }: { readonly kind: RunKind; readonly run: FullRun }) {
  const { t } = useTranslation('engine');
  const report = reportOf(run.report);
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <h2 className={classes.title}>
          <bdi>{run.analyzerName ?? run.responderName}</bdi>
        </h2>
        <RunState status={run.status} cached={run.fromCache === true} />
        <Acts kind={kind} run={run} />
      </div>
      {run.errorMessage !== undefined && (
        <p className={classes.failure} role="alert">
          <bdi>{run.errorMessage}</bdi>
        </p>
      )}
      <Facts run={run} />
      <Taxonomies taxonomies={report?.summary?.taxonomies ?? []} />
      <section aria-label={t('log')}>
        <h3 className={classes.heading}>{t('log')}</h3>
        <RunLog kind={kind} id={run._id} running={run.status === 'Waiting' || run.status === 'InProgress'} />
      </section>
      {report?.full !== undefined && <Json title={t('report')} value={report.full} />}
      {report?.input !== undefined && <Json title={t('input')} value={parsed(report.input)} />}
    </div>
  );
}

function Facts({ run }: { readonly run: FullRun }) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  return (
    <dl className={classes.facts}>
      {run.case_artifact !== undefined && (
        <>
          <dt>{t('column.target')}</dt>
          <dd>
            <ObservableValue
              dataType={run.case_artifact.dataType}
              value={shownTarget(run.case_artifact)}
              wide
            />
          </dd>
        </>
      )}
      <dt>{word('field.by')}</dt>
      <dd>
        <Person login={run._createdBy} />
      </dd>
      <dt>{t('column.queued')}</dt>
      <dd>
        <Moment at={run.startDate} />{' '}
        {run.timeQueued !== undefined && (
          <span className={classes.note}>
            {t('waited')} <Duration milliseconds={run.timeQueued} />
          </span>
        )}
      </dd>
      <dt>{t('column.took')}</dt>
      <dd>
        <Duration milliseconds={run.timeRunning} />
      </dd>
      {run.tlp !== undefined && (
        <>
          <dt>{t('given')}</dt>
          <dd>
            <TlpBadge tlp={run.tlp as Tlp} /> {run.pap !== undefined && <PapBadge pap={run.pap as Pap} />}
          </dd>
        </>
      )}
    </dl>
  );
}

function Acts({ kind, run }: { readonly kind: RunKind; readonly run: FullRun }) {
  const { t } = useTranslation('engine');
  const { organisation = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const mayRun = useMay(kind === 'job' ? 'manageAnalyse' : 'manageAction');
  const text = useErrorText();
  const cancel = useChange<void>((api) => api.post(`/connector/cortex/${kind}/${run._id}/cancel`), [kind]);
  const rerun = useChange<void, { readonly _id: string }>(
    (api) =>
      api.post('/connector/cortex/job', {
        analyzerId: run.analyzerDefinition,
        cortexId: 'local',
        artifactId: run.case_artifact?._id,
        force: true,
      }),
    [kind],
  );
  if (!mayRun) return null;
  const failure = cancel.error ?? rerun.error;
  const open = ({ _id }: { readonly _id: string }): void =>
    void navigate({
      to: '/o/$organisation/engine/jobs/$jobId',
      params: { organisation, jobId: _id },
      search: {},
    });
  return (
    <span className={classes.spread}>
      {failure !== null && <span className={classes.failure}>{text(failure)}</span>}
      {(run.status === 'Waiting' || run.status === 'InProgress') && (
        <Button size="compact-sm" loading={cancel.isPending} onClick={() => cancel.mutate()}>
          {t('cancel')}
        </Button>
      )}
      {kind === 'job' &&
        run.case_artifact !== undefined &&
        (run.status === 'Success' || run.status === 'Failure') && (
          <Button
            size="compact-sm"
            loading={rerun.isPending}
            onClick={() => rerun.mutate(undefined, { onSuccess: open })}
          >
            {t('rerun')}
          </Button>
        )}
    </span>
  );
}

function Taxonomies({ taxonomies }: { readonly taxonomies: readonly Taxonomy[] }) {
  if (taxonomies.length === 0) return null;
  return (
    <ul>
      {taxonomies.map(({ level, namespace, predicate, value }) => (
        <li key={`${namespace}:${predicate}=${value}`} className={classes.head}>
          <LevelGlyph level={level} />
          <bdi className="sk-mono">{`${namespace}:${predicate}="${value}"`}</bdi>
        </li>
      ))}
    </ul>
  );
}

function Json({ title, value }: { readonly title: string; readonly value: unknown }) {
  return (
    <details open={typeof value === 'object'}>
      <summary className={classes.heading}>{title}</summary>
      <pre className={classes.log}>{JSON.stringify(value, undefined, 2)}</pre>
    </details>
  );
}

/** Responders' reports come as JSON text. */
function reportOf(report: RunReport | string | undefined): RunReport | undefined {
  return typeof report === 'string' ? (parsed(report) as RunReport) : report;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
