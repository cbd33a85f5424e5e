/** The description of a task. Its boxes are ticked where they stand; the rest is edited in place. */
import { Checkbox } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { TextEditor } from '../editing/text-editor.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { Refusal, useAttempt } from './attempt.tsx';
import { partsOfDescription, withTick } from './checklist.ts';
import classes from './task.module.css';
import { useTaskActs } from './task-acts.ts';
import type { TaskDetail } from './task-data.ts';
import { useDescriptionStore } from './text-stores.ts';

/** The description; nothing when there is none and none may be written. */
export function TaskDescription({
  task,
  mayManage,
}: {
  readonly task: TaskDetail;
  readonly mayManage: boolean;
}) {
  const { t } = useTranslation('tasks');
  const { t: word } = useTranslation('words');
  const acts = useTaskActs();
  const { attempt, busy, refusal } = useAttempt();
  const [editing, setEditing] = useState(false);
  const [pending, setPending] = useState<string>();
  const description = pending ?? task.description ?? '';
  const tick = async (text: string): Promise<void> => {
    setPending(text);
    await attempt(() => acts.describe(task, text));
    setPending(undefined);
  };
  if (editing) return <DescriptionEditor task={task} onLeave={() => setEditing(false)} />;
  if (description === '' && !mayManage) return null;
  return (
    <section className={classes.description} aria-label={word('field.description')}>
      {partsOfDescription(description).map((part) =>
        part.kind === 'text' ? (
          <Markdown key={part.line} text={part.text} />
        ) : (
          <Checkbox
            key={part.line}
            className={classes.box}
            size="sm"
            label={<bdi>{part.text}</bdi>}
            checked={part.ticked}
            disabled={!mayManage || busy}
            onChange={({ currentTarget }) => {
              void tick(withTick(description, part.line, currentTarget.checked));
            }}
          />
        ),
      )}
      <Refusal of={refusal} />
      {mayManage && (
        <button type="button" className={classes.plain} onClick={() => setEditing(true)}>
          {description === '' ? t('act.describe') : word('action.edit')}
        </button>
      )}
    </section>
  );
}

function DescriptionEditor({ task, onLeave }: { readonly task: TaskDetail; readonly onLeave: () => void }) {
  const { t: word } = useTranslation('words');
  return (
    <section className={classes.description} aria-label={word('field.description')}>
      <TextEditor
        label={word('field.description')}
        place={`task:${task._id}:description`}
        text={task.description ?? ''}
        version={task._version}
        store={useDescriptionStore(task._id)}
        onDone={onLeave}
      />
    </section>
  );
}
