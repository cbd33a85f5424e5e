/** The form of a dialog: sent by its button, by Enter in a line and by Ctrl/⌘ Enter anywhere, with the refusal above its foot. */
import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Keys } from '../ui/keys.tsx';
import { useErrorText } from './error-text.ts';
import classes from './submit-form.module.css';

/** What the form needs. */
export interface SubmitFormProps {
  readonly submitLabel: string;
  /** Whether everything is there that is needed. */
  readonly ready: boolean;
  readonly busy: boolean;
  /** What the server refused; undefined for nothing. */
  readonly refusal: unknown;
  /** What is told beside the buttons, e.g. what is missing. */
  readonly said?: ReactNode;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
  readonly children: ReactNode;
}

/** The form. */
export function SubmitForm({
  submitLabel,
  ready,
  busy,
  refusal,
  said,
  onSubmit,
  onCancel,
  children,
}: SubmitFormProps) {
  const { t: word } = useTranslation('words');
  const text = useErrorText();
  const submit = (): void => {
    if (ready && !busy) onSubmit();
  };
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
      onKeyDown={(event) => {
        // An editor inside may have sent it already.
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented) submit();
      }}
    >
      {children}
      {refusal !== undefined && (
        <p role="alert" className={classes.refusal}>
          {text(refusal)}
        </p>
      )}
      <div className={classes.foot}>
        <span className={classes.said} role="status">
          {said}
        </span>
        <Button onClick={onCancel}>{word('action.cancel')}</Button>
        <Button
          type="submit"
          variant="filled"
          loading={busy}
          disabled={!ready}
          rightSection={<Keys keys="$mod+Enter" />}
        >
          {submitLabel}
        </Button>
      </div>
    </form>
  );
}
