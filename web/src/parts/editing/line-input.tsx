/** The field of a line that is changed in place. What is typed is kept until the server has it: it is there when the line is opened again. */
import { type KeyboardEvent, useRef } from 'react';
import { useDraft } from '../../data/drafts.ts';
import classes from './editing.module.css';

/** What the field needs. */
export interface LineInputProps {
  /** Where the draft is kept, unique for its author, e.g. `case:~12:title`. */
  readonly place: string;
  /** As it is stored. */
  readonly value: string;
  /** Name of the field. */
  readonly label: string;
  /** Most characters; the server refuses more. */
  readonly longest: number;
  /** Saves; gives whether the server took it. */
  readonly onSave: (value: string) => Promise<boolean>;
  /** The field has been left: it is saved, or nothing was changed. */
  readonly onLeave: () => void;
}

/** The field: Enter or leaving it saves, Escape restores. */
export function LineInput({ place, value, label, longest, onSave, onLeave }: LineInputProps) {
  const draft = useDraft(place, value);
  const hasLeft = useRef(false);
  const leave = (next: string | undefined): void => {
    // The field loses the focus once more when it is taken away.
    if (hasLeft.current) return;
    hasLeft.current = true;
    onLeave();
    if (next === undefined || next === '' || next === value) {
      if (draft.state.kind !== 'clean') draft.discard();
    } else
      void onSave(next).then((isSaved) => {
        if (isSaved) draft.discard();
      });
  };
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'Escape') leave(undefined);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing) leave(draft.value.trim());
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <input
      className={classes.lineInput}
      aria-label={label}
      value={draft.value}
      maxLength={longest}
      // The line was asked for by the person, who expects to write at once.
      ref={focusOnce}
      onChange={({ currentTarget }) => draft.change(currentTarget.value)}
      onKeyDown={press}
      onBlur={() => leave(draft.value.trim())}
    />
  );
}

function focusOnce(input: HTMLInputElement | null): void {
  if (input === null || input === document.activeElement) return;
  input.focus();
  input.select();
}
