/** Neurons and clients written in Python, against a real server: time goes into their virtual environments. */
import { resolve } from 'node:path';
import { defineConfig } from 'vitest/config';
import { filesInTurn } from '../support/faults.ts';

/** A quarter of the files takes part in each run. */
const parts = 4;

export default defineConfig({
  test: {
    root: resolve(import.meta.dirname, '../..'),
    include: [...filesInTurn(import.meta.dirname, [], parts)],
    pool: 'forks',
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 240_000,
    globalSetup: [resolve(import.meta.dirname, '../support/global-setup.ts')],
  },
});
