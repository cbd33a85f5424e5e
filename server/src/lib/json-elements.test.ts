/** Objects come out of a document whole, wherever it is cut, and what cannot be read says so. */
import { describe, expect, it } from 'vitest';
import { BrokenDocument, objectsIn } from './json-elements.ts';

async function* cut(text: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(text);
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

async function objects(text: string, size = 7, longest = 1_000): Promise<unknown[]> {
  const found: unknown[] = [];
  for await (const one of objectsIn(cut(text, size), 'objects', longest)) found.push(JSON.parse(one));
  return found;
}

const some = [{ a: 1 }, { 'b"}': '}]\\"{', c: [{ d: ['é', '漢字'] }] }, {}];

describe('the objects of a list', () => {
  it.each([1, 2, 3, 5, 8, 1_000])('come whole when the document is cut every %i bytes', async (size) => {
    const text = JSON.stringify({
      type: 'bundle',
      other: [{ no: 1 }],
      objects: some,
      more: { objects: [{ no: 2 }] },
    });
    expect(await objects(text, size)).toEqual(some);
  });

  it('come from a document with spaces and other values between them', async () => {
    expect(await objects(' {"objects" : [ 1, {"a":1} , "x", [ {"no":1} ], null, {"b":2} ] } ')).toEqual([
      { a: 1 },
      { b: 2 },
    ]);
  });

  it('are none where the list has another name or lies deeper', async () => {
    expect(await objects(JSON.stringify({ x: { objects: some }, objectss: some }))).toEqual([]);
  });
});

describe('a document that cannot be followed', () => {
  it.each([
    ['it is empty', ''],
    ['it is no JSON object', '[{"a":1}]'],
    ['it breaks off', '{"objects":[{"a":1},{"b":'],
    ['it closes more than it opens', '{"objects":[]}]'],
    ['an object in it is longer than 1000 characters', `{"objects":[{"a":"${'x'.repeat(3_000)}"}]}`],
  ])('says what is wrong: %s', async (reason, text) => {
    await expect(objects(text)).rejects.toThrow(new BrokenDocument(reason));
  });

  it('gives the objects before it breaks off', async () => {
    const found: string[] = [];
    const reading = async () => {
      for await (const one of objectsIn(cut('{"objects":[{"a":1},{"b":', 4), 'objects', 100)) found.push(one);
    };
    await expect(reading()).rejects.toThrow(BrokenDocument);
    expect(found).toEqual(['{"a":1}']);
  });

  it('is refused when its bytes are no text', async () => {
    async function* bytes(): AsyncGenerator<Uint8Array> {
      yield Uint8Array.from([0x7b, 0x22, 0xff, 0xfe]);
    }
    const reading = async () => {
      for await (const _ of objectsIn(bytes(), 'objects', 100)) throw new Error('nothing is to be found');
    };
    await expect(reading()).rejects.toThrow('no UTF-8');
  });
});
