/** Changes a text in place, with its draft; what somebody else changed meanwhile is merged, or shown side by side. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../data/drafts.ts';
import { Keys } from '../../ui/keys.tsx';
import { ConflictView } from '../editing/conflict-view.tsx';
import { packDraft, readDraft } from '../editing/text-draft.ts';
import { type TextStore, useTextChange } from '../editing/use-text-change.ts';
import { DraftState } from '../markdown/draft-state.tsx';
import { MarkdownEditor } from '../markdown/editor.tsx';
import { Refusal } from './attempt.tsx';
import classes from './task.module.css';

/** What the editor needs. */
export interface TextEditorProps {
  readonly label: string;
  /** Where the draft is kept. */
  readonly place: string;
  readonly text: string;
  readonly version: number;
  readonly store: TextStore;
  /** After the text was saved, or left as it is. */
  readonly onDone: () => void;
}

/** The editor. */
export function TextEditor({ label, place, text, version, store, onDone }: TextEditorProps) {
  const { t: word } = useTranslation('words');
  const [start] = useState({ text, base: text, version });
  const kept = useDraft(place, packDraft(start));
  const draft = readDraft(kept.value, start);
  const { busy, refusal, conflict, save, leaveConflict } = useTextChange(store);
  const submit = async (next = draft): Promise<void> => {
    if (!(await save(next))) return;
    kept.discard();
    onDone();
  };
  const leave = (): void => {
    if (draft.text === draft.base) kept.discard();
    onDone();
  };
  if (conflict !== undefined)
    return (
      <ConflictView
        conflict={conflict}
        busy={busy}
        onSave={(merged) => void submit({ text: merged, base: conflict.theirs, version: conflict.version })}
        onKeepEditing={leaveConflict}
      />
    );
  return (
    <div className={classes.textEditor}>
      <MarkdownEditor
        label={label}
        value={draft.text}
        onChange={(next) => kept.change(packDraft({ ...draft, text: next }))}
        onSubmit={() => void submit()}
        onLeave={leave}
        autoFocus
      />
      <Refusal of={refusal} />
      <div className={classes.formFoot}>
        <DraftState state={kept.state} />
        <Button
          onClick={() => {
            kept.discard();
            onDone();
          }}
        >
          {word('action.cancel')}
        </Button>
        <Button
          variant="filled"
          loading={busy}
          onClick={() => void submit()}
          rightSection={<Keys keys="$mod+Enter" />}
        >
          {word('action.save')}
        </Button>
      </div>
    </div>
  );
}
