/** The client library of current Python tools, unchanged from its registry, drives a real server. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { withServer } from '../journeys/server.ts';
import { makeVirtualEnvironment } from './virtual-environment.ts';

const scenario = join(import.meta.dirname, 'client', 'scenario.py');

/** Fewer checks than this mean that a part of the scenario did not run. */
const leastChecks = 165;

it('every endpoint class that has routes does what the client expects', { timeout: 230_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skep-client-'));
  try {
    const python = await makeVirtualEnvironment(join(folder, 'environment'), ['thehive4py>=2,<3']);
    const printed = await withServer({}, async ({ url, administrator: { login, password } }) => {
      // Old names that the client still offers are used on purpose; their warnings are not for here.
      const words = ['-B', '-W', 'ignore::DeprecationWarning', scenario, url, login, password];
      const { stdout } = await promisify(execFile)(python, words, { timeout: 100_000 });
      return stdout;
    });
    const [, version, count] = /^thehive4py (2\.\S+): (\d+) checks passed$/m.exec(printed) ?? [];
    console.info(`thehive4py ${String(version)}: ${String(count)} checks`);
    expect(version).toBeDefined();
    expect(Number(count)).toBeGreaterThanOrEqual(leastChecks);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
