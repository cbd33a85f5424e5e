/** What one analyzer said of a value: how bad, in short, in full, how old. A failure shows the analyzer's own words at once. */
import { Button, UnstyledButton } from '@mantine/core';
import { defangText } from '@skep/sdk/indicators';
import { IconChevronDown, IconChevronRight, IconLoader2 } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputJob } from '../../../../contract/v1-types.ts';
import { useMay } from '../../data/session.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { LevelGlyph } from '../badges.tsx';
import { useErrorText } from '../error-text.ts';
import { Ago, Duration } from '../time.tsx';
import { CancelRun } from './cancel-run.tsx';
import { isOpen, neuronLabel, neuronVersion, useReportOf } from './engine-data.ts';
import { keyed, TaxonomyChip } from './mini-report.tsx';
import classes from './report.module.css';
import { ReportView } from './report-view.tsx';
import { RunLog } from './run-log.tsx';
import { RunProgress } from './run-progress.tsx';
import { reasonOf, stateGlyphs, stateOf } from './run-state.tsx';
import { isRecord, type Taxonomy, taxonomiesIn, worstLevel } from './taxonomies.ts';
import type { DrawnObservable } from './template/use-drawing.ts';

/** A card. Without `onRerun` it cannot be run again from here. `short`: what is known of its result before it is opened. */
export function ReportCard({
  job,
  observable,
  short,
  opened: openedAtFirst,
  onRerun,
  onCompare,
}: {
  readonly job: OutputJob;
  readonly observable: DrawnObservable;
  readonly short: readonly Taxonomy[];
  readonly opened: boolean;
  readonly onRerun?: (() => void) | undefined;
  readonly onCompare?: (() => void) | undefined;
}) {
  const [opened, setOpened] = useState(openedAtFirst);
  const reason = reasonOf(job);
  const isShut = !opened || isOpen(job) || job.status === 'Failure';
  return (
    <article className={classes.card} data-status={job.status} data-opened={!isShut || undefined}>
      <CardHead
        job={job}
        taxonomies={short}
        opened={!isShut}
        onToggle={() => setOpened(!opened)}
        onRerun={onRerun}
        onCompare={onCompare}
      />
      {isOpen(job) && (
        <div className={classes.content}>
          <RunLog kind="job" id={job._id} running />
        </div>
      )}
      {reason !== undefined && (
        <p className={classes.failure}>
          <bdi>{defangText(reason)}</bdi>
        </p>
      )}
      {!isShut && <Opened job={job} observable={observable} />}
    </article>
  );
}

function Opened({ job, observable }: { readonly job: OutputJob; readonly observable: DrawnObservable }) {
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const { data, error, refetch } = useReportOf(job._id);
  const report = data?.[0]?.report;
  const taxonomies = isRecord(report) ? taxonomiesIn(report.summary) : [];
  // The template is drawn anew only when the report is another.
  const run = useMemo(() => ({ ...job, report }), [job, report]);
  if (error !== null)
    return (
      <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
    );
  return (
    <div className={classes.content}>
      {data === undefined ? (
        <LoadingRows rows={3} label={word('loading')} />
      ) : (
        <>
          <p className={classes.chips}>
            {keyed(taxonomies).map(({ key, taxonomy }) => (
              <TaxonomyChip key={key} taxonomy={taxonomy} />
            ))}
          </p>
          <ReportView job={run} observable={observable} />
        </>
      )}
    </div>
  );
}

function CardHead({
  job,
  taxonomies,
  opened,
  onToggle,
  onRerun,
  onCompare,
}: {
  readonly job: OutputJob;
  readonly taxonomies: readonly Taxonomy[];
  readonly opened: boolean;
  readonly onToggle: () => void;
  readonly onRerun: (() => void) | undefined;
  readonly onCompare: (() => void) | undefined;
}) {
  const { t } = useTranslation('observables');
  const name = neuronLabel({ name: job.analyzerName, cortexId: job.cortexId ?? 'local' });
  const Chevron = opened ? IconChevronDown : IconChevronRight;
  const canOpen = job.status === 'Success';
  return (
    <header className={classes.head}>
      <UnstyledButton
        className={classes.name}
        disabled={!canOpen}
        aria-expanded={canOpen ? opened : undefined}
        onClick={onToggle}
      >
        <StateGlyph job={job} taxonomies={taxonomies} />
        <strong>
          <bdi>{name}</bdi>
        </strong>
        <span className={classes.version}>{neuronVersion(job.analyzerDefinition)}</span>
        {!opened && canOpen && (
          <span className={classes.short}>
            {taxonomies.map(({ predicate, value }) => `${predicate} ${value}`.trim()).join(', ')}
          </span>
        )}
      </UnstyledButton>
      <CardFacts job={job} />
      {onCompare !== undefined && (
        <Button size="compact-sm" variant="subtle" onClick={onCompare}>
          {t('compare.start')}
        </Button>
      )}
      {isOpen(job) ? (
        <CancelRun kind="job" id={job._id} />
      ) : (
        <Rerun job={job} label={t('report.rerun')} onRerun={onRerun} />
      )}
      {canOpen && <Chevron size={16} stroke={1.6} className={classes.chevron} aria-hidden="true" />}
    </header>
  );
}

function StateGlyph({
  job,
  taxonomies,
}: {
  readonly job: OutputJob;
  readonly taxonomies: readonly Taxonomy[];
}) {
  const { t: word } = useTranslation('words');
  const level = worstLevel(taxonomies);
  if (isOpen(job))
    return <IconLoader2 size={16} stroke={1.6} className={classes.arc} data-running aria-hidden="true" />;
  const state = stateOf(job);
  if (state !== 'Success') {
    const Glyph = stateGlyphs[state];
    return (
      <>
        <Glyph size={16} stroke={1.6} className={classes.end} data-state={state} aria-hidden="true" />
        {state === 'Failure' && <span className="sk-hidden">{word('runStatus.Failure')}</span>}
      </>
    );
  }
  return (
    <>
      <LevelGlyph level={level} />
      <span className="sk-hidden">{word(`level.${level ?? 'none'}`)}</span>
    </>
  );
}

function CardFacts({ job }: { readonly job: OutputJob }) {
  const { t } = useTranslation('observables');
  const { t: word } = useTranslation('words');
  return (
    <span className={classes.facts}>
      {(isOpen(job) || job.outcome !== undefined) && `${word(`runStatus.${stateOf(job)}`)} · `}
      {isOpen(job) ? (
        <RunProgress kind="job" run={{ ...job, definition: job.analyzerDefinition }} />
      ) : (
        <Ago at={job.endDate ?? job.startDate} />
      )}
      {job.fromCache && ` · ${t('report.fromCache')}`}
      {!job.fromCache && job.outcome !== 'Blocked' && job.timeRunning !== undefined && !isOpen(job) && (
        <>
          {' · '}
          {job.timeRunning < 1_000 ? (
            <span className="sk-numbers">{t('report.milliseconds', { count: job.timeRunning })}</span>
          ) : (
            <Duration milliseconds={job.timeRunning} />
          )}
        </>
      )}
    </span>
  );
}

function Rerun({
  job,
  label,
  onRerun,
}: {
  readonly job: OutputJob;
  readonly label: string;
  readonly onRerun: (() => void) | undefined;
}) {
  const { t: word } = useTranslation('words');
  const may = useMay('manageAnalyse');
  if (onRerun === undefined || !may) return null;
  return (
    <Button size="compact-sm" variant="subtle" onClick={onRerun}>
      {job.status === 'Failure' ? word('action.retry') : label}
    </Button>
  );
}
