/**
 * What a new page of a browser does by itself and a new screen does not: whoever reads by ear is told its name, and the
 * keys begin in its content. A focus that still stands in the content, as on a tab of a case, is left where it is.
 */
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';

/** Id of the element around the screens. */
export const contentId = 'content';

/** Puts the focus on the content of the screen: on its heading where that is part of the content. Tells whether there is any yet. */
export function focusContent(): boolean {
  const content = document.getElementById(contentId);
  const main = content?.querySelector('main');
  const target = main?.querySelector('h1') ?? main;
  if (!(target instanceof HTMLElement)) return false;
  target.tabIndex = -1;
  target.focus({ preventScroll: true });
  return true;
}

/** Says the name of a screen that one has come to. Nothing of it can be seen. */
export function Arrival() {
  const path = useRouterState({ select: ({ resolvedLocation }) => resolvedLocation?.pathname });
  const before = useRef(path);
  const [name, setName] = useState('');
  useEffect(() => {
    const isFirst = before.current === undefined;
    if (before.current === path) return;
    before.current = path;
    if (isFirst) return;
    return arriving(() => setName(document.title));
  }, [path]);
  return (
    <p className="sk-hidden" aria-live="polite">
      {name}
    </p>
  );
}

/** Waits until the screen is drawn, and gives the way to stop waiting. Whoever moves the focus meanwhile keeps it. */
function arriving(onArrived: () => void): () => void {
  const settle = (): void => {
    if (isFree(document.activeElement) && !focusContent()) return;
    observer.disconnect();
    onArrived();
  };
  const observer = new MutationObserver(settle);
  // A dialog that closes gives the focus back first.
  const frame = requestAnimationFrame(() => {
    const content = document.getElementById(contentId);
    if (content !== null) observer.observe(content, { childList: true, subtree: true });
    settle();
  });
  return () => {
    cancelAnimationFrame(frame);
    observer.disconnect();
  };
}

/** Whether nobody holds the focus on purpose: it stands on what led here, on nothing in particular, or on what is gone. */
function isFree(focused: Element | null): boolean {
  if (focused === null || focused === document.body) return true;
  if (focused.closest('[role="dialog"]') !== null) return false;
  const content = document.getElementById(contentId);
  return content === focused || content?.contains(focused) !== true;
}
