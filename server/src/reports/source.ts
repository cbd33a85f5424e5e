/** Where a report reads from: a case as its reader sees it, or samples. */
import type { Filter } from '../query/filter/filter.ts';
import type { ReadObject, SortKey } from '../query/stage.ts';

/** Objects of the case that are wanted. */
export interface Wanted {
  /** Entity of the objects. */
  readonly entity: string;
  /** Relations that lead to them from the case, one after the other. */
  readonly path: readonly string[];
  readonly filter: Filter;
  readonly sort: readonly SortKey[];
}

/** Some of the objects, and how many there are. */
export interface FoundObjects {
  readonly objects: readonly ReadObject[];
  readonly total: number;
}

/** An event of a timeline. */
export interface TimelineEntry {
  readonly date: number;
  readonly endDate: number | undefined;
  readonly kind: string;
  readonly entity: string;
  readonly entityId: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** A picture of a template. */
export interface Picture {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** What a report reads from. */
export interface ReportSource {
  /** The case, with its custom fields. */
  readonly about: ReadObject;
  /** No case was named. */
  readonly isSample: boolean;
  /** Objects from one place of the list up to another, which is not among them. */
  objects(wanted: Wanted, from: number, to: number): Promise<FoundObjects>;
  count(wanted: Pick<Wanted, 'entity' | 'path' | 'filter'>): Promise<number>;
  timeline(): Promise<readonly TimelineEntry[]>;
  /** A picture of the template, by its id or content; undefined for one that it does not have. */
  picture(reference: string): Promise<Picture | undefined>;
}
