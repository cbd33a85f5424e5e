/** The runs somebody started that have not ended yet. */
import { Popover, UnstyledButton } from '@mantine/core';
import { IconLoader2 } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAction, OutputJob } from '../../../../contract/v1-types.ts';
import { filters, list, page, sort, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { useApi, useMe } from '../../data/session.tsx';
import { ObservableValue } from '../../parts/observable-value.tsx';
import { Ago } from '../../parts/time.tsx';
import classes from './top-bar.module.css';

/** Runs listed of each kind; the number says when there are more. */
const mostListed = 20;

function useMyRuns<T>(entity: 'job' | 'action'): readonly T[] {
  const login = useMe()?.login;
  const steps = [
    list(entity),
    where(filters.is('_createdBy', login ?? ''), filters.in('status', ['Waiting', 'InProgress'])),
    sort([{ startDate: 'desc' }]),
    page(0, mostListed),
  ];
  const { data } = usePipeline<readonly T[]>(
    `my-running-${entity}s`,
    steps,
    { entities: [entity] },
    { enabled: login !== undefined },
  );
  return data ?? [];
}

/** The indicator with its list. */
export function RunningJobs() {
  const { t } = useTranslation('shell');
  const [opened, setOpened] = useState(false);
  const organisation = useApi().organisation ?? '';
  const jobs = useMyRuns<OutputJob>('job');
  const actions = useMyRuns<OutputAction>('action');
  const count = jobs.length + actions.length;
  return (
    <Popover opened={opened} onChange={setOpened} width={360} position="bottom-end" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          className={classes.mark}
          data-testid="running-jobs"
          aria-label={t('runs.count', { count })}
          onClick={() => setOpened(!opened)}
        >
          <IconLoader2
            className={count === 0 ? undefined : classes.arc}
            data-running={count > 0}
            size={16}
            stroke={1.6}
            aria-hidden="true"
          />
          {count > 0 && <span aria-hidden="true">{count}</span>}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p={0}>
        <div className={classes.listHead}>
          <h2>{t('runs.title')}</h2>
        </div>
        <div className={classes.list}>
          {count === 0 && <p className={classes.none}>{t('runs.none')}</p>}
          {jobs.map((job) => (
            <JobRow key={job._id} job={job} onOpen={() => setOpened(false)} />
          ))}
          {actions.map((action) => (
            <div key={action._id} className={classes.row}>
              <RunState status={action.status} />
              <bdi className={classes.rowText}>{action.responderName}</bdi>
              <span className={classes.rowNote}>
                <Ago at={action.startDate} />
              </span>
            </div>
          ))}
        </div>
        <Link
          to="/o/$organisation/engine/jobs"
          params={{ organisation }}
          search={{}}
          className={classes.more}
          onClick={() => setOpened(false)}
        >
          {t('runs.all')}
        </Link>
      </Popover.Dropdown>
    </Popover>
  );
}

function JobRow({ job, onOpen }: { readonly job: OutputJob; readonly onOpen: () => void }) {
  const organisation = useApi().organisation ?? '';
  const observable = job.case_artifact;
  return (
    <Link
      to="/o/$organisation/engine/jobs/$jobId"
      params={{ organisation, jobId: job._id }}
      search={{}}
      className={classes.row}
      onClick={onOpen}
    >
      <RunState status={job.status} />
      <bdi className={classes.rowText}>{job.analyzerName}</bdi>
      <span className={classes.rowNote}>
        <Ago at={job.startDate} />
      </span>
      {observable?.data !== undefined && (
        <span className={classes.passage}>
          <ObservableValue dataType={observable.dataType} value={observable.data} />
        </span>
      )}
    </Link>
  );
}

function RunState({ status }: { readonly status: OutputJob['status'] }) {
  const { t } = useTranslation('words');
  return (
    <span className={classes.runState}>
      <IconLoader2
        className={classes.arc}
        data-running={status === 'InProgress'}
        size={14}
        stroke={1.6}
        aria-hidden="true"
      />
      {t(`runStatus.${status}`)}
    </span>
  );
}
