/** Reports of any shape and size can be looked through. */
import { describe, expect, it } from 'vitest';
import { mostLines, treeOf } from './report-tree.ts';

const report = {
  verdict: 'bad',
  whois: { owner: 'Evil/Corp', mails: ['a@x.example', 'b@x.example'] },
  'a/b': 1,
};
const shown = (search: string, ...toggled: string[]) =>
  treeOf(report, new Set(toggled), search).lines.map(
    ({ depth, name, text, members }) =>
      `${' '.repeat(depth)}${name}${members === undefined ? `=${text}` : `(${members})`}`,
  );

describe('the lines of a report', () => {
  it('open and close by group', () => {
    expect(shown('')).toEqual(['verdict=bad', 'whois(2)', ' owner=Evil/Corp', ' mails(2)', 'a/b=1']);
    expect(shown('', '/whois')).toEqual(['verdict=bad', 'whois(2)', 'a/b=1']);
    expect(shown('', '/whois/mails')).toContain('  2=b@x.example');
  });

  it('are found by value or name, with the groups that hold them', () => {
    expect(shown('B@X')).toEqual(['whois(2)', ' mails(2)', '  2=b@x.example']);
    expect(shown('mails')).toEqual(['whois(2)', ' mails(2)']);
    expect(shown('mails', '/whois/mails')).toEqual(['whois(2)', ' mails(2)']);
    expect(shown('nothing like it')).toEqual([]);
  });

  it('stay bounded, however long a list, a text or a nest is', () => {
    const large = treeOf(
      { list: Array.from({ length: 200_000 }, (_, place) => ({ place })) },
      new Set(['/list']),
      '',
    );
    expect(large).toMatchObject({ isCut: true });
    expect(large.lines).toHaveLength(mostLines);
    expect(treeOf({ text: 'x'.repeat(9_000) }, new Set(), '').lines[0]?.text).toHaveLength(501);
    const nest: unknown = JSON.parse('['.repeat(3_000) + ']'.repeat(3_000));
    expect(treeOf({ nest }, new Set(), ']').lines.at(-1)?.depth).toBe(100);
    expect(treeOf('only text', new Set(), '').lines).toEqual([
      { path: '/', depth: 0, name: '', text: 'only text', isOpen: false },
    ]);
  });
});
