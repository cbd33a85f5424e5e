/** The client library of TheHive 3 and 4, unchanged from its registry, drives a real server. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { basic, createApiClient } from '../journeys/api-client.ts';
import { withServer } from '../journeys/server.ts';
import { keyFor, organisation } from './scene.ts';
import { makeVirtualEnvironment } from './virtual-environment.ts';

const scenario = join(import.meta.dirname, 'thehive4py1', 'scenario.py');

/** Fewer checks than this mean that a part of the scenario did not run. */
const leastChecks = 230;
/** Public methods of the library, 48 of the client and three of its part for cases; each is called at least once. */
const publicMethods = 51;

it('the methods of the client do what they say', { timeout: 230_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skep-thehive4py1-'));
  try {
    const python = await makeVirtualEnvironment(join(folder, 'environment'), ['thehive4py==1.8.1']);
    const printed = await withServer({}, async ({ url, administrator: { login, password } }) => {
      const admin = createApiClient(url, basic(login, password), 'admin');
      const { text: rootKey } = await admin.call('POST', `/user/${login}/key/renew`);
      const lead = 'lead@python.test';
      const key = await keyFor(createApiClient(url, basic(login, password), organisation), lead);
      const own = createApiClient(url, `Bearer ${key}`, organisation);
      await own.call('POST', '/neuron', { definitionId: 'UrlAnatomy_1_0' });
      const words = ['-B', scenario, url, String(rootKey), key, lead];
      const { stdout } = await promisify(execFile)(python, words, { timeout: 100_000 });
      return stdout;
    });
    const [, version, count] = /^thehive4py (1\.\S+): (\d+) checks passed$/m.exec(printed) ?? [];
    console.info(`thehive4py ${String(version)}: ${String(count)} checks`);
    expect(version).toBe('1.8.1');
    expect(Number(/^(\d+) methods$/m.exec(printed)?.[1])).toBe(publicMethods);
    expect(Number(count)).toBeGreaterThanOrEqual(leastChecks);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
