/** Settings of neurons: which are accepted, where values come from, and what a run is given. */

import { expect, test } from 'vitest';
import type { JsonObject } from '../report/json.ts';
import { plainDefinition } from '../testing.ts';
import {
  acceptedItems,
  automaticItems,
  checkConfiguration,
  prefilled,
  runConfiguration,
  sharedItems,
} from './configuration.ts';
import type { ConfigurationItem } from './configuration-item.ts';
import { checkDefinition, type NeuronDefinition } from './definition.ts';

const defaults = { cacheMinutes: 10, timeoutMinutes: 30 };

function define(fields: JsonObject): NeuronDefinition {
  const checked = checkDefinition({ ...plainDefinition, ...fields });
  if ('faults' in checked) throw new Error(JSON.stringify(checked.faults));
  return checked.definition;
}

function item(fields: Partial<ConfigurationItem>): ConfigurationItem {
  return {
    ...{ name: 'key', description: 'd', type: 'string', multi: false, required: false, defaultValue: null },
    ...fields,
  };
}

test('responders have no cache and extract nothing', () => {
  const names = automaticItems('responder', defaults).map(({ name }) => name);
  expect(names).toContain('max_pap');
  expect(names).not.toContain('jobCache');
  expect(names).not.toContain('auto_extract_artifacts');
});

test('every item is stored, with its value, its default, null or an empty list', () => {
  const items = [
    item({ name: 'key', required: true }),
    item({ name: 'limit', type: 'number', defaultValue: 5 }),
    item({ name: 'hosts', multi: true, required: true }),
    item({ name: 'verify', type: 'boolean' }),
  ];
  expect(checkConfiguration(items, { key: 'k', verify: null })).toEqual({
    configuration: { key: 'k', limit: 5, hosts: [], verify: null },
  });
});

test('every wrong value is told at once, with what would be accepted', () => {
  const items = [
    item({ name: 'key', required: true }),
    item({ name: 'limit', type: 'number' }),
    item({ name: 'hosts', multi: true }),
  ];
  const checked = checkConfiguration(items, { limit: '5', hosts: ['a', 2], kay: 'x' });
  expect(checked).toEqual({
    faults: [
      { name: 'kay', kind: 'unknown', accepted: 'one of key, limit, hosts' },
      { name: 'key', kind: 'missing', accepted: 'a text' },
      { name: 'limit', kind: 'invalid', accepted: 'a number' },
      { name: 'hosts', kind: 'invalid', accepted: 'a list, each a text' },
    ],
  });
});

test('null is fine unless the item is required', () => {
  expect(checkConfiguration([item({})], { key: null })).toEqual({ configuration: { key: null } });
  expect(checkConfiguration([item({ required: true })], { key: null })).toHaveProperty('faults');
});

test('a name that is special in JavaScript is unknown like any other', () => {
  expect(checkConfiguration([item({})], JSON.parse('{"__proto__": {"key": "x"}}'))).toHaveProperty('faults');
  expect(
    runConfiguration(define({}), JSON.parse('{"__proto__": {"check_tlp": true}}')).check_tlp,
  ).toBeUndefined();
});

test('accepted items are its own and the automatic ones', () => {
  const definition = define({ configurationItems: [{ name: 'key', description: 'd', type: 'string' }] });
  const names = acceptedItems(definition, defaults).map(({ name }) => name);
  expect(names[0]).toBe('key');
  expect(names).toEqual(
    expect.arrayContaining(['proxy_http', 'cacerts', 'jobTimeout', 'check_tlp', 'jobCache']),
  );
});

test('a run gets the fixed settings, then the stored ones, then the proxy', () => {
  const definition = define({ config: { service: 'get', limits: { one: 1, two: 2 } } });
  const stored = { key: 'k', limits: { two: 3 }, proxy_http: 'http://proxy:3128', proxy_https: null };
  expect(runConfiguration(definition, stored)).toEqual({
    ...{ service: 'get', key: 'k', limits: { one: 1, two: 3 }, proxy_http: 'http://proxy:3128' },
    ...{ proxy_https: null, proxy: { http: 'http://proxy:3128' } },
  });
});

test('a ceiling in the definition holds until another is chosen', () => {
  const definition = define({ config: { check_tlp: true, max_tlp: 1 } });
  expect(runConfiguration(definition, { check_tlp: null, max_tlp: null })).toEqual({
    check_tlp: true,
    max_tlp: 1,
  });
  expect(runConfiguration(definition, { check_tlp: false, max_tlp: 3 })).toEqual({
    check_tlp: false,
    max_tlp: 3,
  });
});

test('a form starts with settings for everything, then the base, then defaults, then careful ceilings', () => {
  const items = [
    item({ name: 'url', defaultValue: 'default' }),
    item({ name: 'key' }),
    item({ name: 'check_tlp', type: 'boolean' }),
    item({ name: 'max_tlp', type: 'number' }),
    item({ name: 'proxy_http' }),
  ];
  expect(prefilled(items, { key: 'base', proxy_http: 'base' }, { proxy_http: 'everywhere' })).toEqual({
    ...{ url: 'default', key: 'base', check_tlp: true, max_tlp: 2, proxy_http: 'everywhere' },
  });
});

test('shared items are the union of all flavours, none of them required', () => {
  const one = { name: 'key', description: 'first', type: 'string', required: true };
  const flavours = [
    define({ name: 'A', baseConfig: 'V', configurationItems: [one] }),
    define({
      name: 'B',
      baseConfig: 'V',
      configurationItems: [
        { ...one, description: 'second' },
        { ...one, name: 'url' },
      ],
    }),
    define({ name: 'C', baseConfig: 'Other', configurationItems: [{ ...one, name: 'other' }] }),
  ];
  const shared = sharedItems(flavours, 'V');
  expect(shared.map(({ name, description, required }) => [name, description, required])).toEqual([
    ['key', 'first', false],
    ['url', 'first', false],
  ]);
});
