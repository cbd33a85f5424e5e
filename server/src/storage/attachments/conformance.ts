/** What every attachment store must do; each kind of store runs this suite in its own test file. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { beforeAll, describe, expect, it } from 'vitest';
import { AttachmentNotFound, type AttachmentStore, AttachmentTooLarge, type StoredFile } from './store.ts';

const limit = { maxBytes: 10_000_000 };

/** Declares the suite. `open` gives an empty store. */
export function attachmentStoreConformance(kind: string, open: () => Promise<AttachmentStore>): void {
  describe(`an attachment store on ${kind}`, () => {
    let store: AttachmentStore;
    beforeAll(async () => {
      store = await open();
    });
    declareKeeping(() => store);
    declareRefusing(() => store);
  });
}

function declareKeeping(current: () => AttachmentStore): void {
  describe('keeping files', () => {
    it('names a file by its SHA-256 and tells its size and hashes', async () => {
      const content = Buffer.from('evil payload');
      const stored = await current().put(Readable.from([content]), limit);
      const hashes = ['sha256', 'sha1', 'md5'].map((name) => createHash(name).update(content).digest('hex'));
      expect(stored).toEqual({ id: hashes[0], size: content.length, hashes });
    });

    it('gives back what was stored, byte for byte, also in many chunks', async () => {
      const chunks = Array.from({ length: 50 }, (_, index) => Buffer.alloc(50_000, index));
      const { id, size } = await current().put(Readable.from(chunks), limit);
      const opened = await current().open(id);
      expect(opened.size).toBe(size);
      expect((await buffer(opened.stream)).equals(Buffer.concat(chunks))).toBe(true);
    });

    it('stores an empty file', async () => {
      const { id, size } = await current().put(Readable.from([]), { maxBytes: 0 });
      expect(size).toBe(0);
      expect((await buffer((await current().open(id)).stream)).length).toBe(0);
    });

    it('keeps equal files once, also when they arrive at the same time', async () => {
      const uploads = Array.from({ length: 5 }, () =>
        current().put(Readable.from([Buffer.from('same')]), limit),
      );
      const ids = new Set((await Promise.all(uploads)).map(({ id }) => id));
      expect(ids.size).toBe(1);
      await current().delete([...ids].join());
      await expect(current().open([...ids].join())).rejects.toThrow(AttachmentNotFound);
    });

    it('goes on giving a file that is deleted while it is read', async () => {
      const content = Buffer.alloc(3_000_000, 'x');
      const { id } = await current().put(Readable.from([content]), limit);
      const { stream } = await current().open(id);
      await current().delete(id);
      expect((await buffer(stream)).length).toBe(content.length);
    });
  });
}

function declareRefusing(current: () => AttachmentStore): void {
  describe('refusing files', () => {
    it('takes a file of exactly the accepted size and refuses one byte more, keeping nothing', async () => {
      const content = Buffer.from('0123456789');
      await expect(current().put(Readable.from([content]), { maxBytes: 10 })).resolves.toMatchObject({
        size: 10,
      });
      const refused = current().put(Readable.from([content, Buffer.from('!')]), { maxBytes: 10 });
      await expect(refused).rejects.toThrow(AttachmentTooLarge);
      const id = createHash('sha256').update('0123456789!').digest('hex');
      await expect(current().open(id)).rejects.toThrow(AttachmentNotFound);
    });

    it('keeps nothing of an upload that breaks off', async () => {
      const broken = Readable.from(brokenOff());
      await expect(current().put(broken, limit)).rejects.toThrow('the client went away');
      const id = createHash('sha256').update('half').digest('hex');
      await expect(current().open(id)).rejects.toThrow(AttachmentNotFound);
    });

    it('keeps nothing when its taker refuses what has arrived', async () => {
      const content = Buffer.from('refused on arrival');
      const arrived = async ({ id }: StoredFile) => Promise.reject(new Error(`not ${id}`));
      const id = createHash('sha256').update(content).digest('hex');
      await expect(current().put(Readable.from([content]), { ...limit, arrived })).rejects.toThrow(id);
      await expect(current().open(id)).rejects.toThrow(AttachmentNotFound);
    });

    it.each(['', '../../etc/passwd', `${'a'.repeat(63)}/`, 'A'.repeat(64), 'a'.repeat(64)])(
      'knows no file called %j',
      async (id) => {
        await expect(current().open(id)).rejects.toThrow(AttachmentNotFound);
        await expect(current().delete(id)).resolves.toBeUndefined();
      },
    );
  });
}

async function* brokenOff(): AsyncGenerator<Buffer> {
  yield Buffer.from('half');
  throw new Error('the client went away');
}
