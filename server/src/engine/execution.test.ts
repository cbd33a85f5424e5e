/** What the start of the engine does about a server that was killed while its neurons ran. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { loadConfig, processSurroundings } from '../config/load.ts';
import { createExecution } from './execution.ts';
import { temporaryFolder, testIdentities, writeAt } from './testing.ts';

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
