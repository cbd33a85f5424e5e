import { defineConfig } from 'vitest/config';

/** Server tests share one module graph per worker: loading modules, not PostgreSQL, is what costs time. */
export default defineConfig({
  test: {
    include: [
      'server/**/*.test.ts',
      'sdk/**/*.test.ts',
      'neurons/**/*.test.ts',
      'tests/**/*.test.ts',
      'web/src/**/*.test.ts',
    ],
    exclude: ['**/node_modules/**', 'tests/browser/**', 'tests/python/**'],
    pool: 'threads',
    isolate: false,
    // More than the two cores of a small machine: tests that kill and start servers wait most of their time.
    maxWorkers: 3,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    globalSetup: ['tests/support/global-setup.ts'],
  },
});
