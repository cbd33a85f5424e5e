/** Verbs for several tasks at once. */
import { Button, Menu, Modal } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../data/session.tsx';
import { Avatar, usePeople } from '../person.tsx';
import type { Attempt } from './attempt.tsx';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import type { TaskDetail } from './task-data.ts';
import { TaskMark } from './task-mark.tsx';
import { taskStatuses } from './task-order.ts';

/** The verbs in one line, each for all that are chosen. */
export function TaskBulk({
  tasks,
  attempt,
  onClear,
}: {
  readonly tasks: readonly TaskDetail[];
  readonly attempt: Attempt['attempt'];
  readonly onClear: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const acts = useTaskActs();
  const me = useMe()?.login;
  const people = usePeople();
  const [removing, setRemoving] = useState(false);
  const run = (act: () => Promise<unknown>): void => void attempt(act);
  const mandatory = tasks.every((task) => task.mandatory);
  return (
    <div className={classes.bulk} role="toolbar" aria-label={t('bulk.label')}>
      <span className="sk-numbers">{t('bulk.count', { count: tasks.length })}</span>
      <Menu>
        <Menu.Target>
          <Button size="compact-sm">{word('field.status')}</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {taskStatuses.map((status) => (
            <Menu.Item key={status} onClick={() => run(() => acts.setStatus(tasks, status))}>
              <TaskMark status={status} />
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      {me !== undefined && (
        <Button size="compact-sm" onClick={() => run(() => acts.take(tasks))}>
          {t('act.take')}
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <Button size="compact-sm">{word('field.assignee')}</Button>
        </Menu.Target>
        <Menu.Dropdown className={classes.tallMenu}>
          {[...people.values()].map(({ login, name }) => (
            <Menu.Item
              key={login}
              leftSection={<Avatar login={login} name={name} />}
              onClick={() => run(() => acts.assign(tasks, login))}
            >
              <bdi>{name}</bdi>
            </Menu.Item>
          ))}
          <Menu.Item onClick={() => run(() => acts.assign(tasks, null))}>{word('nobody')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button size="compact-sm" onClick={() => run(() => acts.setMandatory(tasks, !mandatory))}>
        {mandatory ? t('act.optional') : t('act.mandatory')}
      </Button>
      <Button size="compact-sm" onClick={() => setRemoving(true)}>
        {word('action.delete')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        {word('action.clear')}
      </Button>
      <RemoveTasks
        tasks={tasks}
        opened={removing}
        onClose={() => setRemoving(false)}
        onRemove={() => run(() => acts.remove(tasks.map(({ _id }) => _id)))}
      />
    </div>
  );
}

/** Asks before tasks are deleted with their logs. */
export function RemoveTasks({
  tasks,
  opened,
  onClose,
  onRemove,
}: {
  readonly tasks: readonly TaskDetail[];
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly onRemove: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const logs = tasks.reduce((sum, task) => sum + (task.extraData?.logCount ?? 0), 0);
  const [only] = tasks;
  return (
    <Modal opened={opened} onClose={onClose} title={t('remove.title', { count: tasks.length })}>
      {tasks.length === 1 && only !== undefined && (
        <p className={classes.wrap}>
          <bdi>{only.title}</bdi>
        </p>
      )}
      <p>{t('remove.logs', { count: logs })}</p>
      <div className={classes.formFoot}>
        <Button onClick={onClose} data-autofocus>
          {word('action.cancel')}
        </Button>
        <Button
          variant="filled"
          color="red"
          onClick={() => {
            onClose();
            onRemove();
          }}
        >
          {word('action.delete')}
        </Button>
      </div>
    </Modal>
  );
}
