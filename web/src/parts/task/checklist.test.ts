/** Boxes in descriptions. */
import { describe, expect, it } from 'vitest';
import { partsOfDescription, withTick } from './checklist.ts';

const text = 'First:\n\n- [x] block it\n* [ ] tell the owner\n```\n- [ ] code\n```\nDone';

describe('boxes of a description', () => {
  it('are found with their lines, but not in code', () => {
    expect(partsOfDescription(text)).toEqual([
      { kind: 'text', text: 'First:\n', line: 0 },
      { kind: 'box', text: 'block it', ticked: true, line: 2 },
      { kind: 'box', text: 'tell the owner', ticked: false, line: 3 },
      { kind: 'text', text: '```\n- [ ] code\n```\nDone', line: 4 },
    ]);
  });

  it('are ticked without another character being changed', () => {
    expect(withTick(text, 3, true)).toBe(text.replace('* [ ]', '* [x]'));
    expect(withTick(withTick(text, 2, false), 2, true)).toBe(text);
    expect(withTick(text, 0, true)).toBe(text);
  });
});
