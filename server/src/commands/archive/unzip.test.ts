import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { TextReader, Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createAlert } from '../alert/create-alert.ts';
import { createObservables } from '../observable/observable-commands.ts';

interface Packed {
  readonly name: string;
  readonly content: string | Uint8Array;
}

async function zipOf(entries: readonly Packed[], options = {}): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false, ...options });
  for (const { name, content } of entries) {
    const reader = typeof content === 'string' ? new TextReader(content) : new Uint8ArrayReader(content);
    await writer.add(name, reader, name.endsWith('/') ? { directory: true } : {});
  }
  return writer.close();
}

/** The archive with the declared size of its one entry replaced, in the entry and in the directory. */
function declaring(archive: Uint8Array, size: number): Uint8Array {
  const lying = Buffer.from(archive);
  for (const [signature, offset] of [
    [0x04034b50, 22],
    [0x02014b50, 24],
  ] as const) {
    const mark = Buffer.alloc(4);
    mark.writeUInt32LE(signature);
    lying.writeUInt32LE(size, lying.indexOf(mark) + offset);
  }
  return lying;
}

describe('archives', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst');
  });
  afterAll(() => world.release());

  async function unpack(archive: Uint8Array, raw = {}): Promise<string[]> {
    const caseId = await someCase(world, analyst);
    const uploads = new Map([['attachment', [await world.upload('archive.zip', archive)]]]);
    const input = { caseId, dataType: 'file', attachment: 'attachment', isZip: true, ...raw };
    const { created } = await world.run(analyst, createObservables, input, { uploads });
    const rows = await world.stored(
      'select attachment_name as name from skep.observable where id = any($1::bigint[]) order by id',
      [created],
    );
    return rows.map((row) => String(row.name));
  }

  it('become one observable for each file at their top', async () => {
    const archive = await zipOf([
      { name: 'a.exe', content: 'one' },
      { name: 'folder/', content: '' },
      { name: 'folder/b.exe', content: 'two' },
      { name: 'empty.txt', content: '' },
    ]);
    expect(await unpack(archive)).toEqual(['a.exe', 'empty.txt']);
  });

  it('open with the password of samples, or the one given, in both ways of encrypting', async () => {
    const entries = [{ name: 'a.exe', content: 'one' }];
    expect(await unpack(await zipOf(entries, { password: 'malware', zipCrypto: true }))).toEqual(['a.exe']);
    const own = await zipOf([{ name: 'b.exe', content: 'two' }], { password: 'own' });
    expect(await unpack(own, { zipPassword: 'own' })).toEqual(['b.exe']);
    await expect(unpack(own)).rejects.toMatchObject({
      code: 'archiveRefused',
      message: 'The archive is refused: the password does not open it',
    });
  });

  it('never lead out of their folder: names with a path are passed over, odd signs replaced', async () => {
    const archive = await zipOf([
      { name: '../../etc/passwd', content: 'x' },
      { name: '..\\windows.ini', content: 'y' },
      { name: '/root.txt', content: 'z' },
      { name: '..', content: 'w' },
      { name: 'line\nbreak\u202efdp.exe', content: 'v' },
    ]);
    expect(await unpack(archive)).toEqual(['line_break_fdp.exe']);
  });

  it('are refused when an entry holds more, or less, than it declares', async () => {
    const archive = await zipOf([{ name: 'bomb', content: '0'.repeat(1_000_000) }]);
    for (const size of [100, 2_000_000])
      await expect(unpack(declaring(archive, size))).rejects.toMatchObject({ code: 'archiveRefused' });
  });

  it('are refused when they declare more than is ever unpacked', async () => {
    const archive = await zipOf([{ name: 'huge', content: 'x' }]);
    await expect(unpack(declaring(archive, 600 * 1024 * 1024))).rejects.toMatchObject({
      code: 'archiveRefused',
      message: expect.stringContaining('bytes once unpacked'),
    });
  });

  it('are refused when they have too many entries, none, or are no archive', async () => {
    const many = Array.from({ length: 1_001 }, (_, index) => ({ name: `f${index}`, content: '' }));
    await expect(unpack(await zipOf(many, { level: 0 }))).rejects.toMatchObject({
      message: expect.stringContaining('more than 1000 entries'),
    });
    await expect(unpack(await zipOf([]))).rejects.toMatchObject({ code: 'archiveRefused' });
    await expect(unpack(Buffer.from('no archive'))).rejects.toMatchObject({
      code: 'archiveRefused',
      message: 'The archive is refused: it cannot be read',
    });
  });

  it('leave no trace of their own, also when they are refused', async () => {
    const left = async () => (await readdir(tmpdir())).filter((name) => name.startsWith('skep-archive-'));
    await expect.poll(left).toEqual([]);
  });

  it('must be uploaded', async () => {
    await expect(unpack(await zipOf([]), { attachment: 'elsewhere' })).rejects.toMatchObject({
      faults: [{ name: 'attachment', choices: ['attachment'] }],
    });
    const attachment = { id: 'a'.repeat(64), name: 'n', contentType: 't' };
    await expect(unpack(await zipOf([]), { attachment })).rejects.toMatchObject({
      faults: [{ name: 'attachment' }],
    });
  });

  it('are unpacked for alerts as well', async () => {
    const archive = await zipOf([{ name: 'mail.eml', content: 'x' }]);
    const uploads = new Map([['part', [await world.upload('a.zip', archive)]]]);
    const alert = { type: 't', source: 's', sourceRef: 'zip', title: 'Alert', description: 'd' };
    const observables = [{ dataType: 'file', attachment: 'part', isZip: true }];
    const made = await world.run(analyst, createAlert, { ...alert, observables }, { uploads });
    const names = await world.stored('select attachment_name from skep.observable where alert_id = $1', [
      made.values.id,
    ]);
    expect(names).toEqual([{ attachment_name: 'mail.eml' }]);
  });
});
