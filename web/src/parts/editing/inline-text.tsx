/** A line that is changed in place: Enter or leaving it saves, Escape restores. */
import { type KeyboardEvent, useState } from 'react';
import classes from './editing.module.css';

/** Most characters of a line; the server refuses more. */
const longest = 512;

/** The line. Reads as text for who may not change it. */
export function InlineText({
  value,
  label,
  mayEdit,
  refusal,
  onSave,
}: {
  readonly value: string;
  /** Name of the field. */
  readonly label: string;
  readonly mayEdit: boolean;
  /** What the server refused. */
  readonly refusal: string | undefined;
  readonly onSave: (value: string) => void;
}) {
  const [draft, setDraft] = useState<string>();
  const leave = (): void => {
    const next = draft?.trim();
    setDraft(undefined);
    if (next !== undefined && next !== '' && next !== value) onSave(next);
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') setDraft(undefined);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  if (draft !== undefined)
    return (
      <input
        className={classes.lineInput}
        aria-label={label}
        value={draft}
        maxLength={longest}
        // The line was asked for by the person, who expects to write at once.
        ref={focusOnce}
        onChange={({ currentTarget }) => setDraft(currentTarget.value)}
        onKeyDown={press}
        onBlur={leave}
      />
    );
  return (
    <>
      {mayEdit ? (
        <button
          type="button"
          className={classes.line}
          title={value}
          aria-description={label}
          onClick={() => setDraft(value)}
        >
          <bdi>{value}</bdi>
        </button>
      ) : (
        <bdi className={classes.lineRead} title={value}>
          {value}
        </bdi>
      )}
      {refusal !== undefined && (
        <span role="alert" className={classes.refusal}>
          {refusal}
        </span>
      )}
    </>
  );
}

function focusOnce(input: HTMLInputElement | null): void {
  if (input === null || input === document.activeElement) return;
  input.focus();
  input.select();
}
