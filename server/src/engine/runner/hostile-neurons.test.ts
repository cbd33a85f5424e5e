/**
 * Hostile neurons, in the strongest isolation this machine gives, and in containers where an engine answers. Whatever one tries, afterwards nothing of it runs, no secret
 * came out, nothing of it lies anywhere, nobody was reached, and the server goes on.
 */

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { chmod, readdir, readFile } from 'node:fs/promises';
import { createServer, type ListenOptions, type Server } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { shareOf } from '../../../../tests/support/faults.ts';
import { createContainerRunner } from '../container/container-runner.ts';
import { askEngine, createImages, engineSocket, type TestImages } from '../container/testing-images.ts';
import type { JsonObject } from '../report/json.ts';
import { type ExecutionDeps, type ExecutionResult, executeNeuron } from '../run/execute.ts';
import { createJobFolder, type JobFolder, removeJobFolder } from '../run/folder.ts';
import {
  createGround,
  neuronPrelude,
  temporaryFolder,
  testIdentities,
  writeAt,
  writeNeuron,
} from '../testing.ts';
import { type HostileNeuron, hostileNeurons, hostilePrelude } from './hostile.ts';
import { isAtLeast, isolationForms } from './levels.ts';
import { lookAtMachine } from './machine.ts';
import { tryForm } from './probe.ts';
import { createProcessRunner } from './process.ts';
import { listProcesses, ownedBy } from './process-table.ts';

/** Tools to do without, such as `bwrap`, to see what a weaker isolation stops. */
const without = process.env.SKEP_TEST_WITHOUT_TOOLS?.split(',') ?? [];
const machine = lookAtMachine(without);
const identities = testIdentities(3);
const ground = await createGround();
const open = await temporaryFolder();
const secret = `secret-${randomUUID()}`;
const strongest = await strongestForm();
const reached: string[] = [];
const listening: Server[] = [];
const datagrams = createSocket('udp4');

/** What the server would be, for neurons that look for it: its environment and its stack hold the secret. */
const target = spawn('/bin/cat', { stdio: ['pipe', 'ignore', 'ignore'], env: { KEY: secret } });
await once(target, 'spawn');
let otherJob: JobFolder | undefined;
let places: JsonObject = {};

beforeAll(async () => {
  await chmod(open.path, 0o777);
  await writeAt(join(ground.data, 'secret'), secret, 0o600);
  await writeAt(join(ground.data, 'instance.key'), secret, 0o600);
  await chmod(ground.data, 0o711);
  const [other] = testIdentities(1).all;
  const content = { input: { secret }, file: undefined, certificates: undefined };
  otherJob = await createJobFolder(ground.jobs, content, other);
  const abstract = `skep-hostile-${randomUUID()}`;
  const socket = join(open.path, 'socket');
  const port = await listen({ host: '::', port: 0 });
  await listen({ path: `\0${abstract}` });
  await listen({ path: socket });
  await chmod(socket, 0o777);
  datagrams.on('message', () => reached.push('by a datagram')).bind(0);
  await once(datagrams, 'listening');
  places = {
    ...{ data: ground.data, server: target.pid ?? 0, otherJob: otherJob.path, open: open.path },
    ...{ abstract, socket, port, datagrams: datagrams.address().port },
    addresses: Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((one) => one.address)),
  };
});

afterAll(async () => {
  for (const server of listening) server.close();
  datagrams.close();
  target.kill('SIGKILL');
  if (otherJob !== undefined) await removeJobFolder(otherJob);
  expect(await readdir(ground.jobs)).toEqual([]);
  await Promise.all([ground, open].map((folder) => folder[Symbol.asyncDispose]()));
});

describe(`a neuron in the isolation ${strongest.name}`, () => {
  for (const neuron of shareOf(hostileNeurons, 3)) {
    const enough = isAtLeast(strongest.level, neuron.needs);
    const why = enough ? '' : `, skipped: this is ${strongest.level}`;
    const title = `that ${neuron.tries} does no harm [needs ${neuron.needs}${why}]`;
    test.skipIf(!enough)(title, () => harmless(neuron));
  }
});

const engine = await askEngine();
const reason = 'reason' in engine ? engine.reason : undefined;

describe.skipIf(reason !== undefined)(
  `a neuron in a container${reason === undefined ? '' : ` (skipped: ${reason})`}`,
  () => {
    const runner = createContainerRunner({ socket: engineSocket, mayPull: false, owner: ground.jobs });
    let images: TestImages | undefined;
    beforeAll(async () => {
      images = await createImages();
    });
    afterAll(() => images?.[Symbol.asyncDispose]());

    // Each takes a second and more, since each has an image and a container of its own.
    for (const neuron of shareOf(hostileNeurons, 12)) {
      test(`that ${neuron.tries} does no harm`, () =>
        harmless(neuron, async (command) => ({
          containers: runner,
          dockerImage: await images?.imageOf(ground.neurons, command),
        })));
    }
  },
);

