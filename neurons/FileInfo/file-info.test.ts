/** Runs the analyzer on files made here: archives, Office files, programs. */

import { createHash } from 'node:crypto';
import { deflateRawSync } from 'node:zlib';
import { type JsonObject, valueAt } from '@skep/sdk';
import { tryNeuron } from '@skep/sdk/testing';
import { TextReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js';
import { utils, write } from 'cfb';
import { describe, expect, it } from 'vitest';

const script = new URL('./file-info.ts', import.meta.url).pathname;

async function describeFile(filename: string, content: Uint8Array): Promise<JsonObject> {
  const { output } = await tryNeuron({ script, input: { tlp: 2, pap: 2 }, file: { filename, content } });
  expect(output.success, JSON.stringify(output)).toBe(true);
  return output;
}

/** Codes of the traits in a report. */
function codes(output: JsonObject): unknown {
  const traits = valueAt(output, 'full.traits');
  return Array.isArray(traits) ? traits.map((trait) => valueAt(trait, 'code')) : traits;
}

async function zipOf(names: Record<string, string>, password?: string): Promise<Uint8Array> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [name, text] of Object.entries(names)) {
    await writer.add(name, new TextReader(text), password === undefined ? {} : { password });
  }
  return writer.close();
}

/** A program of one section that may be written to and run, with 512 bytes behind it. */
function windowsProgram(): Uint8Array {
  const file = Buffer.alloc(2048 + 512);
  file.write('MZ', 0, 'latin1');
  file.writeUInt32LE(128, 60);
  file.write('PE\0\0', 128, 'latin1');
  file.writeUInt16LE(34_404, 132);
  file.writeUInt16LE(1, 134);
  file.writeUInt32LE(1_700_000_000, 136);
  file.writeUInt16LE(240, 148);
  file.writeUInt16LE(0x22, 150);
  const optional = 152;
  file.writeUInt16LE(0x20b, optional);
  file.writeUInt32LE(0x1000, optional + 16);
  file.writeUInt16LE(3, optional + 68);
  file.writeUInt32LE(0x2000, optional + 112 + 14 * 8);
  file.writeUInt32LE(72, optional + 112 + 14 * 8 + 4);
  const section = optional + 240;
  file.write('.text', section, 'latin1');
  file.writeUInt32LE(1024, section + 16);
  file.writeUInt32LE(1024, section + 20);
  file.writeUInt32LE(0xe000_0020, section + 36);
  for (let index = 0; index < 1024; index += 1) file[1024 + index] = index % 256;
  return file;
}

