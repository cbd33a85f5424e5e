/** What is pasted is told line by line before it is added. */
import { describe, expect, it } from 'vitest';
import { readPasted, refusedLines, valueKey } from './pasted-lines.ts';

describe('a pasted block', () => {
  it('has a type, marks what repeats, what is there and what is an unlikely indicator', () => {
    const text =
      'hxxp://evil[.]example/a\nevil.example\n\nEVIL[.]example\n10.0.0.1\nnot a value at all\n203.0.113.9\n185.220.101.1';
    const lines = readPasted(text, new Set([valueKey('ip', '203.0.113.9')]));
    expect(lines.map(({ line, dataType, state, ordinary }) => [line, dataType, state, ordinary])).toEqual([
      [1, 'url', 'new', 'documentation'],
      [2, 'domain', 'new', 'documentation'],
      [4, undefined, 'duplicate', undefined],
      [5, 'ip', 'new', 'private'],
      [6, undefined, 'unrecognised', undefined],
      [7, 'ip', 'present', 'documentation'],
      [8, 'ip', 'new', undefined],
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
