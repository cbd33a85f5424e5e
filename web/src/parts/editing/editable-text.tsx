/** A long text that is read as Markdown and changed in place, with draft, presence and the merge of what others changed. */
import { Button } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useDraft } from '../../data/drafts.ts';
import { Keys } from '../../ui/keys.tsx';
import { useErrorText } from '../error-text.ts';
import { DraftState } from '../markdown/draft-state.tsx';
import { MarkdownEditor } from '../markdown/editor.tsx';
import { Markdown } from '../markdown/markdown.tsx';
import { ConflictView } from './conflict-view.tsx';
import classes from './editing.module.css';
import { SomebodyEditing, useEditingPresence } from './presence.tsx';
import { packDraft, readDraft } from './text-draft.ts';
import { type TextStore, useTextChange } from './use-text-change.ts';

/** What the block needs. */
export interface EditableTextProps {
  readonly title: string;
  readonly text: string;
  readonly version: number;
  /** Name of the field, for presence. */
  readonly field: string;
  /** Where the draft is kept. */
  readonly place: string;
  readonly mayEdit: boolean;
  readonly store: TextStore;
  /** Shown while there is no text. */
  readonly empty: string;
  /** Stands beside the title. */
  readonly beside?: ReactNode;
}

/** The block. */
export function EditableText(props: EditableTextProps) {
  const { t: word } = useTranslation('words');
  const [editing, setEditing] = useState(false);
  const { title, text, mayEdit, field, empty, beside } = props;
  return (
    <section className={classes.block} aria-label={title}>
      <div className={classes.blockHead}>
        <h2 className={classes.blockTitle}>{title}</h2>
        {beside !== undefined && <span className={classes.quiet}>{beside}</span>}
        <SomebodyEditing field={field} />
        {mayEdit && !editing && (
          <button type="button" className={classes.edit} onClick={() => setEditing(true)}>
            <IconPencil size={14} stroke={1.6} aria-hidden="true" />
            {word('action.edit')}
          </button>
        )}
      </div>
      {editing ? (
        <Editing {...props} onDone={() => setEditing(false)} />
      ) : text.trim() === '' ? (
        <p className={classes.quiet}>{empty}</p>
      ) : (
        <div className={classes.reading} dir="auto">
          <Markdown text={text} />
        </div>
      )}
    </section>
  );
}

function Editing({
  title,
  text,
  version,
  field,
  place,
  store,
  onDone,
}: EditableTextProps & { readonly onDone: () => void }) {
  const { t: word } = useTranslation('words');
  const errorText = useErrorText();
  const [start] = useState({ text, base: text, version });
  const kept = useDraft(place, packDraft(start));
  const draft = readDraft(kept.value, start);
  const { busy, refusal, conflict, save, leaveConflict } = useTextChange(store);
  useEditingPresence(field, true);
  const leave = (): void => {
    if (draft.text === draft.base) kept.discard();
    onDone();
  };
  const submit = async (next = draft): Promise<void> => {
    if (!(await save(next))) return;
    kept.discard();
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
    <div>
      <MarkdownEditor
        value={draft.text}
        onChange={(next) => kept.change(packDraft({ ...draft, text: next }))}
        label={title}
        onSubmit={() => void submit()}
        onLeave={leave}
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
