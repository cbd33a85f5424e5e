/** What v0 has to know of a kind of objects to list, count and show them. */
import type { RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { Filter } from '../../query/filter/filter.ts';
import type { ReadObject } from '../../query/stage.ts';
import { readQuery } from './filter.ts';
import type { RouteCall } from './route.ts';
import type { Wanted } from './wanted.ts';
import type { Words } from './words.ts';

/** Objects that can be counted. */
export interface Countable {
  readonly entity: EntityName;
  readonly words: Words;
  /** What a query is held to beside what it says, where not all objects of the entity are of this kind. */
  readonly meant?: (query: Filter) => Filter;
}

/** A kind of objects. */
export interface Kind extends Countable {
  /** Names of what is read beside each object. */
  readonly beside: (wanted: Wanted) => readonly string[];
  readonly show: (
    call: RouteCall,
    objects: readonly ReadObject[],
    wanted: Wanted,
  ) => Promise<readonly RawObject[]>;
}

/** Nothing is read beside an object. */
export const nothingBeside: Kind['beside'] = () => [];

/** The condition of a query, within what is of a kind. Throws `invalidQuery`. */
export function conditionOf({ words, meant }: Countable, query: unknown): Filter {
  const asked = readQuery(words, query);
  return meant === undefined ? asked : { op: 'and', of: [meant(asked), asked] };
}
