/** The client library of Cortex, unchanged from its registry, drives a real server: every method of every controller. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { basic, createApiClient } from '../journeys/api-client.ts';
import { withServer } from '../journeys/server.ts';
import { makeVirtualEnvironment } from './virtual-environment.ts';

const scenario = join(import.meta.dirname, 'cortex', 'scenario.py');

/** Fewer checks than this mean that a part of the scenario did not run. */
const leastChecks = 95;

it('every method of the client does what it says', { timeout: 230_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skep-cortex-'));
  try {
    const python = await makeVirtualEnvironment(join(folder, 'environment'), ['cortex4py>=2,<3']);
    const printed = await withServer({}, async ({ url, administrator: { login, password } }) => {
      const root = createApiClient(url, basic(login, password), 'admin');
      // The client cannot say in which organisation it works: this account has no other.
      const own = { login: 'cortex@admin.test', name: 'Cortex', profile: 'admin', organisation: 'admin' };
      await root.call('POST', '/user', own);
      const { text } = await root.call('POST', `/user/${own.login}/key/renew`);
      const words = ['-B', scenario, `${url}/cortex`, String(text)];
      const { stdout } = await promisify(execFile)(python, words, { timeout: 100_000 });
      return stdout;
    });
    const [, version, count] = /^cortex4py (2\.\S+): (\d+) checks passed$/m.exec(printed) ?? [];
    console.info(`cortex4py ${String(version)}: ${String(count)} checks`);
    expect(version).toBeDefined();
    expect(Number(count)).toBeGreaterThanOrEqual(leastChecks);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
