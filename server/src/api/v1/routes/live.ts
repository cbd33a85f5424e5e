/** The stream of changes: what the caller's organisation sees change, as it is committed. Frames carry ids and names of fields only. */

import type { SentFrame } from '../../../live/frame.ts';
import type { Listener } from '../../../live/hub.ts';
import { idToWire } from '../../../model/identifier.ts';
import { headerOf, organisationInQuery } from '../../http/identity.ts';
import { hearerOf, stillAllowed } from '../../http/listening.ts';
import { openStream, waitAt } from '../../http/polling.ts';
import { named } from '../docs/answer-words.ts';
import { type Answer, actorOf, parameter, queryText, type Route, type RouteCall } from '../route.ts';
import { entriesOf } from './audit.ts';

/** Comments keep proxies from closing a silent connection. Milliseconds. */
const beatMs = 15_000;
/** A reader that leaves more than this many bytes unread is cut off; it comes back and resumes. */
const mostUnread = 1_048_576;

/** A frame as the text of an event. */
export function frameText(frame: SentFrame): string {
  if (frame.kind === 'presence') {
    const data = { kind: frame.kind, objectId: idToWire(frame.objectId) };
    // Without an id: what is resumed are changes.
    return `event: presence\ndata: ${JSON.stringify(data)}\n\n`;
  }
  const { id, kind, objectId, contextId, rootId, ...rest } = frame;
  const data = {
    kind,
    objectId: idToWire(objectId),
    ...(contextId === undefined ? {} : { contextId: idToWire(contextId) }),
    ...(rootId === undefined ? {} : { rootId: idToWire(rootId) }),
    ...rest,
  };
  return `id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`;
}

async function stream(call: RouteCall): Promise<Answer> {
  const { reply, request, services } = call;
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...headersOf(reply.getHeaders()),
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  const listener: Listener = {
    ...hearerOf(actorOf(call)),
    send(frames) {
      raw.write(frames.map(frameText).join(''));
      return raw.writableLength <= mostUnread;
    },
    allowed: stillAllowed(call),
    close: () => raw.end(),
  };
  const beat = setInterval(() => raw.write(': \n\n'), beatMs);
  const { from, isComplete, leave } = await services.hub.listen(listener, {
    after: headerOf(request, 'last-event-id') ?? queryText(call, 'after'),
    time: timeOf(queryText(call, 'since')),
  });
  raw.once('close', () => {
    clearInterval(beat);
    leave();
  });
  if (raw.destroyed) leave();
  raw.write(`retry: 1000\nid: ${from}\nevent: ready\ndata: ${JSON.stringify({ isComplete })}\n\n`);
  return 'answered';
}

function timeOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

function headersOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

async function poll(call: RouteCall): Promise<Answer> {
  const { requests, status } = await waitAt(call, parameter(call, 'streamId'));
  return { status, body: await entriesOf(call, requests) };
}

/** The routes. */
export const liveRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/live',
    permission: 'authenticated',
    summary: 'Changes as they happen, as server-sent events; Last-Event-ID resumes without a gap',
    status: 200,
    longLived: true,
    query: [
      organisationInQuery,
      { name: 'after', sentence: 'Id of the last event that was seen, where the header cannot be set' },
      {
        name: 'since',
        sentence: 'A time by the clock of this server, in milliseconds, where no event was seen yet',
      },
    ],
    answer: {
      sentence:
        'Events `change`, `gone` and `presence`; `ready` first, whose isComplete says whether nothing since the named moment was left out',
      contentType: 'text/event-stream',
    },
    handle: stream,
  },
  {
    method: 'POST',
    path: '/stream',
    permission: 'authenticated',
    summary:
      'Open a stream to ask for changes again and again; one that nobody asks for five minutes is dropped',
    status: 200,
    answer: { sentence: 'The id of the stream', contentType: 'text/plain' },
    async handle(call) {
      const body = await openStream(call);
      return { status: 200, body, text: true };
    },
  },
  {
    method: 'GET',
    path: '/stream/{streamId}',
    permission: 'authenticated',
    summary:
      'Wait up to a minute for changes, with what else each request changed; 220 instead of 200 says that the session is about to end',
    status: 200,
    longLived: true,
    passive: true,
    answer: { list: true, members: named('base', 'summary') },
    handle: poll,
  },
];
