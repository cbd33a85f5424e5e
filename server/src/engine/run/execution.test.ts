/** What the start of the engine does about a server that was killed while its neurons ran. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig, processSurroundings } from '../../config/load.ts';
import { neuronPrelude, temporaryFolder, testIdentities, writeAt, writeNeuron } from '../testing.ts';
import { createExecution, environmentsElsewhere } from './execution.ts';

it.skipIf(process.getuid?.() !== 0)(
  'ends processes and removes job folders that a killed server has left',
  async () => {
    await using ground = await temporaryFolder();
    const identities = testIdentities();
    const [identity] = identities.all;
    const left = spawn('/bin/sleep', ['60'], { ...identity, stdio: 'ignore', env: {} });
    await writeAt(join(ground.path, 'jobs', 'job-left', 'output', 'output.json'), '{}');
    await mkdir(join(ground.path, 'jobs', 'job-left', 'input'));
    const ended = once(left, 'exit');
    await createExecution({
      settings: loadConfig({ ...processSurroundings(), environment: {} }).engine,
      identities,
      folder: ground.path,
      environment: {},
      report: () => undefined,
      signal: new AbortController().signal,
    });
    expect(await ended).toEqual([null, 'SIGKILL']);
    expect(await readdir(join(ground.path, 'jobs'))).toEqual([]);
  },
);

it('a process that runs no neurons says of packages that they are elsewhere, and installs none', async () => {
  await using ground = await temporaryFolder();
  const { environments } = await createExecution({
    settings: loadConfig({ ...processSurroundings(), environment: {} }).engine,
    identities: testIdentities(),
    folder: ground.path,
    environment: {},
    report: () => undefined,
    signal: new AbortController().signal,
  });
  const elsewhere = environmentsElsewhere(environments);
  const neurons = join(ground.path, 'neurons');
  const python = await writeNeuron(neurons, 'import requests', { command: 'Trial/trial.py' });
  await writeAt(join(python.folder, 'requirements.txt'), 'requests');
  const plain = await writeNeuron(neurons, neuronPrelude, { name: 'Plain', command: 'Plain/plain.mjs' });
  elsewhere.prepare(python);
  const stateOf = async (one: typeof python) => (await elsewhere.environmentOf(one)).state;
  expect([await stateOf(python), await stateOf(plain)]).toEqual(['elsewhere', 'none']);
  expect((await environments.environmentOf(python)).state).toBe('missing');
});
