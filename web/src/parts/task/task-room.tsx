/** One task: what is to be done, what was done, and the line where the next entry is written. */
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Failure, LoadingRows, Message } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import { Refusal, useAttempt } from './attempt.tsx';
import { useCaseRight } from './case-work.ts';
import { TaskDescription } from './description.tsx';
import { LogComposer } from './log-composer.tsx';
import { LogEntry } from './log-entry.tsx';
import classes from './task.module.css';
import { type TaskDetail, useTask, useTaskLogs } from './task-data.ts';
import { TaskHead } from './task-head.tsx';

/** What a room needs. */
export interface TaskRoomProps {
  readonly caseId: string;
  readonly taskId: string;
  /** After the task was deleted. */
  readonly onRemoved: () => void;
}

/** The room. */
export function TaskRoom(props: TaskRoomProps) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { data, error, isPending, refetch } = useTask(props.taskId);
  const [task] = data ?? [];
  if (isPending) return <LoadingRows rows={6} label={word('loading')} />;
  if (error !== null)
    return <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (task === undefined) return <Message title={t('room.gone')}>{t('room.goneReason')}</Message>;
  return <Room key={task._id} {...props} task={task} />;
}

function Room({ caseId, task, onRemoved }: TaskRoomProps & { readonly task: TaskDetail }) {
  const { t } = useTranslation('tasks');
  const mayManage = useCaseRight(caseId, 'manageTask');
  const attempt = useAttempt();
  return (
    <section className={classes.room} aria-label={t('room.label', { title: task.title })}>
      <TaskHead task={task} mayManage={mayManage} attempt={attempt} onRemoved={onRemoved} />
      <div className={classes.roomText}>
        <Refusal of={attempt.refusal} />
        <TaskDescription task={task} mayManage={mayManage} />
        <Logs task={task} mayManage={mayManage} />
      </div>
      {mayManage && <LogComposer caseId={caseId} task={task} />}
    </section>
  );
}

function Logs({ task, mayManage }: { readonly task: TaskDetail; readonly mayManage: boolean }) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const { data, error, isPending, refetch } = useTaskLogs(task._id);
  const end = useRef<HTMLDivElement>(null);
  const count = data?.length ?? 0;
  useEffect(() => {
    if (count > 0) end.current?.scrollIntoView({ block: 'nearest' });
  }, [count]);
  if (isPending) return <LoadingRows rows={4} label={word('loading')} />;
  if (error !== null)
    return <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  return (
    <section className={classes.logs} aria-label={t('field.logs')}>
      {data.map((log) => (
        <LogEntry key={log._id} log={log} mayManage={mayManage} />
      ))}
      {count === 0 && (
        <p className={classes.quiet}>{task.status === 'Waiting' ? t('log.first') : t('log.none')}</p>
      )}
      <div ref={end} />
    </section>
  );
}
