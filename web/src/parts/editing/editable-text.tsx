/** A long text that is read as Markdown and changed in place, with draft, presence and the merge of what others changed. */
import { IconPencil } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Markdown } from '../markdown/markdown.tsx';
import classes from './editing.module.css';
import { SomebodyEditing, useEditingPresence } from './presence.tsx';
import { TextEditor, type TextEditorProps } from './text-editor.tsx';

/** What the block needs. */
export interface EditableTextProps extends Omit<TextEditorProps, 'label' | 'onDone'> {
  readonly title: string;
  /** Name of the field, for presence. */
  readonly field: string;
  readonly mayEdit: boolean;
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
  field,
  place,
  text,
  version,
  store,
  onDone,
}: EditableTextProps & { readonly onDone: () => void }) {
  useEditingPresence(field, true);
  return <TextEditor label={title} {...{ place, text, version, store, onDone }} />;
}
