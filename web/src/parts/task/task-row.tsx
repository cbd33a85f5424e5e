/** A task in one line: its status, its title, how long it took or when it is due, who holds it. */
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { Avatar, useNames } from '../person.tsx';
import { Ago, Duration } from '../time.tsx';
import { Due } from './due-pick.tsx';
import classes from './task.module.css';
import type { TaskDetail, TaskStatus } from './task-data.ts';
import { TaskStatusButton } from './task-mark.tsx';
import { isEnded } from './task-order.ts';

/** What a line needs. */
export interface TaskRowProps {
  readonly task: TaskDetail;
  /** Number of the case, for the address of the task. */
  readonly caseNumber: string;
  readonly selected?: boolean;
  /** Missing: the status is shown only. */
  readonly onStatus?: ((status: TaskStatus) => void) | undefined;
}

/** The line; its title leads to the task. */
export function TaskRow({ task, caseNumber, selected = false, onStatus }: TaskRowProps) {
  const { t } = useTranslation('tasks');
  const { organisation = '' } = useApi();
  const nameOf = useNames();
  const waitsFor = Object.entries(task.extraData?.actionRequiredMap ?? {}).flatMap(([name, waits]) =>
    waits ? [name] : [],
  );
  return (
    <div
      className={classes.row}
      data-selected={selected || undefined}
      data-ended={isEnded(task) || undefined}
    >
      <TaskStatusButton task={task} onStatus={onStatus} />
      <Link
        to="/o/$organisation/cases/$number/$section/$itemId"
        params={{ organisation, number: caseNumber, section: 'tasks', itemId: task._id }}
        search={{}}
        className={classes.rowTitle}
        aria-current={selected ? 'true' : undefined}
        title={task.title}
      >
        <bdi>{task.title}</bdi>
        {task.mandatory && !isEnded(task) && (
          <span className={classes.needed} title={t('field.mandatory')}>
            <span aria-hidden="true">*</span>
            <span className="sk-hidden">{t('field.mandatory')}</span>
          </span>
        )}
      </Link>
      <span className={classes.rowEnd}>
        {waitsFor.length > 0 && (
          <bdi className={classes.waitsFor}>{t('waits', { names: waitsFor.join(', ') })}</bdi>
        )}
        <TaskTime task={task} />
        {task.assignee !== undefined && <Avatar login={task.assignee} name={nameOf(task.assignee)} />}
      </span>
    </div>
  );
}

/** How long it took, has been going on, or when it is due. */
export function TaskTime({ task }: { readonly task: TaskDetail }) {
  if (task.status === 'Completed') return <Duration milliseconds={task.timeToHandle} />;
  if (task.dueDate !== undefined && task.status !== 'Cancel') return <Due task={task} word="short" />;
  if (task.status === 'InProgress' && task.startDate !== undefined)
    return (
      <span className={classes.running}>
        <Ago at={task.startDate} />
      </span>
    );
  return null;
}
