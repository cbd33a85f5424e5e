/** What is told before a neuron is moved to another version. */
import { expect, test } from 'vitest';
import type { Neuron, NeuronOffer, SettingItem } from './neuron-data.ts';
import { otherVersions, settingsIn } from './version-change.ts';

function item(name: string, more: Partial<SettingItem> = {}): SettingItem {
  const plain = { description: '', type: 'string', multi: false, secret: false, standard: false } as const;
  return { name, ...plain, required: false, defaultValue: null, ...more };
}

function offer(name: string, version: string, items: readonly SettingItem[] = []): NeuronOffer {
  const texts = { description: '', author: '', licence: '', baseConfiguration: name };
  return { id: `${name}_${version}`, name, version, kind: 'analyzer', dataTypes: ['ip'], ...texts, items };
}

test('settings with a value that the version does not know are named, secrets among them', () => {
  const stored = {
    values: { url: 'x', old: 1, empty: '', none: null, list: [] },
    secretsSet: ['key', 'token'],
  };
  expect(settingsIn(offer('A', '2', [item('url'), item('key')]), stored).dropped).toEqual(['old', 'token']);
});

test('what it requires is asked for unless it is set or has a default', () => {
  const required = { required: true };
  const items = [
    item('url', required),
    item('key', required),
    item('pages', { ...required, defaultValue: 3 }),
    item('region', required),
    item('free'),
  ];
  const { missing } = settingsIn(offer('A', '2', items), { values: { url: 'x' }, secretsSet: ['key'] });
  expect(missing.map(({ name }) => name)).toEqual(['region']);
});

test('other versions are those of the same name that are not enabled, the newest first', () => {
  const usage = { runs: 0, failed: 0 };
  const neurons: Neuron[] = ['1.0', '9.0', '10.0', '2.0'].map((version) => ({
    offer: offer('A', version),
    enabled: undefined,
    usage,
  }));
  const elsewhere = { offer: { ...offer('A', '11.0'), server: 'main' }, enabled: undefined, usage };
  const another = { offer: offer('Another', '3.0'), enabled: undefined, usage };
  const [first] = neurons;
  expect(
    first && otherVersions(first, [...neurons, elsewhere, another]).map(({ version }) => version),
  ).toEqual(['10.0', '9.0', '2.0']);
});
