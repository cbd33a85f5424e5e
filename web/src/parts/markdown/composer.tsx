/** Writing something new: a comment, a log. Its draft is kept by place, and it is only forgotten once the server has the text. */
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useDraft } from '../../data/drafts.ts';
import { Keys } from '../../ui/keys.tsx';
import { useErrorText } from '../error-text.ts';
import { DraftState } from './draft-state.tsx';
import { MarkdownEditor, type MarkdownEditorProps } from './editor.tsx';
import classes from './markdown.module.css';

/** What a composer needs. */
export interface ComposerProps extends Pick<MarkdownEditorProps, 'label' | 'hint' | 'onFiles' | 'autoFocus'> {
  /** Where the draft is kept, unique for its author: `task:~12:log`. */
  readonly place: string;
  readonly submitLabel: string;
  /** Sends the text; what it rejects with is shown, and the text stays. */
  readonly onSubmit: (text: string) => Promise<unknown>;
  /** Whether files alone are enough. */
  readonly mayBeEmpty?: boolean;
  /** Offers beside the button, given what is written: values found in the text. */
  readonly offers?: (text: string) => ReactNode;
  /** Choices about what is sent, at the beginning of the last line. */
  readonly choices?: ReactNode;
}

/** The composer. */
export function Composer({
  place,
  submitLabel,
  onSubmit,
  mayBeEmpty = false,
  offers,
  choices,
  ...editor
}: ComposerProps) {
  const draft = useDraft(place);
  const text = useErrorText();
  const [refusal, setRefusal] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const empty = draft.value.trim() === '' && !mayBeEmpty;
  const submit = async (): Promise<void> => {
    if (empty || busy) return;
    setBusy(true);
    try {
      await onSubmit(draft.value);
      draft.discard();
      setRefusal(undefined);
    } catch (error) {
      setRefusal(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <div>
      <MarkdownEditor
        {...editor}
        value={draft.value}
        onChange={draft.change}
        onSubmit={() => void submit()}
      />
      {offers?.(draft.value)}
      <div className={classes.footLine}>
        {choices}
        <DraftState state={draft.state} />
        {refusal !== undefined && (
          <span role="alert" className={classes.failed}>
            {text(refusal)}
          </span>
        )}
        <span className={classes.footEnd}>
          <Button
            variant="filled"
            loading={busy}
            disabled={empty}
            onClick={() => void submit()}
            rightSection={<Keys keys="$mod+Enter" />}
          >
            {submitLabel}
          </Button>
        </span>
      </div>
    </div>
  );
}
