/** The tasks of a case in their groups, as the left side of the task room. */
import { IconChevronDown, IconChevronRight, IconPlus } from '@tabler/icons-react';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal, useAttempt } from './attempt.tsx';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import { TaskAdd } from './task-add.tsx';
import type { TaskDetail } from './task-data.ts';
import { groupsOf, isEnded, neighbourFor, placesAfterMove, type TaskGroup } from './task-order.ts';
import { TaskRow } from './task-row.tsx';

/** What the list needs. */
export interface TaskListProps {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly tasks: readonly TaskDetail[];
  readonly selected: string | undefined;
  readonly mayManage: boolean;
  /** Whether the line for new tasks is open, and in which group: undefined for none, '' for the default group. */
  readonly adding: string | undefined;
  readonly onAdding: (group: string | undefined) => void;
}

const taskType = 'application/x-task';

/** The groups; a task is moved by dragging, or by Alt and the arrow keys. */
export function TaskList(props: TaskListProps) {
  const { tasks, adding } = props;
  const { t } = useTranslation('tasks');
  const acts = useTaskActs();
  const { attempt, refusal } = useAttempt();
  const groups = groupsOf(tasks);
  const open = tasks.filter((task) => task.mandatory && !isEnded(task)).length;
  const move = (id: string, to: { readonly group: string; readonly before: string | undefined }): void => {
    const places = placesAfterMove(tasks, id, to);
    if (places.length > 0) void attempt(() => acts.move(tasks, places));
  };
  return (
    <div className={classes.groups}>
      <Refusal of={refusal} />
      {groups.map((group) => (
        <Group
          key={group.name}
          {...props}
          group={group}
          onMove={move}
          onStatus={(task, status) => void attempt(() => acts.setStatus([task], status))}
        />
      ))}
      {adding !== undefined && !groups.some(({ name }) => name === adding) && (
        <TaskAdd
          caseId={props.caseId}
          group={adding === '' ? undefined : adding}
          order={tasks.length}
          onClose={() => props.onAdding(undefined)}
        />
      )}
      {open > 0 && <p className={classes.reminder}>{t('mandatoryOpen', { count: open })}</p>}
    </div>
  );
}

type GroupProps = TaskListProps & {
  readonly group: TaskGroup;
  readonly onMove: (id: string, to: { readonly group: string; readonly before: string | undefined }) => void;
  readonly onStatus: (task: TaskDetail, status: TaskDetail['status']) => void;
};

function Group(props: GroupProps) {
  const { group, onMove, mayManage, adding } = props;
  const { t } = useTranslation('tasks');
  const [closed, setClosed] = useState(false);
  const Chevron = closed ? IconChevronRight : IconChevronDown;
  const drop = (event: DragEvent): void => {
    const id = event.dataTransfer.getData(taskType);
    if (id === '') return;
    event.preventDefault();
    const over = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-task]') : null;
    onMove(id, { group: group.name, before: over?.dataset.task });
  };
  return (
    <section
      className={classes.group}
      aria-label={groupName(group.name, t)}
      onDragOver={(event) => {
        if (mayManage && event.dataTransfer.types.includes(taskType)) event.preventDefault();
      }}
      onDrop={drop}
    >
      <div className={classes.groupHead}>
        <button
          type="button"
          className={classes.groupName}
          aria-expanded={!closed}
          onClick={() => setClosed(!closed)}
        >
          <Chevron size={14} stroke={1.6} aria-hidden="true" />
          <bdi className="sk-ellipsis">{groupName(group.name, t)}</bdi>
          <span className="sk-numbers">
            {group.ended}/{group.tasks.length}
          </span>
        </button>
        {mayManage && (
          <button
            type="button"
            className={classes.groupAdd}
            aria-label={t('add.toGroup', { group: groupName(group.name, t) })}
            onClick={() => props.onAdding(group.name)}
          >
            <IconPlus size={14} stroke={1.6} aria-hidden="true" />
          </button>
        )}
      </div>
      {!closed && (
        <ul className={classes.lines}>
          {group.tasks.map((task) => (
            <Line key={task._id} {...props} task={task} />
          ))}
        </ul>
      )}
      {adding === group.name && (
        <TaskAdd
          caseId={props.caseId}
          group={group.name}
          order={props.tasks.length}
          onClose={() => props.onAdding(undefined)}
        />
      )}
    </section>
  );
}

function Line(props: GroupProps & { readonly task: TaskDetail }) {
  const { task, tasks, mayManage, onMove } = props;
  const press = (event: KeyboardEvent): void => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (!event.altKey || by === undefined || !mayManage) return;
    event.preventDefault();
    const to = neighbourFor(tasks, task._id, by);
    if (to !== undefined) onMove(task._id, to);
  };
  return (
    // The title inside takes the focus; the line only hears the keys that move it.
    <li
      data-task={task._id}
      draggable={mayManage}
      onDragStart={(event) => event.dataTransfer.setData(taskType, task._id)}
      onKeyDown={press}
    >
      <TaskRow
        task={task}
        caseNumber={props.caseNumber}
        selected={task._id === props.selected}
        onStatus={mayManage ? (status) => props.onStatus(task, status) : undefined}
      />
    </li>
  );
}

/** The name of a group; tasks that were put in none have one of their own. */
export function groupName(name: string, t: (key: 'group.default') => string): string {
  return name === 'default' ? t('group.default') : name;
}