test('nobody was reached by a neuron without network', () => {
  expect(reached).toEqual([]);
});

/** A container for a neuron, and the runner of containers. */
type Contained = Pick<ExecutionDeps, 'containers'> & { readonly dockerImage: string | undefined };

async function harmless(
  neuron: HostileNeuron,
  contain?: (command: string) => Promise<Contained>,
): Promise<void> {
  const mark = `3600.${Math.floor(Math.random() * 1e12)}`;
  const seen: string[] = [];
  const result = await run(neuron, mark, seen, contain);
  if (neuron.fails !== undefined) expect(codeOf(result)).toMatch(neuron.fails);
  if (neuron.reports !== undefined && result.status === 'Success')
    expect(result.report.full).toMatchObject(neuron.reports);
  else if (neuron.reports !== undefined) expect(codeOf(result)).toBe('Success');
  // A process that is being ended may still be listed for a moment; it runs nothing of the neuron's any more.
  await expect.poll(() => leftRunning(mark), { interval: 20, timeout: 2_000 }).toEqual([]);
  expect(JSON.stringify([result, seen])).not.toContain(secret);
  expect(await leftBehind(mark)).toEqual([]);
  expect(await readdir(ground.jobs)).toEqual([otherJob?.path.split('/').at(-1)]);
  expect([target.exitCode, target.signalCode, await stateOf(target.pid)]).toEqual([null, null, 'S']);
  expect(({} as Record<string, unknown>).polluted).toBeUndefined();
}

async function run(
  neuron: HostileNeuron,
  mark: string,
  seen: string[],
  contain?: (command: string) => Promise<Contained>,
): Promise<ExecutionResult> {
  const name = `Hostile${mark.slice(5)}`;
  const command = `${name}/hostile.mjs`;
  const written = await writeNeuron(ground.neurons, neuronPrelude + hostilePrelude + neuron.script, {
    name,
    command,
    network: neuron.offline !== true,
  });
  const { containers, dockerImage } = {
    containers: undefined,
    dockerImage: undefined,
    ...(await contain?.(command)),
  };
  return executeNeuron(
    {
      entry: { ...written, definition: { ...written.definition, dockerImage } },
      configuration: {},
      subject: { kind: 'value', dataType: 'domain', data: 'evil.example' },
      levels: { tlp: 2, pap: 2 },
      parameters: { ...places, mark },
      limits: { wallMs: 8_000, ...neuron.limits },
    },
    {
      runner: createProcessRunner(strongest, machine),
      containers,
      identities,
      jobsFolder: ground.jobs,
      pythonFor: async () => undefined,
      async storeFile(content) {
        for await (const chunk of content) seen.push(String(chunk));
        return 'stored';
      },
      onOutput: ({ text }) => seen.push(text.slice(0, 1_000)),
    },
    new AbortController().signal,
  );
}

/** The strongest form that passes its trial; there is always one. */
async function strongestForm() {
  for (const form of isolationForms) {
    const trial = await tryForm(form, { machine, identities, jobsFolder: ground.jobs });
    if ('succeeded' in trial) return form;
  }
  throw new Error('Neurons cannot even run as the same user');
}

/** Lets somebody be reached, and gives the port where there is one. */
async function listen(where: ListenOptions): Promise<number> {
  const server = createServer((socket) => {
    reached.push(JSON.stringify(where));
    socket.destroy();
  });
  listening.push(server);
  server.listen(where);
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function codeOf(result: ExecutionResult): string {
  return result.status === 'Failure' ? result.failure.code : result.status;
}

/** Command lines of what still runs: by its mark, or by the users that neurons have. */
async function leftRunning(mark: string): Promise<readonly string[]> {
  const all = await listProcesses();
  const owned = await Promise.all(identities.all.map(({ uid }) => ownedBy(uid, all)));
  const lines = await Promise.all(
    all.map(async ({ pid }) => ({
      pid,
      line: await readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => ''),
    })),
  );
  const pids = new Set(owned.flat().map(({ pid }) => pid));
  return lines.filter(({ pid, line }) => line.includes(mark) || pids.has(pid)).map(({ line }) => line);
}

/** Places where something of it lies. */
async function leftBehind(mark: string): Promise<readonly string[]> {
  const folders = ['/tmp', '/var/tmp', '/dev/shm', '/run', '/etc/cron.d', open.path, ground.data];
  const lists = await Promise.all(
    [...folders, ground.neurons].map((folder) => readdir(folder).catch(() => [])),
  );
  return lists.flat().filter((name) => name === mark);
}

async function stateOf(pid: number | undefined): Promise<string | undefined> {
  const line = await readFile(`/proc/${pid}/stat`, 'latin1');
  return /\) (\w) /.exec(line)?.[1];
}
