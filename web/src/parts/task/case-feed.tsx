/** Tasks and logs of a case as one feed: the work that is going on first, then what was written and finished, newest first. */
import { Button, SegmentedControl } from '@mantine/core';
import { defangText } from '@skep/sdk/indicators';
import { IconBolt, IconCircleCheck } from '@tabler/icons-react';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputAction } from '../../../../contract/v1-types.ts';
import { useApi, useMe } from '../../data/session.tsx';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { type ActionSource, actionMessage, operationsOf, useActionsOf } from '../engine/action-data.ts';
import { neuronTitle } from '../engine/engine-data.ts';
import { RunState } from '../engine/run-state.tsx';
import { useErrorText } from '../error-text.ts';
import { useNames } from '../person.tsx';
import { Duration, Moment } from '../time.tsx';
import { Refusal, useAttempt } from './attempt.tsx';
import { useCaseRight } from './case-work.ts';
import { type FeedItem, feedOf } from './feed.ts';
import { LogEntry } from './log-entry.tsx';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import { type TaskDetail, useCaseLogs, useCaseTasks } from './task-data.ts';
import { TaskRow } from './task-row.tsx';

/** Logs that are read, and entries shown at once. */
const mostLogs = 200;
const pageSize = 15;

const kinds = ['all', 'logs', 'acts', 'mine'] as const;
type Kind = (typeof kinds)[number];

/** The feed with its heading. */
export function CaseFeed({ caseId }: { readonly caseId: string }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const headingId = useId();
  const [kind, setKind] = useState<Kind>('all');
  const tasks = useCaseTasks(caseId);
  const logs = useCaseLogs(caseId, mostLogs);
  const actions = useCaseActions(caseId);
  const error = tasks.error ?? logs.error;
  const counted = (tasks.data ?? []).filter(({ status }) => status !== 'Cancel');
  const ended = counted.filter(({ status }) => status === 'Completed').length;
  return (
    <section className={classes.feed} aria-labelledby={headingId}>
      <div className={classes.feedHead}>
        <h2 id={headingId} className={classes.panelTitle}>
          {t('feed.title')}
        </h2>
        <span className={classes.quiet}>{t('feed.done', { done: ended, all: counted.length })}</span>
        <SegmentedControl
          size="xs"
          className={classes.factsEnd}
          aria-label={t('feed.show')}
          value={kind}
          onChange={(value) => setKind(value as Kind)}
          data={kinds.map((value) => ({ value, label: t(`feed.${value}`) }))}
        />
      </div>
      {error !== null && (
        <Failure
          reason={text(error)}
          again={() => void Promise.all([tasks.refetch(), logs.refetch()])}
          againLabel={word('action.retry')}
        />
      )}
      {tasks.data === undefined || logs.data === undefined ? (
        error === null && <LoadingRows rows={5} label={word('loading')} />
      ) : (
        <Entries
          caseId={caseId}
          tasks={tasks.data}
          items={feedOf(tasks.data, logs.data, actions)}
          kind={kind}
        />
      )}
    </section>
  );
}

function Entries({
  caseId,
  tasks,
  items,
  kind,
}: {
  readonly caseId: string;
  readonly tasks: readonly TaskDetail[];
  readonly items: readonly FeedItem[];
  readonly kind: Kind;
}) {
  const { t } = useTranslation('tasks');
  const { number = '' } = useParams({ strict: false });
  const me = useMe()?.login;
  const acts = useTaskActs();
  const { attempt, refusal } = useAttempt();
  const mayManage = useCaseRight(caseId, 'manageTask');
  const [most, setMost] = useState(pageSize);
  const wanted = items.filter(
    ({ by, kind: of }) =>
      kind === 'all' || (kind === 'mine' ? by === me : of === (kind === 'logs' ? 'log' : 'act')),
  );
  const running = kind === 'all' ? tasks.filter(({ status }) => status === 'InProgress') : [];
  return (
    <>
      <Refusal of={refusal} />
      {running.map((task) => (
        <div key={task._id} className={classes.runningCard}>
          <TaskRow
            task={task}
            caseNumber={number}
            onStatus={mayManage ? (status) => void attempt(() => acts.setStatus([task], status)) : undefined}
          />
          {mayManage && (
            <span className={classes.runningActs}>
              <OpenTask id={task._id} caseNumber={number} />
              <Button
                size="compact-sm"
                variant="filled"
                onClick={() => void attempt(() => acts.setStatus([task], 'Completed'))}
              >
                {t('act.complete')}
              </Button>
            </span>
          )}
        </div>
      ))}
      <div className={classes.entries}>
        {wanted.slice(0, most).map((item) => (
          <Entry key={item.id} item={item} caseNumber={number} mayManage={mayManage} />
        ))}
      </div>
      {wanted.length === 0 && running.length === 0 && <p className={classes.quiet}>{t('feed.none')}</p>}
      {wanted.length > most && (
        <Button size="compact-sm" variant="subtle" onClick={() => setMost(most + pageSize)}>
          {t('feed.more', { count: wanted.length - most })}
        </Button>
      )}
    </>
  );
}

