/** Two reports of one analyzer are compared by what they say. */
import { describe, expect, it } from 'vitest';
import { differencesOf, mostDifferences } from './report-difference.ts';

describe('the difference between two reports', () => {
  it('tells what came, went and changed, each with its place', () => {
    expect(
      differencesOf(
        { score: 3, whois: { owner: 'A', mail: 'x' }, gone: { deep: true } },
        { score: 8, whois: { owner: 'A', country: 'FR' } },
      ),
    ).toEqual([
      { kind: 'changed', place: 'score', before: '3', after: '8' },
      { kind: 'added', place: 'whois › country', after: 'FR' },
      { kind: 'gone', place: 'whois › mail', before: 'x' },
      { kind: 'gone', place: 'gone', before: '{"deep":true}' },
    ]);
  });

  it('compares lists whatever their order, and their members by name', () => {
    const before = {
      tags: ['a', 'b', 'b'],
      engines: [{ name: 'One', hit: false }, { name: 'Two' }, { y: 1, x: 2 }],
    };
    const after = {
      tags: ['b', 'c', 'a'],
      engines: [{ x: 2, y: 1 }, { name: 'Two' }, { name: 'One', hit: true }],
    };
    expect(differencesOf(before, after)).toEqual([
      { kind: 'added', place: 'tags', after: 'c' },
      { kind: 'gone', place: 'tags', before: 'b' },
      { kind: 'changed', place: 'engines › One › hit', before: 'false', after: 'true' },
    ]);
  });

  it('does not take members that share a name for one another', () => {
    const twice = [
      { name: 'A', v: 1 },
      { name: 'A', v: 2 },
    ];
    expect(differencesOf(twice, [{ name: 'A', v: 3 }]).map(({ kind }) => kind)).toEqual([
      'added',
      'gone',
      'gone',
    ]);
    expect(differencesOf(twice, twice.toReversed())).toEqual([]);
  });

  it('sees a change of kind, and nothing in equal reports', () => {
    expect(differencesOf({ a: [1] }, { a: { b: 1 } })).toEqual([
      { kind: 'changed', place: 'a', before: '[1]', after: '{"b":1}' },
    ]);
    expect(differencesOf({ a: null, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: null })).toEqual([]);
    expect(differencesOf('old', 'new')).toEqual([
      { kind: 'changed', place: '', before: 'old', after: 'new' },
    ]);
  });

  it('stays bounded', () => {
    const list = Array.from({ length: 3_000 }, (_, place) => ({ name: `n${place}`, text: 'x'.repeat(900) }));
    const found = differencesOf([], list);
    expect(found).toHaveLength(mostDifferences);
    expect(found[0]?.after).toHaveLength(501);
  });
});
