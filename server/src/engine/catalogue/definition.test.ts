/** What a definition file may say. */

import { expect, test } from 'vitest';
import type { JsonObject } from '../report/json.ts';
import { plainDefinition } from '../testing.ts';
import { checkDefinition } from './definition.ts';
import { showFaults } from './fields.ts';

function accepted(fields: JsonObject): Record<string, unknown> {
  const checked = checkDefinition({ ...plainDefinition, ...fields });
  if ('faults' in checked) throw new Error(showFaults(checked.faults));
  return { ...checked.definition };
}

function faultyNames(given: unknown): string[] {
  const checked = checkDefinition(given);
  return 'faults' in checked ? checked.faults.map(({ name, kind }) => `${name} ${kind}`) : [];
}

test.each([
  ['FileInfo', '8.0', 'FileInfo_8_0'],
  ['Urlscan.io_Scan', '0.1.0', 'Urlscan_io_Scan_0_1_0'],
  ['MSDefenderOffice365_SafeLinksDecoder.json', '1.0', 'MSDefenderOffice365_SafeLinksDecoder_json_1_0'],
  ['Logs of a.registry', '1.0', 'Logs of a_registry_1_0'],
])('%s %s is identified as %s', (name, version, id) => {
  expect(accepted({ name, version })).toMatchObject({ id });
});

test('every wrong field is told at once', () => {
  const given = {
    ...plainDefinition,
    name: '../evil',
    version: 1,
    author: null,
    dataTypeList: 'ip',
    config: [],
    command: 7,
    configurationItems: [{ name: 'key', type: 'secret', multi: 'no' }, 'x'],
  };
  expect(faultyNames(given).sort()).toEqual([
    'author missing',
    'command invalid',
    'config invalid',
    'configurationItems[0].description missing',
    'configurationItems[0].multi invalid',
    'configurationItems[0].type invalid',
    'configurationItems[1] invalid',
    'dataTypeList invalid',
    'name invalid',
    'version invalid',
  ]);
});

test.each([[null], [[]], ['text'], [3]])('%j is not a definition', (given) => {
  expect(faultyNames(given)).toEqual([' invalid']);
});

test('a definition needs a command or an image', () => {
  const { command: _, ...rest } = plainDefinition;
  expect(faultyNames(rest)).toEqual(['command missing']);
  expect(faultyNames({ ...rest, dockerImage: 'registry.example/trial:1' })).toEqual([]);
});

test('fields that only document are accepted', () => {
  expect(
    accepted({ service_logo: { path: 'x' }, registration_required: 'N/A', whatever: [1] }),
  ).toMatchObject({
    id: 'Trial_1_0',
  });
});

test('the kind is told by the types, unless its place says it', () => {
  expect(accepted({ dataTypeList: ['thehive:case'] })).toMatchObject({ kind: 'responder' });
  expect(accepted({ dataTypeList: ['ip'] })).toMatchObject({ kind: 'analyzer' });
  expect(checkDefinition({ ...plainDefinition, dataTypeList: ['url'] }, 'responder')).toMatchObject({
    definition: { kind: 'responder' },
  });
});

test('a number written as text is a default of a number item', () => {
  const item = { name: 'limit', description: 'Most results', type: 'Number', defaultValue: '100' };
  expect(accepted({ configurationItems: [item] })).toMatchObject({
    configurationItems: [{ type: 'number', multi: false, required: false, defaultValue: 100 }],
  });
});

test('ceilings of the fixed settings are told', () => {
  expect(accepted({ config: { check_tlp: true, max_tlp: 1, max_pap: 2 } })).toMatchObject({
    checkTlp: true,
    maxTlp: 1,
    checkPap: false,
    maxPap: 2,
  });
});

test('who is told is named by the definition, else by the settings it shares, unless everything stays here', () => {
  expect(accepted({ destination: 'look-up.example' })).toMatchObject({ destination: 'look-up.example' });
  expect(accepted({ baseConfig: 'LookUp' })).toMatchObject({ destination: 'LookUp' });
  expect(accepted({ baseConfig: 'LookUp', network: false })).toMatchObject({ destination: undefined });
  expect(accepted({ baseConfig: 'LookUp', integration_type: 'local' })).toMatchObject({
    destination: undefined,
  });
});

test('the base configuration is its own name where none is named', () => {
  expect(accepted({})).toMatchObject({
    baseConfig: 'Trial',
    network: true,
    requirements: 'requirements.txt',
  });
});
