/** Two servers on one machine: neither may end the processes of the other. */

import { expect, test } from 'vitest';
import { claimIdentities } from './identity-claim.ts';

const asRoot = test.skipIf(process.getuid?.() !== 0);

asRoot('servers that run at the same time have no identity in common [needs root]', async () => {
  const one = await claimIdentities(3);
  const other = await claimIdentities(3);
  const uids = [...one.all, ...other.all].map(({ uid }) => uid);
  expect(uids).toHaveLength(6);
  expect(new Set(uids).size).toBe(6);
  await Promise.all([one.release(), other.release()]);
});

asRoot('identities that a server gave up are claimed again [needs root]', async () => {
  const one = await claimIdentities(2);
  const other = await claimIdentities(2);
  await one.release();
  const next = await claimIdentities(2);
  expect(next.all.map(({ uid }) => uid)).not.toEqual(other.all.map(({ uid }) => uid));
  await Promise.all([other.release(), next.release()]);
});
