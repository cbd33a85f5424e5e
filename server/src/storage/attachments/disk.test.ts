/** The store on disk: the common suite, and what only files on disk can get wrong. */
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, describe, expect, it } from 'vitest';
import { attachmentStoreConformance } from './conformance.ts';
import { openDiskStore } from './disk.ts';

const folders: string[] = [];

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-files-'));
  folders.push(folder);
  return folder;
}

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

attachmentStoreConformance('disk', async () => openDiskStore(await newFolder()));

describe('a store on disk', () => {
  it('leaves nothing among the incoming files, whether an upload succeeds or fails', async () => {
    const folder = await newFolder();
    const store = await openDiskStore(folder);
    await store.put(Readable.from([Buffer.from('kept')]), { maxBytes: 10 });
    await expect(store.put(Readable.from([Buffer.from('too long')]), { maxBytes: 3 })).rejects.toThrow();
    expect(await readdir(join(folder, 'incoming'))).toEqual([]);
  });

  it('closes its files to other users', async () => {
    const folder = await newFolder();
    const store = await openDiskStore(folder);
    const { id } = await store.put(Readable.from([Buffer.from('secret')]), { maxBytes: 10 });
    const { mode } = await stat(join(folder, id.slice(0, 2), id.slice(2, 4), id));
    expect(mode & 0o077).toBe(0);
  });

  it('sweeps what an interrupted upload left an hour ago, and spares one under way', async () => {
    const folder = await newFolder();
    await openDiskStore(folder);
    const incoming = join(folder, 'incoming');
    await writeFile(join(incoming, 'left'), 'x');
    await writeFile(join(incoming, 'under-way'), 'x');
    const twoHoursAgo = Date.now() / 1000 - 7200;
    await utimes(join(incoming, 'left'), twoHoursAgo, twoHoursAgo);
    await openDiskStore(folder);
    expect(await readdir(incoming)).toEqual(['under-way']);
  });
});
