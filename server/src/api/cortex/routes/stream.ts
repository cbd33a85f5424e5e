/** Routes of streams: clients ask again and again for what has changed since. */
import { openStream, sessionTime, waitAt } from '../../http/polling.ts';
import { parameter, type Route } from '../route.ts';
import { entriesOf } from '../stream-entries.ts';

/** The routes. */
export const streamRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/api/stream',
    permission: 'authenticated',
    summary: 'Open a stream; one that nobody asks for five minutes is dropped',
    status: 200,
    answer: 'The id of the stream, as text',
    handle: async (call) => ({ body: await openStream(call), text: true }),
  },
  {
    method: 'GET',
    path: '/api/stream/status',
    permission: 'authenticated',
    summary: 'How long the session lasts',
    status: 200,
    passive: true,
    answer: '{warning, remaining: milliseconds}',
    handle: async (call) => ({ body: sessionTime(call) }),
  },
  {
    method: 'GET',
    path: '/api/stream/{streamId}',
    permission: 'authenticated',
    summary: 'Wait up to a minute for changes; 220 instead of 200 says that the session is about to end',
    status: 200,
    longLived: true,
    passive: true,
    answer: 'List of {base, summary}',
    async handle(call) {
      const { requests, status } = await waitAt(call, parameter(call, 'streamId'));
      return { status, body: await entriesOf(call, requests) };
    },
  },
];
