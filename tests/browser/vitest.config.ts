/** Journeys through the built client in a real browser, two files at a time: each waits half of the time for its own server or page. */
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { filesInTurn } from '../support/faults.ts';

/** The main way through the product; of the others, one or two take part in each run. */
const always = ['mail-to-closed-case'];
export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: [...filesInTurn(import.meta.dirname, always, 12)],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 90_000,
    hookTimeout: 120_000,
    // What a page shows depends on a server and a browser that share two cores.
    expect: { poll: { timeout: 15_000 } },
    globalSetup: [resolve(import.meta.dirname, 'build-client.ts')],
  },
});
