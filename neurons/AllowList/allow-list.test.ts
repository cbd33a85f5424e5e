/** Runs the analyzer on values that lists name, and on others that only look like them. */

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { JsonObject } from '@skep/sdk';
import { tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { covers, entryIn, subjectOf } from './entry.ts';

const script = new URL('./allow-list.ts', import.meta.url).pathname;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'allow-list-'));
  await writeFile(
    join(folder, 'names.txt'),
    '# ours\r\n*.intern.example   # all of them\r\n\r\nwww.example.org\r\n',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function lookUp(dataType: string, data: string, config: JsonObject): Promise<JsonObject> {
  const { output } = await tryNeuron({ script, input: { dataType, data, tlp: 2, pap: 2, config } });
  return output;
}

describe('an entry of an allow list', () => {
  it.each([
    ['192.0.2.0/24', 'ip', '192.0.2.77', true],
    ['192.0.2.0/24', 'ip', '192.0.3.77', false],
    ['192.0.2.0/99', 'ip', '192.0.2.77', false],
    ['2001:db8::/32', 'ip', '2001:db8::5', true],
    ['2001:db8::/32', 'ip', '192.0.2.1', false],
    ['192.0.2.0/24', 'url', 'http://192.0.2.9/x', true],
    ['*.example.org', 'fqdn', 'a.b.EXAMPLE.org', true],
    ['*.example.org', 'domain', 'example.org', false],
    ['*.example.org', 'domain', 'evilexample.org', false],
    ['example.org', 'domain', 'example[.]org', true],
    ['example.org', 'fqdn', 'www.example.org', false],
    ['example.org', 'url', 'https://example.org/any?x=1', true],
    ['example.org', 'mail', 'bob@example.org', true],
    ['hxxps://example[.]org/a', 'url', 'https://example.org/a', true],
    ['https://example.org/a', 'url', 'https://example.org/b', false],
    ['D41D8CD98F00B204E9800998ECF8427E', 'hash', 'd41d8cd98f00b204e9800998ecf8427e', true],
    ['https://example.org.evil.example/', 'domain', 'example.org', false],
  ])('%s against %s %s: %s', (entry, dataType, data, expected) => {
    expect(covers(entryIn(entry) ?? '', subjectOf(dataType, data))).toBe(expected);
  });

  it('is what stands before a remark', () => {
    expect(['# x', '  ', 'a # b', 'http://a.example/#part'].map(entryIn)).toEqual([
      undefined,
      undefined,
      'a',
      'http://a.example/#part',
    ]);
  });
});

describe('AllowList', () => {
  it('names the entries and the lists they stand on', async () => {
    const file = join(folder, 'names.txt');
    const config = { entries: 'intern.example\n203.0.113.0/24', files: `${file}\n` };
    expect(await lookUp('fqdn', 'db.intern.example', config)).toMatchObject({
      full: {
        allowed: true,
        hits: [{ list: file, entry: '*.intern.example' }],
        lists: [
          { name: 'configuration', entries: 2 },
          { name: file, entries: 2 },
        ],
      },
      summary: { taxonomies: [{ level: 'safe', namespace: 'AllowList', predicate: 'listed', value: 'yes' }] },
    });
    expect(await lookUp('ip', '198.51.100.7', config)).toMatchObject({
      full: { allowed: false, hits: [] },
      summary: { taxonomies: [{ level: 'info', value: 'no' }] },
    });
  });

  it.each([
    [{}, 'No list is configured: give entries or files'],
    [{ files: '/nowhere/at-all.txt' }, 'The list /nowhere/at-all.txt cannot be read: ENOENT'],
    [{ files: 'names.txt' }, 'Not an absolute path: names.txt'],
  ])('refuses %o', async (config, errorMessage) => {
    expect(await lookUp('domain', 'example.org', config)).toMatchObject({ success: false, errorMessage });
  });
});
