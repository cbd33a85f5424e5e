/** The keys of what stands above, in a line below it. Decorative: the sheet of shortcuts and the acts themselves tell the same. */
import classes from './key-hints.module.css';
import { Keys } from './keys.tsx';

/** A key with what it does, in the reader's language. */
export interface KeyHint {
  readonly keys: string;
  readonly label: string;
}

/** The line. It is left out where there is no keyboard. */
export function KeyHints({ hints }: { readonly hints: readonly KeyHint[] }) {
  return (
    <p className={classes.line}>
      {hints.map(({ keys, label }) => (
        <span key={keys} className={classes.hint}>
          <Keys keys={keys} /> {label}
        </span>
      ))}
    </p>
  );
}
