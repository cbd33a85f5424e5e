/** What the catalogue offers, what the organisation has enabled, and how each has done lately. */
import { useMemo } from 'react';
import type { OutputEnabledNeuron } from '../../../../contract/v1-types.ts';
import { filters, list, type Step, where } from '../../data/pipeline.ts';
import { usePipeline, useResource } from '../../data/queries.ts';
import { type EnabledNeuron, useEnabledNeurons } from '../../parts/engine/engine-data.ts';
import { isRecord } from '../../parts/engine/taxonomies.ts';

/** One setting that a definition asks for. */
export interface SettingItem {
  readonly name: string;
  readonly description: string;
  readonly type: 'string' | 'text' | 'number' | 'boolean';
  readonly multi: boolean;
  readonly required: boolean;
  /** Written, never read. */
  readonly secret: boolean;
  /** Every neuron has it. */
  readonly standard: boolean;
  readonly defaultValue: unknown;
}

/** A definition of the catalogue. */
export interface NeuronOffer {
  readonly id: string;
  readonly name: string;
  readonly version: string;
  readonly kind: 'analyzer' | 'responder';
  readonly description: string;
  readonly author: string;
  readonly licence: string;
  readonly dataTypes: readonly string[];
  readonly baseConfiguration: string;
  readonly items: readonly SettingItem[];
  /** Who gets the data; missing when it stays on the machine. */
  readonly destination?: string | null;
  /** The highest markings that the definition itself allows, on the four-step scale; missing where it allows all. */
  readonly maxTlp?: number | null;
  readonly maxPap?: number | null;
  /** The Cortex server that it runs on; missing for what runs here. */
  readonly server?: string;
}

/** A definition that cannot be used. */
export interface RefusedNeuron {
  readonly file: string;
  readonly id?: string;
  readonly reason: string;
}

/** What the catalogue holds. */
export interface Catalogue {
  readonly offers: readonly NeuronOffer[];
  readonly refused: readonly RefusedNeuron[];
}

/** Runs of the last seven days by how they ended, without those that were blocked or called off: they say nothing of the neuron. */
export interface Usage {
  readonly runs: number;
  readonly failed: number;
}

/** A definition with what the organisation made of it. */
export interface Neuron {
  readonly offer: NeuronOffer;
  readonly enabled: OutputEnabledNeuron | undefined;
  readonly usage: Usage;
}

/** What a Cortex server offers, as if it stood in the catalogue: its settings are made there. */
export function offerElsewhere(neuron: EnabledNeuron): NeuronOffer {
  const { _id: id, name, kind, dataTypes, version = '', description = '', cortexId, serverFacts } = neuron;
  return {
    ...{ id, name, kind, dataTypes, version, description },
    ...levelsIn(serverFacts),
    author: '',
    licence: '',
    baseConfiguration: '',
    items: [],
    destination: cortexId,
    server: cortexId,
  };
}

function levelsIn(facts: unknown): Pick<NeuronOffer, 'maxTlp' | 'maxPap'> {
  if (!isRecord(facts)) return {};
  const levelOf = (level: unknown): number | null => (typeof level === 'number' ? level : null);
  return { maxTlp: levelOf(facts.maxTlp), maxPap: levelOf(facts.maxPap) };
}

/** Standard settings that the limits say already. */
const toldByLimits: ReadonlySet<string> = new Set([
  'jobCache',
  'check_tlp',
  'max_tlp',
  'check_pap',
  'max_pap',
]);

/** The settings that are the neuron's own. */
export function ownItems({ items }: NeuronOffer): readonly SettingItem[] {
  return items.filter(({ standard }) => !standard);
}

/** Settings of network and time that every neuron has. */
export function standardItems({ items }: NeuronOffer): readonly SettingItem[] {
  return items.filter(({ name, standard }) => standard && !toldByLimits.has(name));
}

/** Required settings of its own without a default. */
export function needsSettings(offer: NeuronOffer): boolean {
  return ownItems(offer).some(
    ({ required, defaultValue }) => required && (defaultValue === null || defaultValue === undefined),
  );
}

/** The catalogue. Only those who may configure get it. */
export function useCatalogue() {
  return useResource<Catalogue>('/neuron', { entities: ['enabledNeuron'] });
}

/**
 * What is enabled, each with the markings that the organisation itself has set: the list for those who run neurons names what
 * counts, the stricter of that and the definition.
 */
export function useConfiguredNeurons() {
  const enabled = useEnabledNeurons();
  const own = usePipeline<readonly OutputEnabledNeuron[]>('own-limits', [list('enabledNeuron')], {
    entities: ['enabledNeuron'],
  });
  const neurons = useMemo(() => withOwnLimits(enabled.data ?? [], own.data ?? []), [enabled.data, own.data]);
  return {
    neurons,
    error: enabled.error ?? own.error,
    isLoading: enabled.isLoading || own.isLoading,
    retry: () => void Promise.all([enabled.refetch(), own.refetch()]),
  };
}

type Marked = Pick<OutputEnabledNeuron, '_id' | 'maxTlp' | 'maxPap'>;

/** The neurons with the limits of those that are stored; of one that is not known there yet, none. */
export function withOwnLimits<Of extends Marked>(
  enabled: readonly Of[],
  stored: readonly Marked[],
): readonly Of[] {
  const byId = new Map(stored.map((neuron) => [neuron._id, neuron]));
  return enabled.map((neuron) => {
    const { maxTlp: _tlp, maxPap: _pap, ...rest } = neuron;
    const { maxTlp, maxPap } = byId.get(neuron._id) ?? {};
    return {
      ...rest,
      ...(maxTlp === undefined ? {} : { maxTlp }),
      ...(maxPap === undefined ? {} : { maxPap }),
    } as Of;
  });
}

type Groups = Readonly<Record<string, unknown>>;
const week = 7 * 86_400_000;

/** Days are enough: a time to the millisecond would be another question each time. */
function weekAgo(): number {
  return Math.floor((Date.now() - week) / 3_600_000) * 3_600_000;
}

const cameToAnEnd = filters.any(filters.not(filters.has('outcome')), filters.is('outcome', 'NoResult'));

function usageSteps(kind: 'job' | 'action', field: string): readonly Step[] {
  const byStatus = { _agg: 'field', _field: 'status', _select: [{ _agg: 'count' }] };
  return [
    list(kind),
    where(filters.atLeast('_createdAt', weekAgo()), cameToAnEnd),
    { _name: 'aggregation', _agg: 'field', _field: field, _select: [byStatus] },
  ];
}

/** Runs of the last seven days by definition. */
export function useUsage(): ReadonlyMap<string, Usage> {
  const jobs = usePipeline<Groups>('neuron-usage-jobs', usageSteps('job', 'analyzerDefinition'), {
    entities: ['job'],
  });
  const actions = usePipeline<Groups>('neuron-usage-actions', usageSteps('action', 'responderDefinition'), {
    entities: ['action'],
  });
  return new Map(
    [...Object.entries(jobs.data ?? {}), ...Object.entries(actions.data ?? {})].map(([id, group]) => [
      id,
      usageOf(group),
    ]),
  );
}

/** Adds the counts of all statuses of a group, whatever it is nested in. */
function usageOf(group: unknown): Usage {
  const counts = countsIn(group);
  const runs = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { runs, failed: counts.Failure ?? 0 };
}

function countsIn(value: unknown): Readonly<Record<string, number>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, inner]): [string, number][] => {
      if (typeof inner === 'object' && inner !== null && 'count' in inner && typeof inner.count === 'number')
        return [[key, inner.count]];
      return Object.entries(countsIn(inner));
    }),
  );
}
