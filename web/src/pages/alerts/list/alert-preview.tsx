/**
 * The preview of a row of the queue. What the queue has read of the alert is what the preview begins with, so that it
 * says at once which alert it is. The next row's is read ahead while one reads this one.
 */
import { useQueryClient } from '@tanstack/react-query';
import { Suspense, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../../data/session.tsx';
import { alertQuery, commentsQuery, observablesQuery } from '../../../parts/alert/alert-data.ts';
import { PresenceProvider } from '../../../parts/editing/presence.tsx';
import type { List } from '../../../parts/list/use-list.ts';
import { LoadingRows } from '../../../ui/states.tsx';
import type { AlertRow } from './alert-row.ts';
import { AlertPreview } from './late.tsx';

/** Milliseconds for which a preview is looked at before the next one is read ahead. */
const aheadAfterMs = 300;

/** The preview of an alert. Give it the id as its key. */
export function QueuePreview({
  list,
  id,
  onOpen,
}: {
  readonly list: List<AlertRow>;
  readonly id: string;
  readonly onOpen: () => void;
}) {
  const { t: word } = useTranslation('words');
  useKnownRow(list, id);
  useReadAhead(list, id);
  return (
    <PresenceProvider object={id} part="preview">
      <Suspense fallback={<LoadingRows rows={10} label={word('loading')} />}>
        <AlertPreview alertId={id} onOpen={onOpen} onClose={() => list.state.showPreview(undefined)} />
      </Suspense>
    </PresenceProvider>
  );
}

/** Lets the preview begin with what the queue has read: the live stream keeps both true. */
function useKnownRow({ items, placeOf }: List<AlertRow>, id: string): void {
  const api = useApi();
  const queries = useQueryClient();
  // Before the preview asks: afterwards it would already wait for the answer.
  useState(() => {
    const item = items[placeOf(id)];
    const { queryKey } = alertQuery(api, id);
    if (item?.kind === 'row' && queries.getQueryData(queryKey) === undefined)
      queries.setQueryData(queryKey, [item.row]);
  });
}

function useReadAhead({ items, placeOf }: List<AlertRow>, id: string): void {
  const api = useApi();
  const queries = useQueryClient();
  const next = items[placeOf(id) + 1];
  const nextId = next?.kind === 'row' ? next.id : undefined;
  useEffect(() => {
    if (nextId === undefined) return;
    const timer = setTimeout(() => {
      void queries.prefetchQuery(observablesQuery(api, nextId));
      void queries.prefetchQuery(commentsQuery(api, nextId));
    }, aheadAfterMs);
    return () => clearTimeout(timer);
  }, [api, queries, nextId]);
}
