/** The catalogue as people read it: one entry for each neuron whatever its versions, and what narrows the list. */
import { type Neuron, type NeuronOffer, needsSettings } from './neuron-data.ts';

/** Share of failed runs from which a neuron counts as failing. */
const failingFrom = 0.25;

/** How a neuron stands. */
export type NeuronState = 'enabled' | 'off' | 'needs' | 'failing';

/** The states, in the order in which they are offered. */
export const neuronStates = ['enabled', 'failing', 'update', 'off', 'needs'] as const;

/** A neuron with a later version of it, where there is one and an earlier is enabled. */
export interface Entry extends Neuron {
  readonly update: NeuronOffer | undefined;
}

/** What a list of entries is narrowed by; empty texts narrow nothing. */
export interface Facets {
  readonly words: string;
  readonly state: string;
  readonly dataType: string;
  readonly egress: string;
}

/** Nothing is looked for. */
export const noFacets: Facets = { words: '', state: '', dataType: '', egress: '' };

/** How a neuron stands. */
export function stateOf({ offer, enabled, usage }: Neuron): NeuronState {
  if (enabled === undefined) return needsSettings(offer) ? 'needs' : 'off';
  return usage.runs > 3 && usage.failed / usage.runs >= failingFrom ? 'failing' : 'enabled';
}

/** The versions that are enabled, else the latest one of each neuron. */
export function entriesOf(neurons: readonly Neuron[]): readonly Entry[] {
  const alike = Map.groupBy(neurons, ({ offer }) => `${offer.server ?? ''} ${offer.kind} ${offer.name}`);
  return [...alike.values()].flatMap((versions) => {
    const ordered = versions.toSorted((one, other) => compareVersions(other.offer, one.offer));
    const enabled = ordered.filter((one) => one.enabled !== undefined);
    const [latest] = ordered;
    const shown = enabled.length > 0 ? enabled : ordered.slice(0, 1);
    return shown.map((one) => ({ ...one, update: laterThan(one, latest) }));
  });
}

function laterThan({ offer, enabled }: Neuron, latest: Neuron | undefined): NeuronOffer | undefined {
  if (enabled === undefined || latest === undefined || latest.enabled !== undefined) return undefined;
  return compareVersions(latest.offer, offer) > 0 ? latest.offer : undefined;
}

function compareVersions(one: NeuronOffer, other: NeuronOffer): number {
  return one.version.localeCompare(other.version, undefined, { numeric: true });
}

/** Whether an entry has everything that is looked for. */
export function fits(entry: Entry, { words, state, dataType, egress }: Facets): boolean {
  const { offer } = entry;
  const text = `${offer.name} ${offer.description} ${offer.dataTypes.join(' ')} ${offer.destination ?? ''}`;
  return (
    words
      .toLowerCase()
      .split(/\s+/)
      .every((word) => text.toLowerCase().includes(word)) &&
    (dataType === '' || offer.dataTypes.includes(dataType)) &&
    (egress === '' || (egress === 'leaves') === leaves(offer)) &&
    (state === '' || isIn(entry, state))
  );
}

/** Whether somebody elsewhere is told of what it is given. */
export function leaves({ destination }: NeuronOffer): boolean {
  return destination !== undefined && destination !== null && destination !== '';
}

function isIn(entry: Entry, state: string): boolean {
  if (state === 'update') return entry.update !== undefined;
  // What fails, or could be updated, is enabled all the same.
  return state === 'enabled' ? entry.enabled !== undefined : stateOf(entry) === state;
}
