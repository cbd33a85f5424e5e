/** Secrets of a configuration. */

import { expect, test } from 'vitest';
import { checkDefinition } from '../catalogue/definition.ts';
import { plainDefinition } from '../testing.ts';
import { maskedInput, secretsOf, withoutSecrets } from './masking.ts';

test.each([
  ['key', 'abcdef123'],
  ['slack_token', 'abcdef123'],
  ['smtp_pwd', 'abcdef123'],
  ['api_secret', 'abcdef123'],
  ['Authorization', 'abcdef123'],
])('the value of %s is a secret', (name, value) => {
  expect(secretsOf({ [name]: value, service: 'get-it-all' })).toEqual([value]);
});

test('the password of a proxy is a secret, its address is not', () => {
  expect(secretsOf({ proxy_http: 'http://me:hunter2@proxy:3128' })).toEqual(['hunter2']);
});

test('secrets are found in lists and nested settings', () => {
  expect(secretsOf({ keys: ['first-key', 'second-key-longer'], login: { password: 'nested1' } })).toEqual([
    ...['second-key-longer', 'first-key', 'nested1'],
  ]);
});

test('text loses every occurrence, the longer secret first', () => {
  expect(withoutSecrets(['abcdefgh', 'abcdef'])('x abcdefgh abcdef y')).toBe('x REMOVED REMOVED y');
});

test('the input kept after a failure shows only settings that are harmless', () => {
  const checked = checkDefinition({
    ...plainDefinition,
    config: { service: 'get' },
    configurationItems: [
      { name: 'url', description: 'd', type: 'string' },
      { name: 'limit', description: 'd', type: 'number' },
      { name: 'key', description: 'd', type: 'string' },
    ],
  });
  if ('faults' in checked) throw new Error('not a definition');
  const config = {
    service: 'get',
    url: 'https://internal.example',
    limit: 3,
    key: 'abcdef123',
    max_tlp: 2,
    x: null,
  };
  const text = maskedInput({ data: 'abcdef123', config }, checked.definition);
  expect(JSON.parse(text)).toEqual({
    data: 'REMOVED',
    config: { service: 'get', url: 'REMOVED', limit: 3, key: 'REMOVED', max_tlp: 2, x: null },
  });
});
