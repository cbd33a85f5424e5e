/** Reading the Authorization header. */
import { expect, it } from 'vitest';
import { readAuthorization } from './authorization-header.ts';

const basic = (text: string, encoding: BufferEncoding = 'utf8') =>
  readAuthorization(`Basic ${Buffer.from(text, encoding).toString('base64')}`);

it('reads a key, whatever the case of the scheme', () => {
  expect(readAuthorization('Bearer abc+/=_-')).toEqual({ kind: 'key', key: 'abc+/=_-' });
  expect(readAuthorization('bearer  abc')).toEqual({ kind: 'key', key: 'abc' });
});

it('splits a login from its password at the first colon', () => {
  expect(basic('lea@example.org:a:b c')).toEqual({
    kind: 'password',
    login: 'lea@example.org',
    password: 'a:b c',
  });
  expect(basic('lea@example.org:')).toEqual({ kind: 'password', login: 'lea@example.org', password: '' });
});

it('reads UTF-8, and Latin-1 from clients that still send it', () => {
  expect(basic('léa@example.org:été')).toMatchObject({ login: 'léa@example.org', password: 'été' });
  expect(basic('léa@example.org:été', 'latin1')).toMatchObject({ login: 'léa@example.org', password: 'été' });
});

it.each([
  '',
  'Bearer',
  'Bearer ',
  'Bearer a b',
  'Digest abc',
  'Basic',
  'Basic %%%',
  'Basic YWJj',
  `Bearer ${'a'.repeat(5000)}`,
])('calls anything else unreadable: %s', (header) => {
  expect(readAuthorization(header)).toEqual({ kind: 'unreadable' });
});