describe('FileInfo', () => {
  it('hashes a text and offers the hashes as artifacts', async () => {
    const content = new TextEncoder().encode('hello world\n');
    const output = await describeFile('note.txt', content);
    const sha256 = createHash('sha256').update(content).digest('hex');
    expect(output.full).toMatchObject({
      bytes: 12,
      sha256,
      md5: '6f5902ac237024bdd0c176cb93063dc4',
      type: { extension: '', mime: 'text/plain' },
      traits: [],
    });
    expect(output.artifacts).toContainEqual({
      dataType: 'hash',
      data: sha256,
      message: 'Hash of note.txt',
      tlp: 2,
      tags: [],
    });
    expect(valueAt(output, 'summary.taxonomies')).toContainEqual({
      level: 'info',
      namespace: 'FileInfo',
      predicate: 'traits',
      value: 0,
    });
  });

  it('describes an empty file and random bytes', async () => {
    const empty = await describeFile('empty', new Uint8Array());
    expect(empty.full).toMatchObject({ bytes: 0, entropy: 0, type: { mime: 'application/x-empty' } });
    const every = await describeFile(
      'blob',
      Uint8Array.from({ length: 4096 }, (_byte, index) => index % 256),
    );
    expect(every.full).toMatchObject({ entropy: 8, type: { mime: 'application/octet-stream' } });
  });

  it('lists an archive and names what is wrong inside', async () => {
    const output = await describeFile(
      'papers.zip',
      await zipOf({ '../../etc/cron.d/x': 'x', 'invoice.pdf.exe': 'MZ' }),
    );
    expect(valueAt(output, 'full.archive.entries')).toEqual([
      expect.objectContaining({ name: '../../etc/cron.d/x', bytes: 1, encrypted: false }),
      expect.objectContaining({ name: 'invoice.pdf.exe', bytes: 2 }),
    ]);
    expect(codes(output)).toEqual(['leavesFolder', 'programInside']);
  });

  it('tells an archive bomb without unpacking it', async () => {
    const bomb = await zipOf({ 'zeros.txt': '\0'.repeat(40 * 1024 * 1024) });
    expect(bomb.length).toBeLessThan(100_000);
    expect(codes(await describeFile('bomb.zip', bomb))).toEqual(['archiveBomb']);
  });

  it('tells an encrypted archive', async () => {
    const output = await describeFile('locked.zip', await zipOf({ 'a.txt': 'secret' }, 'infected'));
    expect(codes(output)).toEqual(['encrypted']);
  });

  it('reports what it could read of a damaged archive', async () => {
    const whole = await zipOf({ 'a.txt': 'a', 'b.txt': 'b' });
    expect(codes(await describeFile('cut.zip', whole.slice(0, whole.length - 40)))).toEqual(['damaged']);
  });

  it('finds macros in a zip-based Office file', async () => {
    const document = await zipOf({
      '[Content_Types].xml': '<?xml version="1.0"?><Types/>',
      'word/document.xml': '<w/>',
      'word/vbaProject.bin': 'x',
    });
    const output = await describeFile('letter.docm', document);
    expect(output.full).toMatchObject({ office: { format: 'ooxml', macros: true } });
    expect(codes(output)).toEqual(['macros']);
    expect(valueAt(output, 'summary.taxonomies')).toContainEqual({
      level: 'suspicious',
      namespace: 'FileInfo',
      predicate: 'macros',
      value: 'present',
    });
  });

  it('finds macros, objects and encryption in an OLE file', async () => {
    const container = utils.cfb_new();
    utils.cfb_add(container, '/Macros/VBA/dir', Buffer.from('x'));
    utils.cfb_add(container, '/Macros/VBA/_VBA_PROJECT', Buffer.from('x'));
    utils.cfb_add(container, '/ObjectPool/_1234/\u0001Ole10Native', Buffer.from('x'));
    utils.cfb_add(container, '/EncryptedPackage', Buffer.from('x'));
    const output = await describeFile('old.doc', Buffer.from(write(container, { type: 'buffer' })));
    expect(codes(output)).toEqual(['macros', 'embeddedObjects', 'encryptedDocument']);
  });

  it('says when an OLE file is damaged', async () => {
    const signature = Buffer.from('d0cf11e0a1b11ae1', 'hex');
    const output = await describeFile('broken.doc', Buffer.concat([signature, Buffer.alloc(600, 7)]));
    expect(codes(output)).toEqual(['unreadableDocument']);
  });

  it('reads the header of a Windows program', async () => {
    const output = await describeFile('tool.exe', windowsProgram());
    expect(valueAt(output, 'full.program')).toEqual({
      machine: 'x64',
      kind: 'program',
      bits: 64,
      builtAt: 1_700_000_000_000,
      subsystem: 'console',
      entryPoint: 0x1000,
      dotnet: true,
      signed: false,
      overlayBytes: 512,
      sections: [{ name: '.text', bytes: 1024, entropy: 8, executable: true, writable: true }],
    });
    expect(codes(output)).toEqual(['unsigned', 'packed', 'selfModifying', 'overlay']);
  });

  it('survives a program whose header is cut off', async () => {
    const output = await describeFile('stub.exe', windowsProgram().slice(0, 200));
    expect(codes(output)).toEqual([]);
  });

  it.each([
    ['invoice.pdf', windowsProgram(), 'disguisedProgram'],
    ['photo.png', new TextEncoder().encode('%PDF-1.7\n%âãÏÓ\n1 0 obj\n'), 'wrongExtension'],
    ['scan.pdf.js', new TextEncoder().encode('eval(x)'), 'doubleExtension'],
    ['ann\u202egpj.exe', new TextEncoder().encode('x'), 'reversedName'],
    ['a.pdf              .exe', new TextEncoder().encode('x'), 'paddedName'],
  ])('sees through the name %s', async (filename, content, code) => {
    expect(codes(await describeFile(filename, content))).toContain(code);
  });

  it('keeps a compressed stream apart from a zip archive', async () => {
    const gzip = Buffer.concat([
      Buffer.from('1f8b0800000000000003', 'hex'),
      deflateRawSync('abc'),
      Buffer.alloc(8),
    ]);
    const output = await describeFile('a.gz', gzip);
    expect(output.full).toMatchObject({ type: { extension: 'gz' } });
    expect(valueAt(output, 'full.archive')).toBeUndefined();
  });
});
