/** When a task is due: said shortly, red once it is late, and chosen in a small form. */
import { Button, Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Moment } from '../time.tsx';
import classes from './task.module.css';
import type { TaskDetail } from './task-data.ts';
import { isLate } from './task-order.ts';

/** The due time in words; nothing when there is none. */
export function Due({
  task,
  word = 'whole',
}: {
  readonly task: Pick<TaskDetail, 'status' | 'dueDate'>;
  /** How it is said what the time is: in full, in one word where room is scarce, or not at all below a heading. */
  readonly word?: 'whole' | 'short' | 'none';
}) {
  const { t } = useTranslation('tasks');
  if (task.dueDate === undefined) return null;
  const late = isLate(task, Date.now());
  return (
    <span className={classes.due} data-late={late || undefined}>
      <span className={word === 'none' ? 'sk-hidden' : undefined}>
        {late && word !== 'short' ? t('field.overdue') : t('field.due')}
      </span>{' '}
      <Moment at={task.dueDate} />
    </span>
  );
}

/** The due time as a button that opens the form. */
export function DuePick({
  task,
  onDue,
}: {
  readonly task: TaskDetail;
  readonly onDue: ((due: number | null) => void) | undefined;
}) {
  const { t } = useTranslation('tasks');
  const [opened, setOpened] = useState(false);
  if (onDue === undefined) return <Due task={task} />;
  const choose = (due: number | null): void => {
    setOpened(false);
    onDue(due);
  };
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={classes.plain} onClick={() => setOpened(!opened)}>
          {task.dueDate === undefined ? t('field.noDue') : <Due task={task} />}
        </button>
      </Popover.Target>
      <Popover.Dropdown>{opened && <DueForm due={task.dueDate} onChoose={choose} />}</Popover.Dropdown>
    </Popover>
  );
}

function DueForm({
  due,
  onChoose,
}: {
  readonly due: number | undefined;
  readonly onChoose: (due: number | null) => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const [text, setText] = useState(due === undefined ? '' : localText(due));
  const chosen = new Date(text).getTime();
  return (
    <form
      className={classes.dueForm}
      onSubmit={(event) => {
        event.preventDefault();
        if (!Number.isNaN(chosen)) onChoose(chosen);
      }}
    >
      <TextInput
        type="datetime-local"
        label={t('field.dueAt')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        data-autofocus
      />
      <div className={classes.formFoot}>
        {due !== undefined && <Button onClick={() => onChoose(null)}>{word('action.remove')}</Button>}
        <Button type="submit" variant="filled" disabled={Number.isNaN(chosen)}>
          {word('action.save')}
        </Button>
      </div>
    </form>
  );
}

/** A time as an input for local times takes it. */
function localText(at: number): string {
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000);
  return local.toISOString().slice(0, 16);
}
