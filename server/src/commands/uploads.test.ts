import { Readable } from 'node:stream';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { temporaryFileStore } from '../../../tests/support/temporary-files.ts';
import { buildWorld, type World } from '../../../tests/support/world.ts';
import { AttachmentTooLarge } from '../storage/attachments/store.ts';
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

  it('refuses a file that was cleared away the moment it was stored', async () => {
    const store = await temporaryFileStore();
    const clearing = {
      ...store.files,
      async put(stream: Readable, options: { maxBytes: number }) {
        const stored = await store.files.put(stream, options);
        await store.files.delete(stored.id);
        return stored;
      },
    };
    const files = notingStore(clearing, world.dependencies.database, () => world.clock.now);
    await expect(files.put(Readable.from(['x']), { maxBytes: 9 })).rejects.toMatchObject({ code: 'busy' });
    await store.remove();
  });
});
