/** The head of a task: its title, where the work stands, who holds it, and what can be done with it. */
import { Button, Menu, Modal, TextInput, Tooltip } from '@mantine/core';
import { IconCheck, IconDots, IconPlayerPlay } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useActions } from '../../ui/actions.tsx';
import { Keys } from '../../ui/keys.tsx';
import { LineInput } from '../editing/line-input.tsx';
import { AssigneePick } from './assignee-pick.tsx';
import { type Attempt, Refusal, useAttempt } from './attempt.tsx';
import { DuePick } from './due-pick.tsx';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import { RemoveTasks } from './task-bulk.tsx';
import type { TaskDetail } from './task-data.ts';
import { TaskStatusPick } from './task-mark.tsx';
import { isEnded } from './task-order.ts';

/** Longest title that the server takes, in characters. */
const longestTitle = 128;

/** What the head needs. */
export interface TaskHeadProps {
  readonly task: TaskDetail;
  readonly mayManage: boolean;
  readonly attempt: Attempt;
  readonly onRemoved: () => void;
}

/** The head. */
export function TaskHead({ task, mayManage, attempt: { attempt }, onRemoved }: TaskHeadProps) {
  const { t } = useTranslation('tasks');
  const acts = useTaskActs();
  const run = (act: () => Promise<unknown>): void => void attempt(act);
  const begin = (): void =>
    run(() => acts.setStatus([task], task.status === 'InProgress' ? 'Waiting' : 'InProgress'));
  const beginLabel =
    task.status === 'Waiting'
      ? t('act.start')
      : task.status === 'InProgress'
        ? t('act.pause')
        : t('act.reopen');
  const complete = (): void => run(() => acts.setStatus([task], 'Completed'));
  useActions(
    mayManage
      ? [
          { id: 'task-begin', label: beginLabel, group: t('room.keys'), keys: 'b', perform: begin },
          ...(isEnded(task)
            ? []
            : [
                {
                  id: 'task-complete',
                  label: t('act.complete'),
                  group: t('room.keys'),
                  keys: 'c',
                  perform: complete,
                },
                {
                  id: 'task-take',
                  label: t('act.take'),
                  group: t('room.keys'),
                  keys: 'i',
                  perform: () => run(() => acts.take([task])),
                },
              ]),
        ]
      : [],
  );
  return (
    <header className={classes.roomHead}>
      <Title task={task} mayManage={mayManage} />
      {mayManage && (
        <span className={classes.verbs}>
          <More task={task} run={run} onRemoved={onRemoved} />
          {task.status !== 'InProgress' && (
            <Button
              leftSection={<IconPlayerPlay size={16} stroke={1.6} aria-hidden="true" />}
              rightSection={<Keys keys="b" />}
              onClick={begin}
            >
              {beginLabel}
            </Button>
          )}
          {!isEnded(task) && <Complete task={task} onComplete={complete} />}
        </span>
      )}
      <div className={classes.facts}>
        <TaskStatusPick
          status={task.status}
          onStatus={mayManage ? (status) => run(() => acts.setStatus([task], status)) : undefined}
        />
        <AssigneePick
          taskId={task._id}
          assignee={task.assignee}
          onAssign={mayManage ? (login) => run(() => acts.assign([task], login)) : undefined}
        />
        {task.mandatory && <span className={classes.chip}>{t('field.mandatory')}</span>}
        <DuePick task={task} onDue={mayManage ? (due) => run(() => acts.setDue([task], due)) : undefined} />
      </div>
    </header>
  );
}

function Complete({ task, onComplete }: { readonly task: TaskDetail; readonly onComplete: () => void }) {
  const { t } = useTranslation('tasks');
  // The server refuses it as well; said before, nobody has to try.
  const needsLog = task.mandatory && (task.extraData?.logCount ?? 0) === 0;
  return (
    <Tooltip label={t('act.needsLog')} disabled={!needsLog}>
      <Button
        variant="filled"
        {...(needsLog ? { 'aria-disabled': true, 'data-disabled': true } : {})}
        leftSection={<IconCheck size={16} stroke={1.6} aria-hidden="true" />}
        rightSection={<Keys keys="c" />}
        onClick={() => {
          if (!needsLog) onComplete();
        }}
      >
        {t('act.complete')}
      </Button>
    </Tooltip>
  );
}

function Title({ task, mayManage }: { readonly task: TaskDetail; readonly mayManage: boolean }) {
  const { t: word } = useTranslation('words');
  const acts = useTaskActs();
  const { attempt, refusal } = useAttempt();
  const [isOpen, setOpen] = useState(false);
  return (
    <div className={classes.roomName}>
      <h2 className={classes.roomTitle}>
        {isOpen ? (
          <LineInput
            place={`task:${task._id}:title`}
            value={task.title}
            label={word('field.title')}
            longest={longestTitle}
            onSave={(title) => attempt(() => acts.rename(task, title))}
            onLeave={() => setOpen(false)}
          />
        ) : mayManage ? (
          <button type="button" className={classes.titleButton} onClick={() => setOpen(true)}>
            <bdi>{task.title}</bdi>
          </button>
        ) : (
          <bdi>{task.title}</bdi>
        )}
      </h2>
      <Refusal of={refusal} />
    </div>
  );
}

function More({
  task,
  run,
  onRemoved,
}: {
  readonly task: TaskDetail;
  readonly run: (act: () => Promise<unknown>) => void;
  readonly onRemoved: () => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const acts = useTaskActs();
  const [asked, setAsked] = useState<'remove' | 'group'>();
  const remove = async (): Promise<void> => {
    await acts.remove([task._id]);
    onRemoved();
  };
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="subtle" className={classes.iconButton} aria-label={word('action.more')}>
            <IconDots size={16} stroke={1.6} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={() => run(() => acts.setMandatory([task], !task.mandatory))}>
            {task.mandatory ? t('act.optional') : t('act.mandatory')}
          </Menu.Item>
          <Menu.Item onClick={() => run(() => acts.setFlag([task], !task.flag))}>
            {task.flag ? t('act.unflag') : t('act.flag')}
          </Menu.Item>
          <Menu.Item onClick={() => setAsked('group')}>{t('act.regroup')}</Menu.Item>
          {!isEnded(task) && (
            <Menu.Item onClick={() => run(() => acts.setStatus([task], 'Cancel'))}>
              {t('act.cancel')}
            </Menu.Item>
          )}
          <Menu.Divider />
          <Menu.Item color="red" onClick={() => setAsked('remove')}>
            {word('action.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <RemoveTasks
        tasks={[task]}
        opened={asked === 'remove'}
        onClose={() => setAsked(undefined)}
        onRemove={() => run(remove)}
      />
      <Modal opened={asked === 'group'} onClose={() => setAsked(undefined)} title={t('act.regroup')}>
        <GroupForm
          group={task.group}
          onChoose={(group) => {
            setAsked(undefined);
            run(() => acts.move([task], [{ id: task._id, order: task.order, group }]));
          }}
        />
      </Modal>
    </>
  );
}

function GroupForm({
  group,
  onChoose,
}: {
  readonly group: string;
  readonly onChoose: (group: string) => void;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const [name, setName] = useState(group === 'default' ? '' : group);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        onChoose(name.trim() === '' ? 'default' : name.trim());
      }}
    >
      <TextInput
        label={t('field.group')}
        placeholder={t('group.default')}
        maxLength={64}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <div className={classes.formFoot}>
        <Button type="submit" variant="filled">
          {word('action.save')}
        </Button>
      </div>
    </form>
  );
}
