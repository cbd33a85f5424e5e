/** Proves the text of tags, what is known of them, and what is searched for while one is written. */
import { describe, expect, it } from 'vitest';
import { looksOf, soughtWords, tagText } from './tag-text.ts';

const parts = { namespace: 'tlp', predicate: 'amber', colour: '#ffc000', description: 'Limited' };

describe('a tag', () => {
  it('is the word alone when it is plain', () => {
    expect(tagText({ ...parts, namespace: '_freetags_', predicate: 'phishing' })).toBe('phishing');
  });

  it('names its taxonomy, and its value where it has one', () => {
    expect(tagText(parts)).toBe('tlp:amber');
    expect(tagText({ ...parts, namespace: 'misp', predicate: 'level', value: 'high' })).toBe(
      'misp:level="high"',
    );
  });

  it('has a colour and a meaning only where somebody has given them', () => {
    const bare = { namespace: '_freetags_', predicate: 'mail', colour: '#000000' };
    expect(looksOf([parts, bare])).toEqual(
      new Map([
        ['tlp:amber', { colour: '#ffc000', meaning: 'Limited' }],
        ['mail', {}],
      ]),
    );
  });
});

describe('what is searched for', () => {
  it('is every part of what has been written so far', () => {
    expect(soughtWords('misp:level="hi')).toEqual(['misp', 'level', 'hi']);
    expect(soughtWords('  ')).toEqual([]);
  });
});
