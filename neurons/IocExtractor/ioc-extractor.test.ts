/** Runs the analyzer on texts, pages and files in several encodings. */

import { type JsonObject, valueAt } from '@skep/sdk';
import { tryNeuron } from '@skep/sdk/testing';
import { describe, expect, it } from 'vitest';

const script = new URL('./ioc-extractor.ts', import.meta.url).pathname;

async function fromFile(
  filename: string,
  content: Uint8Array | string,
  config: object = {},
): Promise<JsonObject> {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  const { output } = await tryNeuron({
    script,
    input: { tlp: 2, pap: 2, config },
    file: { filename, content: bytes },
  });
  return output;
}

/** Type and value of every artifact. */
function found(output: JsonObject): string[] {
  const artifacts = Array.isArray(output.artifacts) ? output.artifacts : [];
  return artifacts.map((artifact) => `${valueAt(artifact, 'dataType')} ${valueAt(artifact, 'data')}`);
}

describe('IocExtractor', () => {
  it('finds plain and disguised observables in a text', async () => {
    const data =
      'Victims opened hxxps://pay[.]evil[.]example/login from 203.0.113.9; sender thief@evil.example, file 44d88612fea8a8f36de82e1278abb02f';
    const { output } = await tryNeuron({ script, input: { dataType: 'other', data, tlp: 1, pap: 2 } });
    expect(found(output)).toEqual([
      'url https://pay.evil.example/login',
      'ip 203.0.113.9',
      'mail thief@evil.example',
      'hash 44d88612fea8a8f36de82e1278abb02f',
    ]);
    expect(output.full).toMatchObject({ counts: { url: 1, ip: 1, mail: 1, hash: 1 }, cut: false });
    expect(valueAt(output, 'summary.taxonomies')).toEqual([
      { level: 'info', namespace: 'IocExtractor', predicate: 'found', value: 4 },
    ]);
    expect(JSON.stringify(output.artifacts)).toContain('"tlp":1');
  });

  it('reads the addresses and words of a web page', async () => {
    const page =
      '<html><body><a href="http://evil.example/a?x=1&amp;y=2">click</a><p>198.51.100.<b>4</b></p><p>or evil.example</p></body></html>';
    expect(found(await fromFile('page.html', page))).toEqual([
      'url http://evil.example/a?x=1&y=2',
      'ip 198.51.100.4',
      'domain evil.example',
    ]);
  });

  it.each([
    ['UTF-16', Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('203.0.113.9 é', 'utf16le')])],
    ['the old western encoding', Buffer.from('203.0.113.9 \xe9', 'latin1')],
  ])('reads a text in %s', async (_name, content) => {
    expect(found(await fromFile('note.txt', content))).toEqual(['ip 203.0.113.9']);
  });

  it('takes at most a thousand and says that there were more', async () => {
    const lines = Array.from({ length: 1200 }, (_line, index) => `h${index}.evil.example`);
    const output = await fromFile('list.txt', lines.join('\n'));
    expect(found(output)).toHaveLength(1000);
    expect(output.full).toMatchObject({ cut: true });
  });

  it('succeeds with nothing in a text without observables', async () => {
    expect(await fromFile('note.txt', 'nothing here')).toMatchObject({ success: true, artifacts: [] });
  });

  it('refuses what is no text and what is too large', async () => {
    const binary = await fromFile('a.bin', Uint8Array.of(1, 0, 2));
    expect(binary.errorMessage).toBe('Only text files and web pages are read; this file is neither');
    const large = await fromFile('a.txt', 'x'.repeat(2000), { most_megabytes: 0.001 });
    expect(large.errorMessage).toBe('Only files of up to 0.001 MB are read');
  });
});
