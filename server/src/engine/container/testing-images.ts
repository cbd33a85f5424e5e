/**
 * Images for tests that speak with a real container engine, made of this machine's own programs, so that no registry is needed: one
 * with Node.js and the tools that trial neurons call, and on top of it one for each neuron.
 */
import { execFileSync, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, realpathSync } from 'node:fs';
import { type IncomingMessage, request } from 'node:http';
import { basename, dirname, extname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { isRawObject } from '../../model/input.ts';
import { writeAt } from '../testing.ts';

/** Where the engine of this machine listens. */
export const engineSocket = '/var/run/docker.sock';

/** Where neurons lie in these images. */
export const neuronsInImage = '/worker';

const tools = [
  ...['sh', 'sleep', 'cat', 'mkdir', 'mkfifo', 'mknod', 'mount', 'chmod', 'ln', 'touch', 'rm', 'ls'],
  ...['setsid', 'env', 'expr', 'kill'],
];

/** Images; they are removed at the end. */
export interface TestImages extends AsyncDisposable {
  /** The image with a neuron in it, which is given the job folder as its only word. */
  readonly imageOf: (neurons: string, command: string) => Promise<string>;
}

/** What the engine calls itself, or why there is none. */
export async function askEngine(): Promise<{ readonly version: string } | { readonly reason: string }> {
  if (!existsSync(engineSocket)) return { reason: `no container engine listens at ${engineSocket}` };
  try {
    const about: unknown = JSON.parse(await text(await send('GET', '/version')));
    return { version: isRawObject(about) ? String(about.Version) : '' };
  } catch (error) {
    return { reason: `the container engine at ${engineSocket} does not answer: ${String(error)}` };
  }
}

/** Makes the first image. */
export async function createImages(): Promise<TestImages> {
  // Test files run side by side in one process.
  const repository = `skep-test-${randomUUID()}`;
  const base = `${repository}/base`;
  await send('POST', `/images/create?fromSrc=-&repo=${base}&tag=latest`, machineAsTar());
  const made = [base];
  return {
    async imageOf(neurons, command) {
      const name = `${repository}/neuron-${made.length}`;
      const folder = join(neurons, dirname(command));
      const start = [
        ...(extname(command) === '.mjs' ? ['/usr/local/bin/node'] : []),
        join(neuronsInImage, command),
      ];
      const recipe = [
        `FROM ${base}`,
        `COPY ${basename(command)} ${join(neuronsInImage, command)}`,
        `WORKDIR ${neuronsInImage}`,
        `ENTRYPOINT ${JSON.stringify([...start, '/job'])}`,
      ];
      await writeAt(join(folder, 'Dockerfile'), recipe.join('\n'));
      const context = tar(['-C', folder, 'Dockerfile', basename(command)]);
      const answer = await text(await send('POST', `/build?t=${name}&networkmode=none&forcerm=1`, context));
      if (answer.includes('"error"')) throw new Error(answer);
      made.push(name);
      return name;
    },
    async [Symbol.asyncDispose]() {
      for (const name of made.reverse()) await send('DELETE', `/images/${name}?force=1`);
    },
  };
}

async function send(method: string, path: string, body?: Readable): Promise<IncomingMessage> {
  const asked = request({ socketPath: engineSocket, method, path, headers: { host: 'docker' } });
  if (body === undefined) asked.end();
  else body.pipe(asked);
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  if ((answer.statusCode ?? 0) >= 400) throw new Error(`${method} ${path}: ${await text(answer)}`);
  if (path.startsWith('/images')) await text(answer);
  return answer;
}

/** Node.js, the tools, and the libraries that they name. */
function machineAsTar(): Readable {
  const node = realpathSync(process.execPath);
  const programs = [node, ...tools.flatMap(pathsOf)];
  const files = new Set([...programs, ...programs.flatMap(librariesOf)]);
  return tar(['-h', `--transform=s|^${node}$|/usr/local/bin/node|`, '-P', ...files]);
}

function pathsOf(tool: string): string[] {
  return ['/usr/bin', '/bin'].map((folder) => join(folder, tool)).filter((path) => existsSync(path));
}

function librariesOf(program: string): string[] {
  return execFileSync('ldd', [program], { encoding: 'utf8' }).match(/\/[^ )]+/g) ?? [];
}

function tar(words: readonly string[]): Readable {
  return spawn('tar', ['-c', '-f', '-', ...words], { stdio: ['ignore', 'pipe', 'inherit'] }).stdout;
}
