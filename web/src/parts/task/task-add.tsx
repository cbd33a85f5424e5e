/** Adding tasks in a row: Enter adds one and keeps the line open for the next. */
import { TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../data/drafts.ts';
import { Refusal, useAttempt } from './attempt.tsx';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';

/** Longest title and group that the server takes, in characters. */
const longestTitle = 128;

/** The line. `group/title` is not parsed: a task is added to `group`. */
export function TaskAdd({
  caseId,
  group,
  order,
  onClose,
}: {
  readonly caseId: string;
  readonly group: string | undefined;
  /** Number of tasks when the line was opened. */
  readonly order: number;
  readonly onClose: () => void;
}) {
  const { t } = useTranslation('tasks');
  const acts = useTaskActs();
  const { attempt, refusal } = useAttempt();
  const added = useRef(0);
  const { value: title, change, discard } = useDraft(`case:${caseId}:task:${group ?? ''}`);
  const latest = useRef(title);
  latest.current = title;
  const add = async (): Promise<void> => {
    const wanted = title.trim();
    if (wanted === '') return;
    // The line is free at once, so that the next title can be written while this one is on its way.
    discard();
    added.current += 1;
    const place = order + added.current;
    if (!(await attempt(() => acts.create(caseId, wanted, group, place))) && latest.current === '')
      change(wanted);
  };
  return (
    <form
      className={classes.add}
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <TextInput
        autoFocus
        aria-label={t('add.title')}
        placeholder={t('add.hint')}
        leftSection={<IconPlus size={16} stroke={1.6} aria-hidden="true" />}
        maxLength={longestTitle}
        value={title}
        onChange={(event) => change(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === 'Escape') onClose();
        }}
        onBlur={() => {
          if (title.trim() === '') onClose();
        }}
      />
      <Refusal of={refusal} />
    </form>
  );
}
