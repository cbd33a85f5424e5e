import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFileStore } from '../../../../tests/support/temporary-files.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import { AttachmentNotFound, AttachmentTooLarge, type PutOptions } from '../../storage/attachments/store.ts';
import { notingStore } from './uploads.ts';

describe('notingStore', () => {
  let world: World;
  beforeAll(async () => {
    world = await buildWorld();
  });
  afterAll(() => world.release());

  const noted = (id: string) =>
    world.stored('select size, hashes, stored_at from skep.stored_file where id = $1', [id]);

  it('notes each file with its size and hashes, and when it was last stored', async () => {
    const { id, size, hashes } = await world.upload('a.txt', 'content');
    expect(await noted(id)).toEqual([{ size: String(size), hashes, stored_at: world.clock.now }]);
    world.clock.now += 1_000;
    await world.upload('b.txt', 'content');
    expect(await noted(id)).toMatchObject([{ stored_at: world.clock.now }]);
  });

  it('notes nothing of a file that is too large', async () => {
    const before = await world.stored('select count(*) as count from skep.stored_file');
    const large = Readable.from([Buffer.alloc(100)]);
    await expect(world.files.put(large, { maxBytes: 99 })).rejects.toBeInstanceOf(AttachmentTooLarge);
    expect(await world.stored('select count(*) as count from skep.stored_file')).toEqual(before);
  });

  it('notes a file before it can be found, so that none is left of which nobody knows', async () => {
    const store = await temporaryFileStore();
    const cutOff = {
      ...store.files,
      put: (stream: Readable, { arrived, ...options }: PutOptions) =>
        store.files.put(stream, {
          ...options,
          async arrived(file) {
            await arrived?.(file);
            throw new Error(`cut off with ${file.id}`);
          },
        }),
    };
    const files = notingStore(cutOff, world.dependencies.database, () => world.clock.now);
    const content = 'cut off before it was stored';
    const id = createHash('sha256').update(content).digest('hex');
    await expect(files.put(Readable.from([Buffer.from(content)]), { maxBytes: 99 })).rejects.toThrow(id);
    expect(await noted(id)).toHaveLength(1);
    await expect(store.files.open(id)).rejects.toBeInstanceOf(AttachmentNotFound);
    await store.remove();
  });
});
