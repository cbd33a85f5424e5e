/** Aggregations as plain trees: numbers over a set, or buckets of it, nested as deep as wanted. */
import type { Filter } from './filter.ts';

/** One aggregation; `name` is its key in the result. */
export type Aggregation =
  | { readonly op: 'count'; readonly name: string; readonly filter?: Filter }
  | {
      /** Percentiles and medians of durations are what response times are read from. */
      readonly op: 'sum' | 'avg' | 'min' | 'max' | 'median' | 'p90';
      readonly name: string;
      readonly path: string;
      readonly filter?: Filter;
    }
  | {
      readonly op: 'field';
      readonly name: string;
      readonly path: string;
      readonly filter?: Filter;
      readonly order: readonly { readonly by: 'count' | 'value'; readonly descending: boolean }[];
      /** Buckets kept after ordering; all when missing. */
      readonly size?: number;
      /** Only buckets of at least so many objects are kept; all when missing. */
      readonly atLeast?: number;
      readonly select: readonly Aggregation[];
    }
  | {
      /** Buckets by conditions: an object is in the bucket of the first one that it fits. */
      readonly op: 'condition';
      readonly name: string;
      readonly groups: readonly { readonly value: string; readonly filter: Filter }[];
      readonly filter?: Filter;
      readonly order: readonly { readonly by: 'count' | 'value'; readonly descending: boolean }[];
      /** Buckets kept after ordering; all when missing. */
      readonly size?: number;
      readonly select: readonly Aggregation[];
    }
  | {
      readonly op: 'time';
      readonly name: string;
      readonly path: string;
      readonly filter?: Filter;
      readonly interval: { readonly amount: number; readonly unit: 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y' };
      /** IANA zone name; UTC when missing. */
      readonly timezone?: string;
      readonly select: readonly Aggregation[];
    };
