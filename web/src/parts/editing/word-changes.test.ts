/** Nothing typed is lost: differences and merges of texts. */
import { describe, expect, it } from 'vitest';
import { mergeLines, mergeWords, wordChanges } from './word-changes.ts';

describe('differences', () => {
  it('are told word by word', () => {
    expect(wordChanges('three people entered', 'three staff entered it')).toEqual([
      { kind: 'same', text: 'three ' },
      { kind: 'removed', text: 'people' },
      { kind: 'added', text: 'staff' },
      { kind: 'same', text: ' entered' },
      { kind: 'added', text: ' it' },
    ]);
  });
  it('give back both texts', () => {
    const [before, after] = ['a b c\n\nd 中文 🙂', 'a c d\n 中文 x 🙂!'];
    const changes = wordChanges(before, after);
    const without = (kind: string) =>
      changes.flatMap((one) => (one.kind === kind ? [] : [one.text])).join('');
    expect(without('removed')).toBe(after);
    expect(without('added')).toBe(before);
  });
  it('of very long texts are found in bounded time', () => {
    const long = (seed: string) => Array.from({ length: 5_000 }, (_, index) => `${seed}${index}`).join(' ');
    const changes = wordChanges(`start ${long('a')} end`, `start ${long('b')} end`);
    expect(changes.map(({ kind }) => kind)).toEqual(['same', 'removed', 'added', 'same']);
  });
});

describe('the merge of two changes', () => {
  const base = 'First.\nThree people entered their password.\nLast.\n';
  it('takes changes of different lines from both', () => {
    const merged = mergeLines(base, base.replace('First', 'Begin'), base.replace('Last', 'End'));
    expect(merged).toEqual({ text: 'Begin.\nThree people entered their password.\nEnd.\n', clashes: 0 });
  });
  it('tells that both changed the same line', () => {
    const merged = mergeLines(base, base.replace('Three', 'Four'), base.replace('password', 'code'));
    expect(merged.clashes).toBe(1);
  });
  it('takes changes of different words of a sentence from both', () => {
    const theirs = base.replace('password', 'password and one refused MFA');
    const mine = base.replace('people', 'people in Lyon');
    expect(mergeWords(base, theirs, mine)).toEqual({
      text: 'First.\nThree people in Lyon entered their password and one refused MFA.\nLast.\n',
      clashes: 0,
    });
  });
  it('keeps both wordings where both changed the same word', () => {
    const merged = mergeWords('a b c', 'a x c', 'a y c');
    expect(merged).toEqual({ text: 'a xy c', clashes: 1 });
  });
  it('counts the same change on both sides once', () => {
    expect(mergeWords('a b c', 'a x c', 'a x c')).toEqual({ text: 'a x c', clashes: 0 });
  });
  it('keeps one side as it is when the other changed nothing', () => {
    expect(mergeLines(base, base, 'new')).toEqual({ text: 'new', clashes: 0 });
    expect(mergeLines('', 'theirs', '')).toEqual({ text: 'theirs', clashes: 0 });
  });
});
