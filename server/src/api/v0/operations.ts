/** The operations of queries in v0: which there are at the start, and which may follow on each kind of objects. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { type RawObject, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Pipeline, SimilarityName, Stage } from '../../query/stage.ts';
import { kinds, type QueriedKind } from './kinds.ts';

/** Begins a pipeline with objects of a kind. */
export interface Starter {
  readonly kind: QueriedKind;
  readonly stages: (parameters: RawObject) => Pipeline;
}

/** The error for a part of a query that cannot be read. */
export function grammarFault(
  name: string,
  accepted: string,
  given: unknown,
  choices: readonly string[] = [],
): Error {
  if (given === undefined) return invalidFields([{ kind: 'missing', name, accepted }]);
  const fault: FieldFault = { kind: 'invalid', name, accepted, given: shorten(given) };
  return invalidFields([choices.length === 0 ? fault : { ...fault, choices }]);
}

/** The step that gets an object by id or name; a text that can name nothing gives a step that finds nothing. */
function getting({ entity }: QueriedKind, { idOrName }: RawObject): Stage {
  const given = typeof idOrName === 'number' ? String(idOrName) : idOrName;
  if (typeof given !== 'string') throw grammarFault('idOrName', 'id or name', given);
  const id = idFromWire(given);
  if (id !== undefined) return { op: 'get', entity, id };
  const named = !given.startsWith('~') && (entity !== 'case' || /^\d{1,9}$/.test(given));
  // No object has the id 0: the sequence begins above it.
  return named ? { op: 'get', entity, name: given } : { op: 'get', entity, id: '0' };
}

/** Names by which some kinds are got, where they are not those by which they are listed. */
const gotAs: Readonly<Record<string, string>> = { AnalyzerTemplate: 'ReportTemplate' };

/** Every operation that a query can begin with. */
export const starters: ReadonlyMap<string, Starter> = new Map(
  Object.values(kinds).flatMap((kind): [string, Starter][] => {
    const { entity, operation, meant } = kind;
    const all: Pipeline = [{ op: 'list', entity }];
    const listed: Pipeline =
      meant === undefined ? all : [...all, { op: 'filter', filter: meant({ op: 'all' }) }];
    return [
      [`list${operation}`, { kind, stages: () => listed }],
      [`get${gotAs[operation] ?? operation}`, { kind, stages: (parameters) => [getting(kind, parameters)] }],
    ];
  }),
);

/** A way from objects of a kind to others. */
export interface Way {
  readonly relation: string;
  readonly kind: QueriedKind;
}

/** Clients that think of several cases ask for the one of an alert in the plural. */
const alsoCalled: Readonly<Record<string, string>> = { cases: 'case' };

/** The ways from objects of a kind, by the operation. */
export function waysFrom({ entity }: QueriedKind): ReadonlyMap<string, Way> {
  const ways = Object.entries(entities[entity].relations).flatMap(([relation, { to }]) => {
    const kind = Object.values(kinds).find((one) => one.entity === to);
    return kind === undefined ? [] : [[relation, { relation, kind }] as const];
  });
  const known = new Map<string, Way>(ways);
  for (const [word, relation] of Object.entries(alsoCalled)) {
    const way = entity === 'alert' ? known.get(relation) : undefined;
    if (way !== undefined) known.set(word, way);
  }
  return known;
}

/** Operations that compare with other objects by shared observables. */
const similarities: ReadonlyMap<string, SimilarityName> = new Map([
  ['similarCases', 'similarCases'],
  ['linkedCases', 'similarCases'],
]);

/** The comparisons that may follow on objects of a kind. */
export function similaritiesOf({ entity }: QueriedKind): ReadonlyMap<string, SimilarityName> {
  return entity === 'case' || entity === 'alert' ? similarities : new Map();
}
