/** The focus goes into a part of the page when it is opened, and back to where it came from when it is closed. */
import { type RefObject, useEffect, useRef } from 'react';

/** Leads the focus; the part must take it (`tabIndex={-1}`). Where it has gone elsewhere meanwhile, it stays there. */
export function useFocusVisit(): RefObject<HTMLElement | null> {
  const part = useRef<HTMLElement>(null);
  const before = useRef<Element | null>(null);
  useEffect(() => {
    if (document.activeElement !== part.current) before.current = document.activeElement;
    part.current?.focus();
    return () => {
      const came = before.current;
      const isNowhere = document.activeElement === null || document.activeElement === document.body;
      if (isNowhere && came instanceof HTMLElement && came.isConnected) came.focus();
    };
  }, []);
  return part;
}
