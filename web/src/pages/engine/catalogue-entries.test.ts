/** One entry for each neuron, and what narrows the list of them. */
import { expect, it } from 'vitest';
import { entriesOf, type Facets, fits, noFacets } from './catalogue-entries.ts';
import type { Neuron, NeuronOffer } from './neuron-data.ts';

function neuron(name: string, version: string, more: Partial<NeuronOffer> = {}, isEnabled = false): Neuron {
  const id = `${name}_${version.replaceAll('.', '_')}`;
  return {
    offer: {
      id,
      name,
      version,
      kind: 'analyzer',
      description: `What ${name} does`,
      author: '',
      licence: '',
      dataTypes: ['ip'],
      baseConfiguration: '',
      items: [],
      ...more,
    },
    enabled: isEnabled ? ({ _id: `~${id}` } as Neuron['enabled']) : undefined,
    usage: { runs: 8, failed: name === 'Shaky' ? 4 : 0 },
  };
}

const key = {
  name: 'key',
  description: '',
  type: 'string',
  multi: false,
  required: true,
  secret: true,
  standard: false,
  defaultValue: null,
} as const;
const neurons = [
  neuron('Look', '1.0', {}, true),
  neuron('Look', '1.10'),
  neuron('Look', '1.9'),
  neuron('Plain', '2.0', { dataTypes: ['url', 'ip'], destination: 'plain.example' }),
  neuron('Plain', '1.0'),
  neuron('Shaky', '1.0', {}, true),
  neuron('Vault', '1.0', { items: [key] }),
];
const entries = entriesOf(neurons);
const found = (facets: Partial<Facets>) =>
  entries.filter((entry) => fits(entry, { ...noFacets, ...facets })).map(({ offer }) => offer.id);

it('shows the enabled version with the latest one it could be moved to, else the latest', () => {
  expect(entries.map(({ offer, update }) => [offer.id, update?.version])).toEqual([
    ['Look_1_0', '1.10'],
    ['Plain_2_0', undefined],
    ['Shaky_1_0', undefined],
    ['Vault_1_0', undefined],
  ]);
});

it.each<[Partial<Facets>, readonly string[]]>([
  [{ state: 'enabled' }, ['Look_1_0', 'Shaky_1_0']],
  [{ state: 'failing' }, ['Shaky_1_0']],
  [{ state: 'update' }, ['Look_1_0']],
  [{ state: 'off' }, ['Plain_2_0']],
  [{ state: 'needs' }, ['Vault_1_0']],
  [{ dataType: 'url' }, ['Plain_2_0']],
  [{ egress: 'leaves' }, ['Plain_2_0']],
  [{ egress: 'stays', state: 'needs' }, ['Vault_1_0']],
  [{ words: 'plain DOES' }, ['Plain_2_0']],
  [{ words: 'plain', egress: 'stays' }, []],
])('finds by %o', (facets, ids) => {
  expect(found(facets)).toEqual(ids);
});
