/** The status of a task: dotted ring, half ring, tick, bar. Alone, with its word, or as a button that goes on to the next. */
import { Menu, Tooltip } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import classes from './task.module.css';
import type { TaskDetail, TaskStatus } from './task-data.ts';
import { nextStatus, taskStatuses } from './task-order.ts';

/** The mark, with its word where there is room. */
export function TaskMark({ status, word = true }: { readonly status: TaskStatus; readonly word?: boolean }) {
  const { t } = useTranslation('words');
  const name = t(`taskStatus.${status}`);
  return (
    <span className={classes.mark} data-status={status} title={word ? undefined : name}>
      <Glyph status={status} />
      {word ? name : <span className="sk-hidden">{name}</span>}
    </span>
  );
}

function Glyph({ status }: { readonly status: TaskStatus }) {
  const ring = { cx: 8, cy: 8, r: 5.6, fill: 'none', stroke: 'currentColor', strokeWidth: 1.7 } as const;
  return (
    <svg className={classes.glyph} viewBox="0 0 16 16" aria-hidden="true">
      <circle {...ring} strokeDasharray={status === 'Waiting' ? '2.2 2.2' : undefined} />
      {status === 'InProgress' && <path d="M8 2.4a5.6 5.6 0 0 1 0 11.2z" fill="currentColor" />}
      {status === 'Completed' && (
        <path d="m5.4 8.1 1.9 1.9 3.3-3.9" fill="none" stroke="currentColor" strokeWidth="1.5" />
      )}
      {status === 'Cancel' && <path d="M5.2 8h5.6" stroke="currentColor" strokeWidth="1.6" />}
    </svg>
  );
}

/** The mark as a button: a click goes on to the next status. Without a way to change it, the mark alone. */
export function TaskStatusButton({
  task,
  onStatus,
}: {
  readonly task: TaskDetail;
  readonly onStatus: ((status: TaskStatus) => void) | undefined;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  if (onStatus === undefined)
    return (
      <span className={classes.statusPlace}>
        <TaskMark status={task.status} word={false} />
      </span>
    );
  const next = nextStatus(task.status);
  const label = t(`to.${next}`);
  return (
    <Tooltip label={label}>
      <button
        type="button"
        className={classes.statusButton}
        data-status={task.status}
        aria-label={`${word(`taskStatus.${task.status}`)}: ${label}`}
        onClick={(event) => {
          event.stopPropagation();
          onStatus(next);
        }}
      >
        <Glyph status={task.status} />
      </button>
    </Tooltip>
  );
}

/** The status with its word, and a menu with all of them. */
export function TaskStatusPick({
  status,
  onStatus,
}: {
  readonly status: TaskStatus;
  readonly onStatus: ((status: TaskStatus) => void) | undefined;
}) {
  const { t } = useTranslation('words');
  if (onStatus === undefined) return <TaskMark status={status} />;
  return (
    <Menu>
      <Menu.Target>
        <button
          type="button"
          className={classes.pick}
          aria-label={`${t('field.status')}: ${t(`taskStatus.${status}`)}`}
        >
          <TaskMark status={status} />
          <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {taskStatuses.map((one) => (
          <Menu.Item key={one} disabled={one === status} onClick={() => onStatus(one)}>
            <TaskMark status={one} />
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
