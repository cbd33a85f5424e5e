/** What neurons say when they fail, and which settings that is about. */
import { expect, it } from 'vitest';
import type { ConfigurationItem } from './catalogue/configuration-item.ts';
import { settingsAtFault } from './settings-at-fault.ts';

const item = (name: string): ConfigurationItem => ({
  ...{ name, description: name, type: 'string', multi: false, required: false, defaultValue: null },
});
const items = ['url', 'api_key', 'service', 'max-age'].map(item);

it.each([
  ['401', ['api_key']],
  ['403 Client Error: Forbidden for url: https://lookup.example/v2', ['api_key']],
  ['The service answered: Unauthorized', ['api_key']],
  ['Invalid API key', ['api_key']],
  ['lookup.example did not let us in: authentication failed', ['api_key']],
  ['api_key is missing', ['api_key']],
  ['Missing parameter: url', ['url']],
  ['The url is not set', ['url']],
  ['Unknown value of "service" (403)', ['service']],
  ['max-age and url: both are required', ['url', 'max-age']],
  ['No answer after 401 ms', []],
  ['Read 403 bytes of 500', []],
  ['The url is not known to the service', []],
  ['The file has 1403 pages', []],
  ['', []],
])('%j is about %j', (message, names) => {
  expect(settingsAtFault(items, message)).toEqual(names);
});

it('tells nothing of a neuron without settings', () => {
  expect(settingsAtFault([], '401')).toEqual([]);
});

it('takes a long message in little time', () => {
  const message = `missing ${'url'.slice(0, 2).repeat(50_000)}`;
  const begin = performance.now();
  settingsAtFault(items, message);
  expect(performance.now() - begin).toBeLessThan(1_000);
});
