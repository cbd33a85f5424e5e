/** The keys that send a dialog from wherever the writing is. */
import type { KeyboardEvent } from 'react';

/** Ctrl/⌘ Enter sends; Shift Enter takes the other way out where there is one and nothing of several lines is written. */
export function submitKeys(send: () => void, other?: () => void): (event: KeyboardEvent) => void {
  return (event) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || event.repeat) return;
    const inText = event.target instanceof HTMLTextAreaElement;
    const chosen = event.ctrlKey || event.metaKey ? send : event.shiftKey && !inText ? other : undefined;
    if (chosen === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    chosen();
  };
}
