/** Where the writing starts in a dialog whose content arrives after it has opened. */
import { type RefObject, useEffect, useRef } from 'react';

/** Gives the element of the ref the focus once it is there. `ready`: whether it is. */
export function useFirstFocus<E extends HTMLElement>(ready = true): RefObject<E | null> {
  const element = useRef<E>(null);
  useEffect(() => {
    if (!ready) return;
    // The dialog itself takes the focus when it opens; this comes after it.
    const timer = setTimeout(() => element.current?.focus(), 0);
    return () => clearTimeout(timer);
  }, [ready]);
  return element;
}
