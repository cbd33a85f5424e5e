/** Aggregations as plain trees: numbers over a set, or buckets of it, nested as deep as wanted. */
import type { Filter } from './filter/filter.ts';

/** How buckets are ordered, and how many of the first are kept; all when no size is given. */
interface Ranked {
  readonly order: readonly { readonly by: 'count' | 'value'; readonly descending: boolean }[];
  readonly size?: number;
}

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
  | ({
      readonly op: 'field';
      readonly name: string;
      readonly path: string;
      readonly filter?: Filter;
      /** Only buckets of at least so many objects are kept; all when missing. */
      readonly atLeast?: number;
      readonly select: readonly Aggregation[];
    } & Ranked)
  | ({
      /** Buckets that have names of their own: an object is in the first whose condition it fits, or in none. */
      readonly op: 'groups';
      readonly name: string;
      readonly groups: readonly { readonly name: string; readonly filter: Filter }[];
      readonly filter?: Filter;
      readonly select: readonly Aggregation[];
    } & Ranked)
  | {
      readonly op: 'time';
      readonly name: string;
      readonly path: string;
      readonly filter?: Filter;
      readonly interval: { readonly amount: number; readonly unit: 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y' };
      /** IANA zone name; UTC when missing. */
      readonly timezone?: string;
      /** Key in each bucket under which its numbers stand; in the bucket itself when missing. */
      readonly inner?: string;
      readonly select: readonly Aggregation[];
    };
