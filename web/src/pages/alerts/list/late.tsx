/**
 * Parts of the queue that nobody needs for the first look at it: the preview and the dialogs bring Markdown and the
 * reading of indicators. They are fetched once the list stands, so that they are there when somebody asks.
 */
import { lazy } from 'react';

const loadPreview = () => import('../../../parts/alert/preview.tsx');
const loadPromote = () => import('../../../parts/alert/promote/promote-dialog.tsx');
const loadMerge = () => import('../../../parts/alert/merge/merge-dialog.tsx');
const loadClose = () => import('../../../parts/alert/close-dialog.tsx');

/** The preview of an alert. */
export const AlertPreview = lazy(async () => ({ default: (await loadPreview()).AlertPreview }));
/** Promoting alerts. */
export const PromoteDialog = lazy(async () => ({ default: (await loadPromote()).PromoteDialog }));
/** Merging alerts into a case. */
export const MergeDialog = lazy(async () => ({ default: (await loadMerge()).MergeDialog }));
/** Closing alerts. */
export const CloseAlertDialog = lazy(async () => ({ default: (await loadClose()).CloseAlertDialog }));

/** Milliseconds after which the parts are fetched even when the browser finds no rest. */
const latestMs = 4_000;

/** Fetches the parts when the browser has time; what fails is fetched again when it is asked for. */
export function fetchLateParts(): () => void {
  const fetchAll = (): void => {
    for (const load of [loadPreview, loadPromote, loadMerge, loadClose]) void load().catch(() => undefined);
  };
  const handle = requestIdleCallback(fetchAll, { timeout: latestMs });
  return () => cancelIdleCallback(handle);
}
