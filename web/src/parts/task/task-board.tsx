/** The tasks of a case by status; a task is moved to another column by dragging, or through its status. */
import { useTranslation } from 'react-i18next';
import { Refusal, useAttempt } from './attempt.tsx';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import type { TaskDetail, TaskStatus } from './task-data.ts';
import { TaskMark } from './task-mark.tsx';
import { taskStatuses } from './task-order.ts';
import { TaskRow } from './task-row.tsx';

const cardType = 'application/x-task';

/** The board. */
export function TaskBoard({
  tasks,
  caseNumber,
  mayManage,
}: {
  readonly tasks: readonly TaskDetail[];
  readonly caseNumber: string;
  readonly mayManage: boolean;
}) {
  const { t: word } = useTranslation('words');
  const acts = useTaskActs();
  const { attempt, refusal } = useAttempt();
  const set = (id: string, status: TaskStatus): void => {
    const task = tasks.find(({ _id }) => _id === id);
    if (task !== undefined && task.status !== status) void attempt(() => acts.setStatus([task], status));
  };
  return (
    <>
      <Refusal of={refusal} />
      <div className={classes.board}>
        {taskStatuses.map((status) => {
          const members = tasks.filter((task) => task.status === status);
          return (
            <section
              key={status}
              className={classes.column}
              aria-label={word(`taskStatus.${status}`)}
              onDragOver={(event) => {
                if (mayManage && event.dataTransfer.types.includes(cardType)) event.preventDefault();
              }}
              onDrop={(event) => set(event.dataTransfer.getData(cardType), status)}
            >
              <h3 className={classes.columnHead}>
                <TaskMark status={status} /> <span className={classes.quiet}>{members.length}</span>
              </h3>
              <ul className={classes.lines}>
                {members.map((task) => (
                  <li
                    key={task._id}
                    className={classes.card}
                    draggable={mayManage}
                    onDragStart={(event) => event.dataTransfer.setData(cardType, task._id)}
                  >
                    <TaskRow
                      task={task}
                      caseNumber={caseNumber}
                      onStatus={mayManage ? (next) => set(task._id, next) : undefined}
                    />
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </div>
    </>
  );
}
