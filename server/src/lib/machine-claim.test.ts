import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { claimOnMachine } from './machine-claim.ts';

it.skipIf(process.platform !== 'linux')('gives a name to one holder at a time', async () => {
  const name = `skep-test-${randomUUID()}`;
  const first = await claimOnMachine(name);
  expect(first).toBeDefined();
  expect(await claimOnMachine(name)).toBeUndefined();
  await first?.release();
  const second = await claimOnMachine(name);
  expect(second).toBeDefined();
  await second?.release();
});
