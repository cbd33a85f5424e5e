/** The stored form of logins. */
import { expect, it } from 'vitest';
import { normaliseLogin } from './login.ts';

it('keeps a login without blanks around it, in lower case', () => {
  expect(normaliseLogin('  Lea.Martin@Example.org ')).toBe('lea.martin@example.org');
  expect(normaliseLogin(`${'a'.repeat(116)}@example.org`)).toHaveLength(128);
});

it.each([undefined, null, 7, {}, '', '   ', 'a'.repeat(129), 'a\u0000b', '\ud800'])(
  'knows what cannot be one: %j',
  (given) => {
    expect(normaliseLogin(given)).toBeUndefined();
  },
);
