/** What a request wants with each object it is shown. */
import type { RawObject } from '../../model/input.ts';
import { switchedOn } from './input.ts';

/** What is wanted. */
export interface Wanted {
  /** What it belongs to. */
  readonly parents: boolean;
  /** Numbers about it. */
  readonly stats: boolean;
}

/** What `nparent` and `nstats` of an input ask for. */
export function wantedIn(input: RawObject): Wanted {
  return { parents: Number(input.nparent) > 0, stats: switchedOn(input, 'nstats') };
}
