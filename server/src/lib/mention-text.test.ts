import { describe, expect, it } from 'vitest';
import { mentionedNames } from './mention-text.ts';

describe('names in a text', () => {
  it('are found at its start, after a space, in brackets and after Chinese text', () => {
    expect(mentionedNames('@ana look (@Bo.Li) 请@陈伟 @chen@demo.test.')).toEqual([
      'ana',
      'bo.li',
      '陈伟',
      'chen@demo.test',
    ]);
  });

  it('are not found in addresses and in code', () => {
    expect(mentionedNames('to bo@demo.test `@inline` ```\n@block\n``` a@b@c')).toEqual([]);
  });

  it('end before the point of a sentence, come once, and are bounded', () => {
    expect(mentionedNames('@ana. @ANA...')).toEqual(['ana']);
    const many = Array.from({ length: 200 }, (_, index) => `@n${index}`).join(' ');
    expect(mentionedNames(many)).toHaveLength(50);
  });
});
