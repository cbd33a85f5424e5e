/** A Cortex server as tests play it: it answers what Cortex answers, remembers what it was asked, and can be told to misbehave. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { isRawObject, type RawObject } from '../../model/input.ts';

/** A run that the server was asked for. */
export interface PlayedJob {
  readonly id: string;
  readonly label: string;
  readonly worker: string;
  /** The request as it came: JSON, or a whole form. */
  readonly request: string;
  answer: RawObject;
}

/** The server. */
export interface PlayedCortex extends AsyncDisposable {
  readonly address: string;
  readonly jobs: PlayedJob[];
  readonly deleted: string[];
  /** Workers that it lists. */
  workers: readonly RawObject[];
  /** What a run ends with from its beginning on. */
  result: RawObject;
  /** True: it takes the next run and hangs up without an answer. */
  losesAnswer: boolean;
  /** What it answers about every run that is waited for instead, as it is. */
  answer: Buffer | undefined;
  /** False: whatever key is shown is refused. */
  letsIn: boolean;
  /** Files by hash. */
  readonly files: Map<string, string>;
}

/** The key that it accepts. */
export const playedKey = 'key-of-a-played-cortex';

/** Starts one. */
export async function playCortex(): Promise<PlayedCortex> {
  const server = createServer((request, response) => {
    serve(played, request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const played: PlayedCortex = {
    address: `http://127.0.0.1:${port}`,
    jobs: [],
    deleted: [],
    workers: [],
    result: { status: 'InProgress' },
    losesAnswer: false,
    answer: undefined,
    letsIn: true,
    files: new Map(),
    async [Symbol.asyncDispose]() {
      if (!server.listening) return;
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return played;
}

async function serve(played: PlayedCortex, request: IncomingMessage, response: ServerResponse) {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  const { pathname } = new URL(request.url ?? '', played.address);
  const reply = (status: number, body?: unknown): void => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };
  if (pathname === '/api/status') {
    reply(200, { versions: { Cortex: '3.1.8-1' } });
    return;
  }
  if (!played.letsIn || request.headers.authorization !== `Bearer ${playedKey}`) {
    reply(401, { type: 'AuthenticationError', message: 'Authentication failure' });
    return;
  }
  const [, kind = '', id = '', step = ''] = pathname.slice('/api'.length).split('/');
  const file = kind === 'datastore' ? played.files.get(id) : undefined;
  if (file !== undefined) response.end(file);
  else if (kind === 'datastore') reply(404, { message: 'No such file' });
  else if (step === 'waitreport' && played.answer !== undefined) response.end(played.answer);
  else if (kind === 'job') reply(...answerAbout(played, { id, step, text, method: request.method ?? '' }));
  else if (step === 'run') run(played, id, text, response);
  else
    reply(
      200,
      played.workers.filter(({ type }) => type === kind),
    );
}

function run(played: PlayedCortex, worker: string, request: string, response: ServerResponse): void {
  played.jobs.push({
    id: `there-${played.jobs.length + 1}`,
    label: /"label":"([^"]*)"/.exec(request)?.[1] ?? '',
    worker,
    request,
    answer: played.result,
  });
  if (played.losesAnswer) response.destroy();
  else response.end(JSON.stringify(shown(played.jobs.at(-1))));
  played.losesAnswer = false;
}
function shown(found: PlayedJob | undefined): RawObject {
  return { id: found?.id, label: found?.label, status: 'Waiting', ...found?.answer };
}

interface JobQuestion {
  readonly id: string;
  readonly step: string;
  readonly text: string;
  readonly method: string;
}

/** What is answered about a run: status and body. */
function answerAbout(
  played: PlayedCortex,
  { id, step, text, method }: JobQuestion,
): readonly [status: number, body?: unknown] {
  if (id === '_search') {
    const asked: unknown = JSON.parse(text);
    const query = isRawObject(asked) && isRawObject(asked.query) ? asked.query : {};
    const found = played.jobs.filter(({ label }) => query._field === 'label' && query._value === label);
    return [200, found.map(shown)];
  }
  const found = played.jobs.find((one) => one.id === id);
  if (found === undefined) return [404, { message: `Job ${id} not found` }];
  if (method === 'DELETE') {
    played.deleted.push(id);
    return [204];
  }
  return [200, step === 'waitreport' ? shown(found) : found.answer];
}
