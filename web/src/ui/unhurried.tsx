/**
 * What nobody looks for in the first moment: dialogs that are shut, what only listens. It is drawn right after what
 * stands around it has been painted, so that this need not wait for it.
 */
import { type ReactNode, useDeferredValue } from 'react';

/** Whether what stands around has been painted, so that what is not urgent may begin. */
export function useDue(): boolean {
  return useDeferredValue(true, false);
}

/** Draws its content a moment later. */
export function Unhurried({ children }: { readonly children: ReactNode }): ReactNode {
  return useDue() ? children : null;
}
