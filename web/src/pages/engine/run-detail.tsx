/** One run in full: what it was given, what it says while it runs, what it found, why it failed. */
import { Button } from '@mantine/core';
import { defangText } from '@skep/sdk/indicators';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { get, list, page, where } from '../../data/pipeline.ts';
import { useChange, usePipeline } from '../../data/queries.ts';
import { useMay } from '../../data/session.tsx';
import { type Pap, PapBadge, type Tlp, TlpBadge } from '../../parts/badges.tsx';
import { CancelRun } from '../../parts/engine/cancel-run.tsx';
import { isOpen, nameOfValue } from '../../parts/engine/engine-data.ts';
import { keyed, TaxonomyChip } from '../../parts/engine/mini-report.tsx';
import { ReportBody } from '../../parts/engine/report-body.tsx';
import { ReportView } from '../../parts/engine/report-view.tsx';
import { type RunKind, RunLog } from '../../parts/engine/run-log.tsx';
import { RunProgress } from '../../parts/engine/run-progress.tsx';
import { RunState, reasonOf } from '../../parts/engine/run-state.tsx';
import { isRecord, taxonomiesIn } from '../../parts/engine/taxonomies.ts';
import { useErrorText } from '../../parts/error-text.ts';
import { ObservableValue } from '../../parts/observable-value.tsx';
import { Person } from '../../parts/person.tsx';
import { Duration, Moment } from '../../parts/time.tsx';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import classes from './engine.module.css';
import { type RunRow, runTitle, timeTaken } from './run-list.tsx';

/** Reports of responders come as JSON text. */
type FullRun = RunRow & { readonly report?: unknown };

/** The run; read again while it goes on. */
export function RunDetail({ kind, id }: { readonly kind: RunKind; readonly id: string }) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const start = kind === 'job' ? [get('job', id)] : [list('action'), where({ _id: id })];
  const { data, error, refetch } = usePipeline<readonly FullRun[]>(
    `${kind}-detail`,
    [...start, page(0, 1, kind === 'job' ? ['report', 'observable'] : ['report'])],
    { entities: [kind], about: id },
  );
  const [run] = data ?? [];
  if (error !== null)
    return <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (data === undefined) return <LoadingRows rows={8} label={word('loading')} />;
  return run === undefined ? <Message title={t('runGone')} /> : <Detail kind={kind} run={run} />;
}

function Detail({ kind, run }: { readonly kind: RunKind; readonly run: FullRun }) {
  const { t } = useTranslation('engine');
  const report = typeof run.report === 'string' ? parsed(run.report) : run.report;
  const { summary, full, input } = isRecord(report) ? report : {};
  const reason = reasonOf(run);
  return (
    <div className={classes.panel}>
      <div className={classes.head}>
        <h2 className={classes.title}>
          <bdi>{runTitle(run)}</bdi>
        </h2>
        <RunState status={run.status} outcome={run.outcome} cached={run.fromCache === true} />
        <RunProgress
          kind={kind}
          run={{ ...run, definition: run.analyzerDefinition ?? run.responderDefinition }}
        />
        <span className={classes.spread}>
          {isOpen(run) ? <CancelRun kind={kind} id={run._id} /> : <Rerun run={run} />}
        </span>
      </div>
      {reason !== undefined && (
        <p className={classes.failure} role="alert">
          <bdi>{defangText(reason)}</bdi>
        </p>
      )}
      {run.outcome === 'NoResult' && <p className={classes.note}>{t('noResult')}</p>}
      <Facts run={run} />
      <p className={classes.head}>
        {keyed(taxonomiesIn(summary)).map(({ key, taxonomy }) => (
          <TaxonomyChip key={key} taxonomy={taxonomy} />
        ))}
      </p>
      <section aria-label={t('log')}>
        <h3 className={classes.heading}>{t('log')}</h3>
        <RunLog kind={kind} id={run._id} running={isOpen(run)} />
      </section>
      {full !== undefined && (
        <section aria-label={t('report')}>
          <h3 className={classes.heading}>{t('report')}</h3>
          {kind === 'job' ? (
            <ReportView
              job={{ analyzerName: '', analyzerDefinition: '', ...run, report }}
              observable={run.case_artifact}
            />
          ) : (
            <ReportBody report={full} />
          )}
        </section>
      )}
      {typeof input === 'string' && (
        <section aria-label={t('input')}>
          <h3 className={classes.heading}>{t('input')}</h3>
          <ReportBody report={parsed(input)} />
        </section>
      )}
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
              value={nameOfValue(run.case_artifact)}
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
        <Duration milliseconds={timeTaken(run)} />
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

/** Runs an analyzer on the same value again, without looking for an earlier report. Responders act, so they are not repeated from here. */
function Rerun({ run }: { readonly run: FullRun }) {
  const { t } = useTranslation('engine');
  const { organisation = '' } = useParams({ strict: false });
  const navigate = useNavigate();
  const text = useErrorText();
  const may = useMay('manageAnalyse');
  const artifactId = run.case_artifact?._id;
  const rerun = useChange<void, { readonly _id: string }>(
    (api) =>
      api.post('/connector/cortex/job', {
        analyzerId: run.analyzerDefinition,
        cortexId: 'local',
        artifactId,
        force: true,
      }),
    ['job'],
  );
  if (!may || artifactId === undefined) return null;
  const open = ({ _id }: { readonly _id: string }): void =>
    void navigate({
      to: '/o/$organisation/engine/jobs/$jobId',
      params: { organisation, jobId: _id },
      search: {},
    });
  return (
    <>
      {rerun.error !== null && <span className={classes.failure}>{text(rerun.error)}</span>}
      <Button
        size="compact-sm"
        loading={rerun.isPending}
        onClick={() => rerun.mutate(undefined, { onSuccess: open })}
      >
        {t('rerun')}
      </Button>
    </>
  );
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
