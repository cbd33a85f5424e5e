/** Routes of streams, for every dialect: clients ask again and again for what has changed since. */
import type { RawObject } from '../../model/input.ts';
import { openStream, type StreamCall, sessionTime, waitAt } from './polling.ts';
import { parameter, type TableCall, type TableRoute, type TableServices } from './route-table.ts';

/** The routes at a place of a dialect. `entriesOf` tells what requests have changed. */
export function streamRoutesAt<S extends TableServices & StreamCall['services']>(
  place: string,
  entriesOf: (call: TableCall<S>, requests: readonly string[]) => Promise<readonly RawObject[]>,
): readonly TableRoute<S>[] {
  return [
    {
      method: 'POST',
      path: place,
      permission: 'authenticated',
      summary: 'Open a stream; one that nobody asks for five minutes is dropped',
      status: 200,
      answer: 'The id of the stream, as text',
      handle: async (call) => ({ body: await openStream(call), text: true }),
    },
    {
      method: 'GET',
      path: `${place}/status`,
      permission: 'authenticated',
      summary: 'How long the session lasts',
      status: 200,
      passive: true,
      answer: '{warning, remaining: milliseconds}',
      handle: async (call) => ({ body: sessionTime(call) }),
    },
    {
      method: 'GET',
      path: `${place}/{streamId}`,
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
}
