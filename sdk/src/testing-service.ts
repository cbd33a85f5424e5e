/** Plays a service of somebody else for tests: a real HTTP server on this machine that gives recorded answers. */

import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';

/** One answer; 200 and no body without more. A string is sent as it is, anything else as JSON. */
export interface RecordedAnswer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  /** Nothing is ever answered. */
  readonly silent?: boolean;
}

/** What the service was asked. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A service that listens; what it has no answer for is 404. */
export interface PlayedService {
  /** Where it listens, such as `http://127.0.0.1:4711`. */
  readonly address: string;
  readonly received: ReceivedRequest[];
  /** Answers by method and path, such as `GET /v1/ip`; may be changed at any time. */
  readonly answers: Map<string, RecordedAnswer>;
  close(): Promise<void>;
}

/** Starts a service on a free port of this machine. */
export async function playService(): Promise<PlayedService> {
  const received: ReceivedRequest[] = [];
  const answers = new Map<string, RecordedAnswer>();
  const server = createServer(async (request, response) => {
    const { method = 'GET', headers } = request;
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://service.example');
    received.push({ method, path: pathname, query: searchParams, headers, body: await text(request) });
    const {
      status = 200,
      headers: sent = {},
      body,
      silent,
    } = answers.get(`${method} ${pathname}`) ?? { status: 404 };
    if (silent === true) return;
    response.writeHead(status, sent).end(typeof body === 'string' ? body : JSON.stringify(body));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const bound = server.address();
  const port = typeof bound === 'object' ? (bound?.port ?? 0) : 0;
  return {
    address: `http://127.0.0.1:${port}`,
    received,
    answers,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
