/** What is pasted is told line by line before it is added. */
import { describe, expect, it } from 'vitest';
import { readPasted, refusedLines, valueKey } from './pasted-lines.ts';

describe('a pasted block', () => {
  it('has a type, marks what repeats, what is there and what is private', () => {
    const text =
      'hxxp://evil[.]example/a\nevil.example\n\nEVIL[.]example\n10.0.0.1\nnot a value at all\n203.0.113.9';
    const lines = readPasted(text, new Set([valueKey('ip', '203.0.113.9')]));
    expect(lines.map(({ line, dataType, state, isPrivate }) => [line, dataType, state, isPrivate])).toEqual([
      [1, 'url', 'new', false],
      [2, 'domain', 'new', false],
      [4, undefined, 'duplicate', false],
      [5, 'ip', 'new', true],
      [6, undefined, 'unrecognised', false],
      [7, 'ip', 'present', false],
    ]);
    expect(lines[0]?.value).toBe('http://evil.example/a');
  });

  it('keeps what the server refused', () => {
    expect(
      refusedLines([
        { line: 1, text: 'a', _id: '~1' },
        { line: 2, text: 'b', reason: 'alreadyExists' },
        { line: 3, text: 'c', reason: 'duplicate' },
      ]),
    ).toEqual([{ text: 'b', reason: 'alreadyExists' }]);
  });
});
