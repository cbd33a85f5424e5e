/** The strength of passwords for archives. */
import { expect, it } from 'vitest';
import { strengthOf, suggestPassword } from './password-strength.ts';

it('is told in words, and is not taken in by length alone', () => {
  expect(strengthOf('')).toBe('none');
  for (const weak of ['secret', 'abcdefghijklmnop', 'aaaaaaaaaaaaaaaaaaaaaa', 'ababababababababab'])
    expect(strengthOf(weak), weak).toBe('weak');
  expect(strengthOf('meadow-lark7')).not.toBe('weak');
  expect(strengthOf('correct horse battery staple')).toBe('strong');
});

it('of what is suggested is the best, and never the same twice', () => {
  const [one, other] = [suggestPassword(), suggestPassword()];
  expect(one).toMatch(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/);
  expect(one).not.toBe(other);
  expect(strengthOf(one)).toBe('strong');
});
