/** The container runner against a played engine: it behaves like any runner, asks for what it must, and leaves nothing behind. */
import { rm } from 'node:fs/promises';
import { request } from 'node:http';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createJobFolder, type JobFolder } from '../run/folder.ts';
import { defaultLimits } from '../run/limits.ts';
import { describeEndingsOf } from '../runner/conformance.ts';
import { createRefusingRunner } from '../runner/runner.ts';
import { createGround, neuronPrelude, testIdentities, writeNeuron } from '../testing.ts';
import { createContainerRunner } from './container-runner.ts';
import { createFrameReader } from './printed-frames.ts';
import { playEngine } from './testing-engine.ts';

const ground = await createGround();
const socket = join(ground.data, 'engine.sock');
const engine = await playEngine(socket, ground.neurons);
const runner = createContainerRunner({ socket, mayPull: true, owner: 'this-server' });
afterAll(async () => {
  expect(engine.present()).toEqual([]);
  await engine[Symbol.asyncDispose]();
  await rm(socket, { force: true });
  await ground[Symbol.asyncDispose]();
});

describeEndingsOf('a container runner', {
  runner: createRefusingRunner('Everything here runs in containers'),
  containers: { ...runner, neurons: ground.neurons, imageOf: (_neurons, command) => `trial/${command}` },
  ground,
  identities: testIdentities(),
  level: 'limited',
});

describe('the container of a job', () => {
  const never = new AbortController().signal;
  const nothing = (): void => undefined;

  const runIn = async (
    image: string,
    folder: JobFolder,
    more: { readonly network?: boolean; readonly wallMs?: number; readonly readableFolders?: string[] } = {},
    through = runner,
  ) => {
    const { network = true, wallMs = 20_000, readableFolders = [] } = more;
    const limits = { ...defaultLimits, wallMs };
    const request = {
      ...{ image, folder, identity: undefined, limits, network, readableFolders },
      standardInput: () => '',
    };
    return through.run(request, never, nothing);
  };
  const someFolder = () =>
    createJobFolder(ground.jobs, { input: {}, file: undefined, certificates: undefined }, undefined);

  it('has limits, a root that cannot be written, no rights, and no network when none is asked for', async () => {
    await writeNeuron(ground.neurons, `${neuronPrelude}succeed({});`, {
      name: 'Quiet',
      command: 'Quiet/a.mjs',
    });
    const folder = await someFolder();
    const { end } = await runIn('trial/Quiet/a.mjs', folder, {
      network: false,
      readableFolders: [ground.data],
    });
    expect(end).toEqual({ how: 'exited', code: 0, exhausted: undefined });
    expect(engine.made.at(-1)).toMatchObject({
      Image: 'trial/Quiet/a.mjs',
      Labels: { 'skep.owner': 'this-server' },
      NetworkDisabled: true,
      HostConfig: {
        Mounts: [
          { Source: folder.input, Target: '/job/input', ReadOnly: false },
          { Source: `${folder.input}/input.json`, Target: '/job/input/input.json', ReadOnly: true },
          { Source: folder.output, Target: '/job/output', ReadOnly: false },
          { Source: ground.data, Target: ground.data, ReadOnly: true },
        ],
        ReadonlyRootfs: true,
        NetworkMode: 'none',
        CapDrop: ['ALL'],
        SecurityOpt: ['no-new-privileges'],
        Privileged: false,
        Memory: defaultLimits.memoryBytes,
        MemorySwap: defaultLimits.memoryBytes,
        PidsLimit: defaultLimits.processes,
      },
    });
  });

  it('is ended and removed when its time is over', async () => {
    await writeNeuron(ground.neurons, 'setInterval(() => {}, 1000);', {
      name: 'Slow',
      command: 'Slow/a.mjs',
    });
    const { end } = await runIn('trial/Slow/a.mjs', await someFolder(), { wallMs: 300 });
    expect(end).toEqual({ how: 'stopped', by: 'time' });
    expect(engine.present()).toEqual([]);
  });

  it('fetches an image once, and only where that is allowed', async () => {
    const strict = createContainerRunner({ socket, mayPull: false, owner: 'this-server' });
    const refused = await runIn('trial/Absent/a.mjs', await someFolder(), {}, strict);
    expect(refused.end).toMatchObject({
      how: 'notStarted',
      reason: expect.stringContaining('is not on this machine, and SKEP_DOCKER_PULL'),
    });
    expect(engine.pulled).not.toContain('trial/Absent/a.mjs');
    expect(engine.pulled.filter((image) => image === 'trial/Quiet/a.mjs')).toHaveLength(1);
    const lost = await runIn('nowhere/at-all', await someFolder());
    expect(lost.end).toMatchObject({
      how: 'notStarted',
      reason: 'the image nowhere/at-all cannot be fetched: manifest unknown',
    });
  });

  it('says why nothing runs when there is no engine', async () => {
    const alone = createContainerRunner({ socket: '/nowhere/docker.sock', mayPull: false, owner: 'x' });
    const { end } = await runIn('trial/Quiet/a.mjs', await someFolder(), {}, alone);
    expect(end).toMatchObject({ how: 'notStarted', reason: expect.stringContaining('ENOENT') });
  });

  it('is swept at the next start when its server died', async () => {
    const create = `/v1.41/containers/create?name=left-behind`;
    await new Promise((resolve) =>
      request({ socketPath: socket, method: 'POST', path: create }, (answer) => {
        answer.resume().once('end', resolve);
      }).end('{}'),
    );
    expect(engine.present()).toEqual(['left-behind']);
    expect(await runner.sweep()).toBe(1);
    expect(engine.present()).toEqual([]);
  });
});

it('reads what is printed wherever the parts that arrive are cut', () => {
  const frame = (stream: number, text: string): Buffer => {
    const header = Buffer.from([stream, 0, 0, 0, 0, 0, 0, 0]);
    header.writeUInt32BE(Buffer.byteLength(text), 4);
    return Buffer.concat([header, Buffer.from(text)]);
  };
  const sent = Buffer.concat([frame(1, 'one'), frame(2, ''), frame(2, 'two'), frame(1, 'three')]);
  for (let size = 1; size <= sent.length; size += 1) {
    const taken = { stdout: '', stderr: '' };
    const read = createFrameReader((stream, content) => {
      taken[stream] += content.toString();
    });
    for (let at = 0; at < sent.length; at += size) read(sent.subarray(at, at + size));
    expect(taken).toEqual({ stdout: 'onethree', stderr: 'two' });
  }
});
