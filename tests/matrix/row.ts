/** A row of the matrix: a minimal valid call of a route, and what callers get where their permissions alone do not tell. */
import type { FormPart, Person } from '../support/wire.ts';
import type { Makers } from './makers.ts';
import type { Role } from './matrix-world.ts';

/**
 * What a caller gets. `answered`: the declared status. `empty`: the same, with nothing in it. `unknown`: 401.
 * `refused`: 403. `hidden`: 404.
 */
export type Outcome = 'answered' | 'empty' | 'unknown' | 'refused' | 'hidden';

/** A request without who makes it. */
export interface MatrixCall {
  /** Values of the parameters in the path, by name. */
  readonly at?: Readonly<Record<string, string>>;
  /** Query string with its question mark. */
  readonly query?: string;
  readonly body?: unknown;
  /** A multipart form in place of a body. */
  readonly form?: readonly FormPart[];
}

/** A row. */
export interface MatrixRow {
  /** Method and path as the table of routes has them. */
  readonly route: string;
  /** Says which of several rows of one route this is. */
  readonly about?: string;
  /**
   * Makes the objects of a call and the call. `caller` is somebody of the role; for callers who must not get through, it is
   * the maker of the objects.
   */
  readonly call: (make: Makers, caller: Person) => MatrixCall | Promise<MatrixCall>;
  /**
   * What people of other organisations and administrators of the platform get, if their permissions let them reach it:
   * `hidden` when the path has parameters, else `answered`.
   */
  readonly elsewhere?: Outcome;
  /** Outcomes of single roles. */
  readonly except?: Readonly<Partial<Record<Role, Outcome>>>;
  /** Everybody's call is one of their own making: each gets new objects, also those who are refused. */
  readonly own?: boolean;
}
