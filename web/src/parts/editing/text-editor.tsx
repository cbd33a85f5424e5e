/** Changes a stored text in place, with its draft; what somebody else changed meanwhile is merged, or shown side by side. */
import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../data/drafts.ts';
import { Keys } from '../../ui/keys.tsx';
import { useErrorText } from '../error-text.ts';
import { DraftState } from '../markdown/draft-state.tsx';
import { MarkdownEditor } from '../markdown/editor.tsx';
import { ConflictView } from './conflict-view.tsx';
import classes from './editing.module.css';
import { packDraft, readDraft } from './text-draft.ts';
import { type TextStore, useTextChange } from './use-text-change.ts';

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
  const errorText = useErrorText();
  const [start] = useState({ text, base: text, version });
  const kept = useDraft(place, packDraft(start));
  const draft = readDraft(kept.value, start);
  const { busy, refusal, conflict, save, leaveConflict } = useTextChange(store);
  const discard = (): void => {
    kept.discard();
    onDone();
  };
  const submit = async (next = draft): Promise<void> => {
    if (await save(next)) discard();
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
    <div className={classes.editor}>
      <MarkdownEditor
        label={label}
        value={draft.text}
        onChange={(next) => kept.change(packDraft({ ...draft, text: next }))}
        onSubmit={() => void submit()}
        // What was begun is kept; what is as it was needs no draft.
        onLeave={draft.text === draft.base ? discard : onDone}
        autoFocus
      />
      <div className={classes.foot}>
        <DraftState state={kept.state} />
        {refusal !== undefined && (
          <span role="alert" className={classes.refusal}>
            {errorText(refusal)}
          </span>
        )}
        <span className={classes.footEnd}>
          <Button onClick={discard}>{word('action.cancel')}</Button>
          <Button
            variant="filled"
            loading={busy}
            rightSection={<Keys keys="$mod+Enter" />}
            onClick={() => void submit()}
          >
            {word('action.save')}
          </Button>
        </span>
      </div>
    </div>
  );
}
