/** Proves how the tags of a taxonomy are grouped and found. */
import { describe, expect, it } from 'vitest';
import { groupsOf } from './taxonomy-data.ts';

const tag = (predicate: string, value: string | undefined, description: string) => ({
  _type: 'Tag' as const,
  _id: `~${predicate}${value}`,
  _createdAt: 0,
  _createdBy: 'a@example.org',
  _version: 1,
  namespace: 'colours',
  predicate,
  ...(value === undefined ? {} : { value }),
  description,
  colour: '#000000',
});
const tags = [tag('warm', 'red', 'Like fire'), tag('cold', 'blue', 'Like ice'), tag('warm', 'orange', '')];

describe('tags of a taxonomy', () => {
  it('stand together by predicate, in the order in which predicates first come', () => {
    const groups = groupsOf(tags, '');
    expect(groups.map(({ predicate }) => predicate)).toEqual(['warm', 'cold']);
    expect(groups[0]?.tags.map(({ value }) => value)).toEqual(['red', 'orange']);
  });

  it('stand together without a heading where they have no value', () => {
    const plain = [tag('red', undefined, ''), tag('green', undefined, '')];
    expect(groupsOf(plain, '').map(({ predicate, tags: some }) => [predicate, some.length])).toEqual([
      ['', 2],
    ]);
  });

  it('are found by value and by meaning, whatever their case', () => {
    expect(groupsOf(tags, ' ICE ').flatMap((group) => group.tags.map(({ value }) => value))).toEqual([
      'blue',
    ]);
    expect(groupsOf(tags, 'green')).toEqual([]);
  });
});
