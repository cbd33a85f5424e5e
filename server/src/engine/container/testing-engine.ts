/**
 * A container engine as tests play it, on a socket of its own: it answers what Docker's API answers and remembers what it was asked.
 * Its containers are processes of this machine with the script that the name of the image ends with; it isolates nothing.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import type { Duplex } from 'node:stream';
import { isRawObject, type RawObject } from '../../model/input.ts';

/** The engine. */
export interface PlayedEngine extends AsyncDisposable {
  readonly socket: string;
  /** Bodies of the requests that made containers. */
  readonly made: RawObject[];
  /** Names of containers that are there. */
  readonly present: () => readonly string[];
  /** Images that are here; others can be fetched unless they are called `nowhere`. */
  readonly images: Set<string>;
  /** Images that were fetched. */
  readonly pulled: string[];
}

interface Container {
  readonly spec: RawObject;
  child: ChildProcess | undefined;
  /** What whoever made it has attached to. */
  streams: Duplex | undefined;
  readonly ended: PromiseWithResolvers<number>;
}

/** Starts one; `neurons` is the folder that the names of images lead into after `trial/`. */
export async function playEngine(socket: string, neurons: string): Promise<PlayedEngine> {
  const containers = new Map<string, Container>();
  const played = { made: [] as RawObject[], images: new Set<string>(), pulled: [] as string[] };
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const text = Buffer.concat(chunks).toString('utf8');
    const url = new URL(request.url ?? '', 'http://docker');
    const [, , place = '', name = '', step = ''] = url.pathname.split('/').map(decodeURIComponent);
    const reply = (status: number, body?: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(body === undefined ? undefined : JSON.stringify(body));
    };
    const question = { method: request.method ?? '', name, step, url };
    if (place === 'images') answerAboutImage(played, question, response, reply);
    // Of the kernel nothing is played here: no container ever lacks memory.
    else if (place === 'events') response.flushHeaders();
    else if (name === 'json')
      reply(
        200,
        [...containers.keys()].map((Id) => ({ Id })),
      );
    else if (name === 'create') {
      const spec: unknown = JSON.parse(text);
      played.made.push(isRawObject(spec) ? spec : {});
      containers.set(url.searchParams.get('name') ?? '', newContainer(played.made.at(-1) ?? {}));
      reply(201, { Id: 'id' });
    } else await answerAboutOne(containers, question, neurons, reply);
  });
  // A connection that has become streams is none of the server's any more, and nobody may read that it has ended.
  const upgraded = new Set<Duplex>();
  server.on('upgrade', (request, socket) => {
    upgraded.add(socket);
    socket.once('close', () => upgraded.delete(socket));
    const [, , , name = ''] = (request.url ?? '').split('/').map(decodeURIComponent);
    const container = containers.get(name);
    if (container === undefined) return socket.end('HTTP/1.1 404 Not Found\r\n\r\n');
    socket.write('HTTP/1.1 101 UPGRADED\r\nConnection: Upgrade\r\nUpgrade: tcp\r\n\r\n');
    socket.on('error', () => socket.destroy());
    container.streams = socket;
  });
  server.listen(socket);
  await once(server, 'listening');
  return {
    ...played,
    socket,
    present: () => [...containers.keys()],
    async [Symbol.asyncDispose]() {
      for (const one of upgraded) one.destroy();
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

type Reply = (status: number, body?: unknown) => void;

interface Question {
  readonly method: string;
  readonly name: string;
  readonly step: string;
  readonly url: URL;
}

function answerAboutImage(
  { images, pulled }: Pick<PlayedEngine, 'images' | 'pulled'>,
  { name, url }: Question,
  response: ServerResponse,
  reply: Reply,
): void {
  if (name !== 'create') {
    reply(images.has(name) ? 200 : 404, { message: 'No such image' });
    return;
  }
  const image = url.searchParams.get('fromImage') ?? '';
  pulled.push(image);
  const lost = image.includes('nowhere');
  if (!lost) images.add(image);
  response.end(`{"status":"Pulling"}\n${lost ? '{"error":"manifest unknown"}' : '{"status":"Done"}'}\n`);
}

async function answerAboutOne(
  containers: Map<string, Container>,
  { method, name, step }: Question,
  neurons: string,
  reply: Reply,
): Promise<void> {
  const container = containers.get(name);
  if (container === undefined) return reply(404, { message: `No such container: ${name}` });
  if (method !== 'DELETE') return answerAbout(container, step, neurons, reply);
  end(container);
  containers.delete(name);
  reply(204);
}

function newContainer(spec: RawObject): Container {
  const ended = Promise.withResolvers<number>();
  return { spec, child: undefined, streams: undefined, ended };
}

async function answerAbout(container: Container, step: string, neurons: string, reply: Reply): Promise<void> {
  switch (step) {
    case 'start': {
      const refused = await begin(container, neurons);
      return refused === undefined ? reply(204) : reply(400, { message: refused });
    }
    case 'wait':
      return reply(200, { StatusCode: await container.ended.promise });
    case 'kill':
      end(container);
      return reply(204);
    default:
      return reply(200, { State: { OOMKilled: false } });
  }
}

/** Starts the process of a container; gives why that is impossible. */
async function begin(container: Container, neurons: string): Promise<string | undefined> {
  const { Image: image, User: user, Env: environment, HostConfig: host } = container.spec;
  const mounts = isRawObject(host) && Array.isArray(host.Mounts) ? host.Mounts.filter(isRawObject) : [];
  const job = dirname(String(mounts[0]?.Source));
  const script = join(neurons, String(image).replace(/^trial\//, ''));
  const [uid, gid] = String(user).split(':').map(Number);
  const isRoot = process.getuid?.() === 0;
  const [program, ...words] = script.endsWith('.mjs') ? [process.execPath, script] : [script];
  const child = spawn(program ?? '', [...words, job], {
    detached: true,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: Object.fromEntries(
      (Array.isArray(environment) ? environment : []).map((one) => String(one).split('=')),
    ),
    ...(isRoot && uid !== undefined && gid !== undefined ? { uid, gid } : {}),
  });
  const started = Promise.withResolvers<string | undefined>();
  child.once('spawn', () => started.resolve(undefined));
  child.once('error', (error) =>
    started.resolve(`exec ${script}: No such file or directory (${error.message})`),
  );
  container.child = child;
  child.stdin.on('error', () => child.stdin.destroy());
  container.streams?.pipe(child.stdin);
  for (const [number, stream] of [
    [1, child.stdout],
    [2, child.stderr],
  ] as const)
    stream?.on('data', (chunk: Buffer) => send(container, number, chunk));
  child.once('close', (code, signal) => {
    container.streams?.end();
    container.ended.resolve(signal === null ? (code ?? 0) : 128 + constants.signals[signal]);
  });
  return started.promise;
}

/** In two writes, so that whoever reads must not rely on where parts end. */
function send({ streams }: Container, stream: number, content: Buffer): void {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(content.length, 4);
  streams?.write(header);
  streams?.write(content);
}

function end({ child }: Container): void {
  if (child?.pid === undefined) return;
  try {
    process.kill(-child.pid, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}
