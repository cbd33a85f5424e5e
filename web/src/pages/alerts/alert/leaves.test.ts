/** Nested objects as lists of leaves. */
import { describe, expect, it } from 'vitest';
import { leavesOf } from './leaves.ts';

describe('the leaves of an object', () => {
  it('have the path to each of them', () => {
    expect(leavesOf({ title: 'Beacon', tags: ['a', 'b'], extra: { number: 4, gone: null } })).toEqual([
      { path: 'title', value: 'Beacon' },
      { path: 'tags[0]', value: 'a' },
      { path: 'tags[1]', value: 'b' },
      { path: 'extra.number', value: '4' },
      { path: 'extra.gone', value: 'null' },
    ]);
  });

  it('end at a depth, so that nothing nests without bound', () => {
    const deep = { a: { a: { a: { a: { a: { a: { a: { a: { a: 1 } } } } } } } } };
    expect(leavesOf(deep)).toEqual([{ path: 'a.a.a.a.a.a.a.a', value: '{"a":1}' }]);
  });
});
