/** Containers whose server is killed: they end at once, although no server is there to remove them. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createJobFolder } from '../run/folder.ts';
import { createGround, type Ground, neuronPrelude, writeAt, writeNeuron } from '../testing.ts';
import { type PlayedEngine, playEngine } from './testing-engine.ts';

let ground: Ground;
let engine: PlayedEngine;
let socket: string;

beforeAll(async () => {
  ground = await createGround();
  socket = join(ground.data, 'engine.sock');
  engine = await playEngine(socket, ground.neurons);
});
afterAll(async () => {
  await engine?.[Symbol.asyncDispose]();
  await rm(socket, { force: true });
  await ground?.[Symbol.asyncDispose]();
});

/** A server of its own that runs two containers, one to its end and one without, and prints what they print. */
async function writeServer(): Promise<string> {
  const path = join(ground.neurons, '..', 'server.mts');
  const folder = await createJobFolder(
    ground.jobs,
    { input: {}, file: undefined, certificates: undefined },
    undefined,
  );
  await writeAt(
    path,
    `import { createContainerRunner } from ${JSON.stringify(join(import.meta.dirname, 'container-runner.ts'))};
import { defaultLimits } from ${JSON.stringify(join(import.meta.dirname, '../run/limits.ts'))};
const runner = createContainerRunner({ socket: ${JSON.stringify(socket)}, mayPull: true, owner: 'killed' });
const request = { folder: ${JSON.stringify(folder)}, identity: undefined, limits: defaultLimits, network: true, standardInput: () => '' };
const run = (image) => runner.run({ ...request, image }, new AbortController().signal, ({ text }) => process.stdout.write(text));
await run('trial/Brief/a.mjs');
console.log('first is over');
await run('trial/Endless/a.mjs');`,
  );
  return path;
}

it('ends and removes the container of a server that was killed', async () => {
  await writeNeuron(ground.neurons, `${neuronPrelude}succeed({});`, {
    ...{ name: 'Brief', command: 'Brief/a.mjs' },
  });
  await writeNeuron(ground.neurons, `console.log('ready ' + process.pid); setInterval(() => {}, 1000);`, {
    ...{ name: 'Endless', command: 'Endless/a.mjs' },
  });
  const server = spawn(process.execPath, [await writeServer()], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said: string[] = [];
  for await (const line of createInterface(server.stdout)) {
    said.push(line);
    if (line.startsWith('ready')) break;
  }
  expect(said[0]).toBe('first is over');
  expect(engine.present()).toHaveLength(1);
  const pid = Number(said.at(-1)?.split(' ')[1]);
  expect(isAlive(pid)).toBe(true);
  const ended = once(server, 'exit');
  server.kill('SIGKILL');
  await ended;
  await expect.poll(() => engine.present(), { interval: 20, timeout: 10_000 }).toEqual([]);
  await expect.poll(() => isAlive(pid), { interval: 20, timeout: 10_000 }).toBe(false);
});

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    // Nobody has that number.
    return false;
  }
}
