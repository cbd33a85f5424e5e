/** A dialog that is sent by key before its content is there: the wish is remembered, and met once it can be. */
import { useEffect, useRef, useState } from 'react';
import { useActions } from '../../ui/actions.tsx';

/** What was wished for. */
export interface EarlySend {
  readonly isWished: boolean;
  readonly forget: () => void;
}

/**
 * Remembers that Ctrl/⌘ Enter was pressed anywhere in a dialog while its form is not there, or has not the focus. `label` and
 * `group` tell the act; a failure to read the content forgets it, so that nothing is sent by a later try to read.
 */
export function useEarlySend(act: {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly hasFailed: boolean;
}): EarlySend {
  const { id, label, group, hasFailed } = act;
  const [isWished, setWished] = useState(false);
  useActions([{ id, label, group, keys: '$mod+Enter', perform: () => setWished(!hasFailed) }]);
  useEffect(() => {
    if (hasFailed) setWished(false);
  }, [hasFailed]);
  return { isWished, forget: () => setWished(false) };
}

/** Sends what was wished for, once. */
export function useMetWish({ isWished, forget }: EarlySend, send: () => void): void {
  const latest = useRef({ forget, send });
  latest.current = { forget, send };
  const isMet = useRef(false);
  useEffect(() => {
    if (isWished && !isMet.current) {
      latest.current.forget();
      latest.current.send();
    }
    isMet.current = isWished;
  }, [isWished]);
}
