/** Values of custom fields as they are typed. */
import { describe, expect, it } from 'vitest';
import { readField } from './read-field.ts';

describe('a typed value', () => {
  it.each([
    ['integer', ' 42 ', 42],
    ['integer', '-7', -7],
    ['float', '1,5', 1.5],
    ['boolean', 'false', false],
    ['date', '2026-01-15T14:02', Date.UTC(2026, 0, 15, 14, 2)],
    ['string', ' a b ', 'a b'],
    ['url', 'https://a.example', 'https://a.example'],
    ['integer', '  ', null],
  ] as const)('of type %s reads %j as %j', (type, text, value) => {
    expect(readField(type, text, 'UTC')).toEqual({ ok: true, value });
  });
  it.each([
    ['integer', '4.5'],
    ['integer', '99999999999999999999'],
    ['float', 'much'],
    ['boolean', 'perhaps'],
    ['date', 'tomorrow'],
  ] as const)('of type %s refuses %j', (type, text) => {
    expect(readField(type, text, 'UTC').ok).toBe(false);
  });
});
