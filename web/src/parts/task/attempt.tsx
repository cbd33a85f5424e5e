/** An act whose refusal is shown where it was tried. */
import { useCallback, useState } from 'react';
import { useErrorText } from '../error-text.ts';
import classes from './task.module.css';

/** Tries acts one after the other. */
export interface Attempt {
  /** Runs an act; gives whether it was done. */
  readonly attempt: (act: () => Promise<unknown>) => Promise<boolean>;
  readonly busy: boolean;
  readonly refusal: unknown;
}

/** Keeps what was refused last. */
export function useAttempt(): Attempt {
  const [refusal, setRefusal] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const attempt = useCallback(async (act: () => Promise<unknown>) => {
    setBusy(true);
    setRefusal(undefined);
    try {
      await act();
      return true;
    } catch (error) {
      setRefusal(error);
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { attempt, busy, refusal };
}

/** What was refused, with the server's reason; nothing when nothing was. */
export function Refusal({ of }: { readonly of: unknown }) {
  const text = useErrorText();
  if (of === undefined) return null;
  return (
    <p role="alert" className={classes.refusal}>
      {text(of)}
    </p>
  );
}
