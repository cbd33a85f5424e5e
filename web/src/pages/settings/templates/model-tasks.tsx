/** The tasks of a case template in their order: what is to be done, under which heading, and whether a case needs it to close. */
import { ActionIcon, Autocomplete, Button, Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconChevronRight, IconPlus, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePeople } from '../../../parts/person.tsx';
import formClasses from '../form/form.module.css';
import { movedTo } from './moved-to.ts';
import { emptyTask, type ModelTask } from './template-values.ts';
import classes from './templates.module.css';

/** The block. */
export function ModelTasks({
  tasks,
  refused,
  onChange,
}: {
  readonly tasks: readonly ModelTask[];
  readonly refused: Readonly<Record<string, string>>;
  readonly onChange: (tasks: readonly ModelTask[]) => void;
}) {
  const { t } = useTranslation('settings');
  const list = useRef<HTMLOListElement>(null);
  const groups = [...new Set(tasks.map(({ group }) => group).filter((group) => group !== ''))];
  const focusTitle = (index: number): void => {
    requestAnimationFrame(() =>
      list.current?.querySelector<HTMLInputElement>(`[data-task="${index}"] input[data-title]`)?.focus(),
    );
  };
  const add = (): void => {
    onChange([...tasks, { ...emptyTask, group: tasks.at(-1)?.group ?? '' }]);
    focusTitle(tasks.length);
  };
  const move = (from: number, to: number): void => {
    if (to < 0 || to >= tasks.length) return;
    onChange(movedTo(tasks, from, to));
    focusTitle(to);
  };
  return (
    <section className={formClasses.section} aria-labelledby="template-tasks">
      <h3 id="template-tasks" className={formClasses.heading}>
        {t('template.tasks')}
        <span className={formClasses.meta}>{tasks.length}</span>
      </h3>
      {tasks.length === 0 && <p className={formClasses.note}>{t('template.noTasks')}</p>}
      <ol ref={list} className={classes.tasks}>
        {Object.entries(tasks).map(([place, task]) => (
          <TaskLine
            key={place}
            task={task}
            index={Number(place)}
            last={tasks.length - 1}
            groups={groups}
            error={refused[`tasks[${place}].title`]}
            onChange={(change) =>
              onChange(tasks.map((one, at) => (at === Number(place) ? { ...one, ...change } : one)))
            }
            onMove={move}
            onRemove={() => onChange(tasks.filter((_, at) => at !== Number(place)))}
            onNext={add}
          />
        ))}
      </ol>
      <div>
        <Button leftSection={<IconPlus size={16} stroke={1.6} />} onClick={add}>
          {t('template.addTask')}
        </Button>
      </div>
    </section>
  );
}

interface LineProps {
  readonly task: ModelTask;
  readonly index: number;
  readonly last: number;
  readonly groups: readonly string[];
  readonly error: string | undefined;
  readonly onChange: (change: Partial<ModelTask>) => void;
  readonly onMove: (from: number, to: number) => void;
  readonly onRemove: () => void;
  /** Enter in the last title: one more. */
  readonly onNext: () => void;
}

function TaskLine(props: LineProps) {
  const { task, index, last, groups, error, onChange, onMove, onNext } = props;
  const { t } = useTranslation('settings');
  const [isOpen, setOpen] = useState(false);
  const press = (event: KeyboardEvent): void => {
    const by = event.altKey ? ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0) : 0;
    if (by !== 0) onMove(index, index + by);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && index === last && task.title !== '')
      onNext();
    else return;
    event.preventDefault();
  };
  return (
    <li className={classes.task} data-task={index}>
      <div className={classes.taskLine}>
        <ActionIcon
          aria-label={t('template.details', { title: task.title })}
          aria-expanded={isOpen}
          className={classes.fold ?? ''}
          onClick={() => setOpen(!isOpen)}
        >
          <IconChevronRight size={16} stroke={1.6} />
        </ActionIcon>
        <TextInput
          data-title
          className={formClasses.spread ?? ''}
          aria-label={t('field.taskTitle')}
          placeholder={t('field.taskTitle')}
          value={task.title}
          error={error}
          onKeyDown={press}
          onChange={({ currentTarget }) => onChange({ title: currentTarget.value })}
        />
        <Autocomplete
          className={classes.groupField ?? ''}
          aria-label={t('field.taskGroup')}
          placeholder={t('field.taskGroup')}
          data={[...groups]}
          value={task.group}
          onChange={(group) => onChange({ group })}
        />
        <Checkbox
          label={t('template.needed')}
          checked={task.mandatory}
          onChange={({ currentTarget }) => onChange({ mandatory: currentTarget.checked })}
        />
        <TaskButtons {...props} />
      </div>
      {isOpen && <TaskDetails task={task} onChange={onChange} />}
    </li>
  );
}

function TaskButtons({ task, index, last, onMove, onRemove }: LineProps) {
  const { t } = useTranslation('settings');
  const { t: word } = useTranslation('words');
  return (
    <span className={classes.buttons}>
      <ActionIcon
        aria-label={t('template.up', { title: task.title })}
        disabled={index === 0}
        onClick={() => onMove(index, index - 1)}
      >
        <IconArrowUp size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon
        aria-label={t('template.down', { title: task.title })}
        disabled={index === last}
        onClick={() => onMove(index, index + 1)}
      >
        <IconArrowDown size={16} stroke={1.6} />
      </ActionIcon>
      <ActionIcon aria-label={`${word('action.remove')} ${task.title}`} onClick={onRemove}>
        <IconX size={16} stroke={1.6} />
      </ActionIcon>
    </span>
  );
}

function TaskDetails({
  task,
  onChange,
}: {
  readonly task: ModelTask;
  readonly onChange: (change: Partial<ModelTask>) => void;
}) {
  const { t } = useTranslation('settings');
  const people = usePeople();
  return (
    <div className={classes.details}>
      <Textarea
        label={t('field.taskDescription')}
        autosize
        minRows={2}
        maxRows={10}
        value={task.description}
        onChange={({ currentTarget }) => onChange({ description: currentTarget.value })}
      />
      <Select
        label={t('field.taskAssignee')}
        placeholder={t('template.nobody')}
        clearable
        searchable
        data={[...people.values()].map(({ login, name }) => ({ value: login, label: name }))}
        value={task.assignee}
        onChange={(assignee) => onChange({ assignee })}
      />
    </div>
  );
}
