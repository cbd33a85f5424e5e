/** Enabled neurons as clients ask for them that know workers of a server: by kind, by what they accept, by what they may be given. */
import type { Actor } from '../../model/actor.ts';
import type { Filter } from '../../query/filter/filter.ts';
import { runQuery } from '../../query/index.ts';
import type { ReadObject } from '../../query/stage.ts';
import type { Database } from '../../storage/database.ts';
import type { DefinedCeiling } from './neuron-ceiling.ts';
import { type KnownNeuron, neuronFacts } from './neuron-facts.ts';

/** What the catalogue says of a neuron to those who run it. */
export type WorkerFacts = KnownNeuron & DefinedCeiling;

/** The condition that a neuron is of a kind and accepts a type, where one is given. */
export function ofKind(kind: 'analyzer' | 'responder', accepts?: string): Filter {
  const isKind: Filter = { op: 'equals', path: 'kind', value: kind, at: '' };
  if (accepts === undefined) return isKind;
  return { op: 'and', of: [isKind, { op: 'equals', path: 'dataTypes', value: accepts, at: '' }] };
}

/** The neurons that the caller's organisation has enabled and that fit a condition. */
export async function enabledWorkers(
  database: Database,
  actor: Actor,
  filter: Filter,
): Promise<readonly ReadObject[]> {
  const result = await runQuery(database, actor, [
    { op: 'list', entity: 'enabledNeuron' },
    { op: 'filter', filter },
    { op: 'output' },
  ]);
  return result.kind === 'objects' ? result.objects : [];
}

/** Whether the ceilings of a neuron are not below the markings of an object; `defined` finds the definition of one that runs here. */
export function mayBeGiven(
  worker: ReadObject,
  object: ReadObject,
  defined: (definitionId: string) => WorkerFacts | undefined,
): boolean {
  const { maxTlp, maxPap } = neuronFacts(worker.values, defined).ceiling;
  return isBelow(Math.min(numberIn(object, 'tlp'), 3), maxTlp) && isBelow(numberIn(object, 'pap'), maxPap);
}

function numberIn({ values }: ReadObject, name: string): number {
  return typeof values[name] === 'number' ? values[name] : 0;
}

function isBelow(level: number, ceiling: number | undefined): boolean {
  return ceiling === undefined || level <= ceiling;
}
