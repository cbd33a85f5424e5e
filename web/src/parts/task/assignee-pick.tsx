/** Who holds a task, chosen among those who can see it. */
import { Menu, ScrollArea } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OutputUser } from '../../../../contract/v1-types.ts';
import { follow, get, page } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { Avatar, Person } from '../person.tsx';
import classes from './task.module.css';

/** Most people that can be chosen. */
const mostPeople = 300;

/** The pick; the name alone where it cannot be changed. */
export function AssigneePick({
  taskId,
  assignee,
  onAssign,
}: {
  readonly taskId: string;
  readonly assignee: string | undefined;
  readonly onAssign: ((login: string | null) => void) | undefined;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const [opened, setOpened] = useState(false);
  const shown =
    assignee === undefined ? (
      <span className={classes.quiet}>{word('nobody')}</span>
    ) : (
      <Person login={assignee} />
    );
  if (onAssign === undefined) return shown;
  return (
    <Menu opened={opened} onChange={setOpened}>
      <Menu.Target>
        <button type="button" className={classes.pick}>
          <span className="sk-hidden">{word('field.assignee')}: </span>
          {shown}
          <IconChevronDown size={14} stroke={1.6} aria-hidden="true" />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {opened && <Assignable taskId={taskId} onPick={onAssign} />}
        {assignee !== undefined && (
          <>
            <Menu.Divider />
            <Menu.Item onClick={() => onAssign(null)}>{t('act.unassign')}</Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Assignable({
  taskId,
  onPick,
}: {
  readonly taskId: string;
  readonly onPick: (login: string) => void;
}) {
  const { t: word } = useTranslation('words');
  const { data, isPending } = usePipeline<readonly OutputUser[]>(
    'task-assignable',
    [get('task', taskId), follow('assignableUsers'), page(0, mostPeople)],
    { entities: ['user', 'share'] },
  );
  if (isPending) return <Menu.Label>{word('loading')}</Menu.Label>;
  return (
    <ScrollArea.Autosize mah={320}>
      {(data ?? []).map(({ login, name }) => (
        <Menu.Item
          key={login}
          leftSection={<Avatar login={login} name={name} />}
          onClick={() => onPick(login)}
        >
          <bdi>{name}</bdi>
        </Menu.Item>
      ))}
    </ScrollArea.Autosize>
  );
}
