/** A way to a server that fails as told: for tests of what an import does when its source does not answer as it should. */
import { once } from 'node:events';
import { request as ask, createServer } from 'node:http';
import { text } from 'node:stream/consumers';

/** What becomes of a request: passed on when undefined. */
export type Failing = (path: string, body: string) => Answer | 'hangUp' | undefined;

/** An answer in place of that of the server. */
export interface Answer {
  readonly status: number;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The way. */
export interface FailingWay {
  readonly address: string;
  /** Decides what fails from now on. */
  failing: Failing;
  /** Requests since the start. */
  asked: number;
  close(): Promise<void>;
}

/** Opens a way to a port of this machine. */
export async function openFailingWay(port: number): Promise<FailingWay> {
  const server = createServer(async (request, response) => {
    const body = await text(request);
    way.asked += 1;
    const answer = way.failing(request.url ?? '', body);
    if (answer === 'hangUp') return void request.socket.destroy();
    if (answer !== undefined) return void response.writeHead(answer.status, answer.headers).end(answer.body);
    const { method = 'GET', headers, url = '/' } = request;
    const passed = ask({ port, host: '127.0.0.1', method, path: url, headers }, (real) => {
      response.writeHead(real.statusCode ?? 500, real.headers);
      real.pipe(response);
    });
    passed.end(body);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const way: FailingWay = {
    address: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
    failing: () => undefined,
    asked: 0,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return way;
}
