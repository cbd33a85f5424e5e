/** The stream of changes: what the caller's organisation sees change, as it is committed. Frames carry ids and names of fields only. */
import type { SentFrame } from '../../../live/frame.ts';
import type { Listener } from '../../../live/hub.ts';
import { idToWire } from '../../../model/identifier.ts';
import { csrfHeader, sessionTokenOf } from '../../http/cookies.ts';
import { headerOf, organisationInQuery } from '../../http/identity.ts';
import { type Answer, actorOf, callerOf, queryText, type Route, type RouteCall } from '../route.ts';

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
  const after = headerOf(request, 'last-event-id') ?? queryText(call, 'after');
  reply.hijack();
  const { raw } = reply;
  raw.writeHead(200, {
    ...headersOf(reply.getHeaders()),
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  const listener: Listener = {
    organisationId: actorOf(call).organisation.id,
    userId: actorOf(call).userId,
    send(frames) {
      raw.write(frames.map(frameText).join(''));
      return raw.writableLength <= mostUnread;
    },
    allowed: () => isStillAllowed(call),
    close: () => raw.end(),
  };
  const beat = setInterval(() => raw.write(': \n\n'), beatMs);
  const { from, leave } = await services.hub.listen(listener, after);
  raw.once('close', () => {
    clearInterval(beat);
    leave();
  });
  if (raw.destroyed) leave();
  raw.write(`retry: 1000\nid: ${from}\nevent: ready\ndata: {}\n\n`);
  return 'answered';
}

function headersOf(headers: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

/** Whether the credentials of the request would still open the same organisation. */
async function isStillAllowed(call: RouteCall): Promise<boolean> {
  const { request, services } = call;
  const { actor } = callerOf(call);
  const found = await services.access.authenticate({
    authorization: request.headers.authorization,
    sessionToken: sessionTokenOf(request),
    csrfToken: headerOf(request, csrfHeader),
    method: 'GET',
    organisation: idToWire(actor.organisation.id),
    passive: true,
  });
  return found !== undefined;
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
    ],
    answer: { sentence: 'Events `change`, `gone` and `presence`', contentType: 'text/event-stream' },
    handle: stream,
  },
];
