/**
 * Asks the server for what the screens of an organisation begin with, at once: the answers arrive while the files of the
 * screen are still being loaded and read, so that it can be drawn with them the first time.
 */
import type { QueryClient } from '@tanstack/react-query';
import { type Api, ApiError, createApi, hasSession } from './data/api.ts';
import { preferencesQuery } from './data/preferences.tsx';
import { meQuery } from './data/session.tsx';
import { alertScope, firstView, usualOrder } from './pages/alerts/list/first-question.ts';
import { descriptionQuery, rowsQuery, statusesQuery, viewsQuery } from './parts/list/list-queries.ts';
import { peopleQuery } from './parts/person.tsx';

/** Milliseconds that the first drawing waits for the answers. What comes later is drawn when it comes. */
const patienceMs = 600;

/**
 * Begins to read for an address, and resolves when it can be drawn. A question that fails is asked again by the screen,
 * which knows how to tell.
 */
export async function beginReading(
  queries: QueryClient,
  { pathname, search }: Pick<Location, 'pathname' | 'search'>,
): Promise<void> {
  const organisation = /^\/o\/([^/]+)/.exec(pathname)?.[1];
  if (organisation === undefined || !hasSession()) return;
  const api = createApi(decodeURIComponent(organisation), notSignedIn);
  const asked = [
    queries.prefetchQuery(meQuery(api)),
    queries.prefetchQuery(preferencesQuery(api)),
    queries.prefetchQuery(peopleQuery(api)),
    ...(/^\/o\/[^/]+\/alerts\/?$/.test(pathname) ? readQueue(queries, api, new URLSearchParams(search)) : []),
  ];
  await Promise.race([Promise.all(asked), new Promise((resolve) => setTimeout(resolve, patienceMs))]);
}

/** What the address may say that makes the list another one. */
const othersBy = ['view', 'q', 'sort', 'group'];

function readQueue(queries: QueryClient, api: Api, search: URLSearchParams): readonly Promise<void>[] {
  const rows = rowsQuery(api, alertScope, firstView.filters, usualOrder, () => new Set());
  return [
    ...(othersBy.some((name) => search.has(name)) ? [] : [queries.prefetchInfiniteQuery(rows)]),
    queries.prefetchQuery(descriptionQuery(api, alertScope.entity)),
    queries.prefetchQuery(statusesQuery(api, alertScope.entity)),
    queries.prefetchQuery(viewsQuery(api, alertScope.entity)),
  ];
}

/** Nobody can be asked to sign in before there is a screen. */
function notSignedIn(): Promise<void> {
  return Promise.reject(new ApiError(401, 'notSignedIn', 'Nobody is signed in yet', {}, []));
}
