/** The tasks of a case as a table: everything at once, several changed together. */
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Person } from '../person.tsx';
import { Duration, Moment } from '../time.tsx';
import { Refusal, useAttempt } from './attempt.tsx';
import { Due } from './due-pick.tsx';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import { TaskBulk } from './task-bulk.tsx';
import type { TaskDetail } from './task-data.ts';
import { groupName } from './task-list.tsx';
import { TaskStatusButton } from './task-mark.tsx';
import { TaskTitle } from './task-title.tsx';

/** The table. */
export function TaskTable({
  tasks,
  caseNumber,
  mayManage,
}: {
  readonly tasks: readonly TaskDetail[];
  readonly caseNumber: string;
  readonly mayManage: boolean;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const acts = useTaskActs();
  const { attempt, refusal } = useAttempt();
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const chosen = tasks.filter(({ _id }) => ticked.has(_id));
  const toggle = (id: string): void => {
    const next = new Set(ticked);
    if (!next.delete(id)) next.add(id);
    setTicked(next);
  };
  return (
    <div className={classes.tableBlock}>
      <Refusal of={refusal} />
      {chosen.length > 0 && (
        <TaskBulk tasks={chosen} attempt={attempt} onClear={() => setTicked(new Set())} />
      )}
      <table className={classes.table}>
        <thead>
          <tr>
            {mayManage && (
              <th className={classes.narrow}>
                <Checkbox
                  size="xs"
                  aria-label={t('bulk.all')}
                  checked={chosen.length === tasks.length && tasks.length > 0}
                  indeterminate={chosen.length > 0 && chosen.length < tasks.length}
                  onChange={() =>
                    setTicked(new Set(chosen.length === tasks.length ? [] : tasks.map(({ _id }) => _id)))
                  }
                />
              </th>
            )}
            <th className={classes.narrow}>
              <span className="sk-hidden">{word('field.status')}</span>
            </th>
            <th>{word('field.title')}</th>
            <th>{t('field.group')}</th>
            <th>{word('field.assignee')}</th>
            <th>{t('field.dueAt')}</th>
            <th>{t('field.started')}</th>
            <th className={classes.end}>{t('field.handling')}</th>
            <th className={classes.end}>{t('field.logs')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task._id} data-selected={ticked.has(task._id) || undefined}>
              {mayManage && (
                <td>
                  <Checkbox
                    size="xs"
                    aria-label={t('bulk.one', { title: task.title })}
                    checked={ticked.has(task._id)}
                    onChange={() => toggle(task._id)}
                  />
                </td>
              )}
              <td>
                <TaskStatusButton
                  task={task}
                  onStatus={
                    mayManage ? (status) => void attempt(() => acts.setStatus([task], status)) : undefined
                  }
                />
              </td>
              <td className={classes.titleCell}>
                <TaskTitle task={task} caseNumber={caseNumber} />
              </td>
              <td>
                <bdi>{groupName(task.group, t)}</bdi>
              </td>
              <td>{task.assignee !== undefined && <Person login={task.assignee} />}</td>
              <td>
                <Due task={task} word="none" />
              </td>
              <td>{task.startDate !== undefined && <Moment at={task.startDate} />}</td>
              <td className={classes.end}>
                {task.timeToHandle !== undefined && <Duration milliseconds={task.timeToHandle} />}
              </td>
              <td className={classes.end}>{task.extraData?.logCount || null}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
