/** What is known of a task beside its room: how long it waited and was worked on, and which organisations have it. */
import { Button } from '@mantine/core';
import { IconPlayerPause } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { Keys } from '../../ui/keys.tsx';
import { useTicking } from '../../ui/ticking.ts';
import { Duration, Moment } from '../time.tsx';
import { Refusal, useAttempt } from './attempt.tsx';
import { useCaseRight } from './case-work.ts';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import { type TaskDetail, useTask } from './task-data.ts';
import { TaskResponders } from './task-responders.tsx';
import { stepTimes } from './task-times.ts';

/** The panel; nothing until the task is there. */
export function TaskFacts({ caseId, taskId }: { readonly caseId: string; readonly taskId: string }) {
  const { data } = useTask(taskId);
  const [task] = data ?? [];
  if (task === undefined) return null;
  return (
    <>
      <StepTimer caseId={caseId} task={task} />
      <TaskResponders caseId={caseId} task={task} />
      <Others caseId={caseId} task={task} />
    </>
  );
}

function StepTimer({ caseId, task }: { readonly caseId: string; readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const mayManage = useCaseRight(caseId, 'manageTask');
  const { attempt, busy, refusal } = useAttempt();
  const acts = useTaskActs();
  const running = task.status === 'InProgress';
  const now = useTicking(running);
  const { waited, worked } = stepTimes(task, now);
  const all = Math.max(1, waited + (worked ?? 0));
  return (
    <section className={classes.panelBlock} aria-label={t('timer.title')}>
      <h3 className={classes.panelTitle}>
        {t('timer.title')} <span className={classes.quiet}>{t('timer.hint')}</span>
      </h3>
      <div className={classes.panelHead}>
        <p className={classes.figure} data-running={running || undefined}>
          {worked === undefined ? <Duration milliseconds={undefined} /> : <Clock milliseconds={worked} />}
        </p>
        {running && mayManage && (
          <Button
            size="compact-md"
            disabled={busy}
            leftSection={<IconPlayerPause size={14} stroke={1.6} aria-hidden="true" />}
            rightSection={<Keys keys="b" />}
            onClick={() => void attempt(() => acts.setStatus([task], 'Waiting'))}
          >
            {t('act.pause')}
          </Button>
        )}
      </div>
      <Refusal of={refusal} />
      <div className={classes.bar} aria-hidden="true">
        <span className={classes.barWaited} style={{ flexGrow: waited / all }} />
        {worked !== undefined && <span className={classes.barWorked} style={{ flexGrow: worked / all }} />}
      </div>
      <dl className={classes.pairs}>
        <dt>{t('timer.waited')}</dt>
        <dd>
          <Duration milliseconds={waited} />
        </dd>
        {worked !== undefined && (
          <>
            <dt>{t('timer.worked')}</dt>
            <dd>
              <Duration milliseconds={worked} />
            </dd>
          </>
        )}
        {task.startDate !== undefined && (
          <>
            <dt>{t('field.started')}</dt>
            <dd>
              <Moment at={task.startDate} />
            </dd>
          </>
        )}
        {task.endDate !== undefined && (
          <>
            <dt>{t('field.ended')}</dt>
            <dd>
              <Moment at={task.endDate} />
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** Minutes and seconds below an hour, else the two largest units. */
function Clock({ milliseconds }: { readonly milliseconds: number }) {
  if (milliseconds >= 3_600_000) return <Duration milliseconds={milliseconds} />;
  const seconds = Math.floor(milliseconds / 1_000);
  return (
    <span className="sk-numbers">
      {Math.floor(seconds / 60)}:{String(seconds % 60).padStart(2, '0')}
    </span>
  );
}

function Others({ caseId, task }: { readonly caseId: string; readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const { organisation } = useApi();
  const acts = useTaskActs();
  const mayManage = useCaseRight(caseId, 'manageTask');
  const { attempt, busy, refusal } = useAttempt();
  const all = Object.entries(task.extraData?.actionRequiredMap ?? {});
  const others = all.filter(([name, waits]) => name !== organisation || waits);
  return (
    <section className={classes.panelBlock} aria-label={t('others.title')}>
      <h3 className={classes.panelTitle}>{t('others.title')}</h3>
      {others.length === 0 && <p className={classes.quiet}>{t('others.none')}</p>}
      <Refusal of={refusal} />
      {others.map(([name, waits]) => (
        <div key={name} className={classes.other}>
          <bdi className="sk-ellipsis">{name}</bdi>
          {waits && <span className={classes.waitsFor}>{t('others.waits')}</span>}
          {mayManage && (
            <Button
              size="compact-sm"
              disabled={busy}
              onClick={() => void attempt(() => acts.requireAction(task._id, name, !waits))}
            >
              {waits ? t('others.done') : t('others.ask')}
            </Button>
          )}
        </div>
      ))}
    </section>
  );
}