function OpenTask({ id, caseNumber }: { readonly id: string; readonly caseNumber: string }) {
  const { t } = useTranslation('tasks');
  const { organisation = '' } = useApi();
  const navigate = useNavigate();
  return (
    <Button
      size="compact-sm"
      onClick={() =>
        void navigate({
          to: '/o/$organisation/cases/$number/$section/$itemId',
          params: { organisation, number: caseNumber, section: 'tasks', itemId: id },
          search: {},
        })
      }
    >
      {t('log.label')}
    </Button>
  );
}

function Entry({
  item,
  caseNumber,
  mayManage,
}: {
  readonly item: FeedItem;
  readonly caseNumber: string;
  readonly mayManage: boolean;
}) {
  const { t } = useTranslation('tasks');
  const nameOf = useNames();
  if (item.kind === 'log') {
    const task = item.log.extraData?.task ?? undefined;
    return (
      <LogEntry
        log={item.log}
        mayManage={mayManage}
        where={task !== undefined && <TaskLink id={task._id} title={task.title} caseNumber={caseNumber} />}
      />
    );
  }
  if (item.kind === 'act') return <Act action={item.action} />;
  return (
    <div className={classes.event}>
      <span className={classes.eventIcon} data-done>
        <IconCircleCheck size={16} stroke={1.6} aria-hidden="true" />
      </span>
      <span className={classes.wrap}>
        {t('feed.completed', { name: nameOf(item.by) })}{' '}
        <TaskLink id={item.task._id} title={item.task.title} caseNumber={caseNumber} />
        {item.task.timeToHandle !== undefined && (
          <span className={classes.quiet}>
            {' '}
            {t('feed.handled')} <Duration milliseconds={item.task.timeToHandle} />
          </span>
        )}
      </span>
      <span className={`${classes.quiet} ${classes.factsEnd}`}>
        <Moment at={item.at} />
      </span>
    </div>
  );
}

/** The run of a responder: what it was, who asked for it, and what came of it. */
function Act({ action }: { readonly action: OutputAction }) {
  const { t } = useTranslation('tasks');
  const name = useNames()(action._createdBy);
  const message = action.status === 'Failure' ? (action.errorMessage ?? '') : actionMessage(action);
  const done = operationsOf(action).filter((operation) => operation.done);
  return (
    <div className={classes.event}>
      <span className={classes.eventIcon}>
        <IconBolt size={16} stroke={1.6} aria-hidden="true" />
      </span>
      <div className={classes.wrap}>
        <p>{t('feed.acted', { responder: neuronTitle(action.responderName), name })}</p>
        <p className={classes.eventResult}>
          <RunState status={action.status} />
          {message !== '' && <bdi>{defangText(message)}</bdi>}
          {done.map(({ type, message: told }) => (
            <span key={`${type} ${told}`} className={classes.quiet}>
              <bdi>{`${type} ${told}`}</bdi>
            </span>
          ))}
        </p>
      </div>
      <span className={`${classes.quiet} ${classes.factsEnd}`}>
        <Moment at={action.endDate ?? action.startDate} />
      </span>
    </div>
  );
}

/** The runs on the case and on what belongs to it; those that cannot be read are left out, the section on actions tells why. */
function useCaseActions(id: string): readonly OutputAction[] {
  const on = (through?: ActionSource['through']): ActionSource => ({
    entity: 'case',
    id,
    ...(through === undefined ? {} : { through }),
  });
  const all = [useActionsOf(on()), useActionsOf(on('observables')), useActionsOf(on('tasks'))];
  return all.flatMap(({ data }) => data ?? []);
}

function TaskLink({
  id,
  title,
  caseNumber,
}: {
  readonly id: string;
  readonly title: string;
  readonly caseNumber: string;
}) {
  const { organisation = '' } = useApi();
  return (
    <Link
      to="/o/$organisation/cases/$number/$section/$itemId"
      params={{ organisation, number: caseNumber, section: 'tasks', itemId: id }}
      search={{}}
      className={classes.link}
    >
      <bdi>{title}</bdi>
    </Link>
  );
}
