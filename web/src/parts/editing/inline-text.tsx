/** A line that is changed in place. */
import { useState } from 'react';
import classes from './editing.module.css';
import { LineInput, type LineInputProps } from './line-input.tsx';

/** Most characters of a line; the server refuses more. */
const longest = 512;

/** The line. Reads as text for who may not change it. */
export function InlineText({
  mayEdit,
  refusal,
  ...line
}: Omit<LineInputProps, 'longest' | 'onLeave'> & {
  readonly mayEdit: boolean;
  /** What the server refused. */
  readonly refusal: string | undefined;
}) {
  const { value, label } = line;
  const [isOpen, setOpen] = useState(false);
  if (isOpen) return <LineInput {...line} longest={longest} onLeave={() => setOpen(false)} />;
  return (
    <>
      {mayEdit ? (
        <button
          type="button"
          className={classes.line}
          title={value}
          aria-description={label}
          onClick={() => setOpen(true)}
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
