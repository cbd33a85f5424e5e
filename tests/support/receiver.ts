/** A service of somebody else that is told of things: it keeps what it gets and answers as it is told to. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** A request that was received. */
export interface Received {
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly raw: string;
  /** The JSON body. */
  readonly body: Readonly<Record<string, unknown>>;
}

/** What a request is answered, and after what. */
interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Record<string, string>;
  readonly after?: Promise<unknown>;
}

/** A receiver on this machine. */
export interface Receiver {
  readonly url: string;
  readonly received: Received[];
  /** What the next requests are answered; 204 when nothing is left. */
  readonly answers: Answer[];
  close(): Promise<void>;
}

/** Starts a receiver. */
export async function startReceiver(): Promise<Receiver> {
  const received: Received[] = [];
  const answers: Receiver['answers'] = [];
  const server = createServer(async (request, response) => {
    const raw = await text(request);
    received.push({ path: request.url ?? '', headers: request.headers, raw, body: JSON.parse(raw) });
    const { status, body, headers, after } = answers.shift() ?? { status: 204 };
    await after;
    response.writeHead(status, headers).end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' ? address?.port : 0;
  return {
    url: `http://127.0.0.1:${port}/in`,
    received,
    answers,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
