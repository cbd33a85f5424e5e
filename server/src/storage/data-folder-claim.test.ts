import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { claimDataFolder } from './data-folder-claim.ts';

it.skipIf(process.platform !== 'linux')('refuses a data folder in use, by whichever name', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'skep-claim-'));
  const otherName = `${folder}-link`;
  await symlink(folder, otherName);
  try {
    const claim = await claimDataFolder(folder);
    await expect(claimDataFolder(otherName)).rejects.toThrow(/Another Skep on this machine uses .*-link/);
    await claim.release();
    await (await claimDataFolder(otherName)).release();
  } finally {
    await Promise.all([rm(folder, { recursive: true }), rm(otherName)]);
  }
});
