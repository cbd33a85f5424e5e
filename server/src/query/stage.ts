/** Steps of a pipeline. A starter adds the visibility of the caller; there is no other way to begin one. */
import type { Aggregation } from './aggregate.ts';
import type { Filter } from './filter/filter.ts';

/** One key of an order. `path` is a field name or `customFields.NAME`. */
export interface SortKey {
  readonly path: string;
  readonly descending: boolean;
}

/** Operations that compare an alert or a case with others by the observables they share. */
export type SimilarityName = 'similarCases' | 'similarAlerts';

/** One of several kinds in a list. */
export interface MixedKind {
  readonly entity: string;
  /** The computed values that its objects are always read with. */
  readonly extraData: readonly string[];
  /** What its objects have to fit, where a condition reads differently for each kind. */
  readonly filter?: Filter;
}

/** Begins with objects of several kinds, or with the one among them that has an id (digits). */
export interface MixedStart {
  readonly op: 'mixed';
  readonly kinds: readonly MixedKind[];
  readonly id?: string;
}

/** One step. */
export type Stage =
  | { readonly op: 'list'; readonly entity: string }
  | {
      /** One object: by id (digits), or by the name people use (case number, login, `type;source;sourceRef`). */
      readonly op: 'get';
      readonly entity: string;
      readonly id?: string;
      readonly name?: string;
    }
  | MixedStart
  | { readonly op: 'filter'; readonly filter: Filter }
  | { readonly op: 'follow'; readonly relation: string }
  | { readonly op: 'audits'; readonly of: 'object' | 'context' }
  | { readonly op: 'sort'; readonly keys: readonly SortKey[] }
  | {
      readonly op: 'page';
      /** First row, from zero. */
      readonly from: number;
      /** Row after the last; -1 for no end. */
      readonly to: number;
      /** Names of computed values wanted with each object; `total` asks for the size of the whole set. */
      readonly extraData: readonly string[];
    }
  | { readonly op: 'output' }
  | { readonly op: 'count'; readonly limit?: number }
  | { readonly op: 'aggregate'; readonly aggregation: Aggregation }
  | {
      readonly op: 'similar';
      readonly similarity: SimilarityName;
      /** Condition on the found objects. */
      readonly filter?: Filter;
      /** True: only how many there are. */
      readonly count: boolean;
    };

/** Steps in order; the first is `list`, `get` or `mixed`. */
export type Pipeline = readonly Stage[];

/** An object as read: values by field name, custom field values, and the extra data asked for. */
export interface ReadObject {
  readonly entity: string;
  readonly values: Readonly<Record<string, unknown>>;
  /** In order; only for entities that take custom fields. */
  readonly customFields?: readonly CustomFieldValue[];
  readonly extraData: Readonly<Record<string, unknown>>;
}

/** A value of a custom field on an object. */
export interface CustomFieldValue {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly value: string | number | boolean | null;
  readonly order: number;
}

/** An object found by shared observables, with what it shares and how rare that is. */
export interface SimilarObject {
  readonly object: ReadObject;
  readonly similarObservableCount: number;
  readonly observableCount: number;
  readonly similarIocCount: number;
  readonly iocCount: number;
  /** Number of shared observables by data type. */
  readonly observableTypes: Readonly<Record<string, number>>;
  /** Shared values, rarest first, at most 100; `seen` counts the visible objects that hold the value. */
  readonly shared: readonly { readonly dataType: string; readonly data: string; readonly seen: number }[];
}

/** What a pipeline gives. */
export type QueryResult =
  | { readonly kind: 'objects'; readonly objects: readonly ReadObject[]; readonly total?: number }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'aggregation'; readonly value: unknown }
  | { readonly kind: 'similar'; readonly found: readonly SimilarObject[] };
