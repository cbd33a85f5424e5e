/** Filters as plain trees. Parsers of the dialects make them; the compiler turns them into SQL with bound parameters only. */

/** A value to compare with, as it came from the wire: the compiler checks it against the kind of the field. */
export type Operand = string | number | boolean | null | RelativeDate | readonly Operand[];

/** A point in time relative to now. */
export interface RelativeDate {
  readonly amount: number;
  readonly unit: 'seconds' | 'minutes' | 'hours' | 'days' | 'weeks' | 'months' | 'years';
  readonly look: 'behind' | 'ahead';
  /** IANA zone name; UTC when missing. */
  readonly timezone?: string;
  readonly modifier?: 'startOfDay' | 'endOfDay';
}

/** How text is compared. `like` knows `*`; without one it looks for a substring. */
export type TextOperator = 'like' | 'match' | 'startsWith' | 'endsWith';

/** A condition on the objects of one entity. `path` is a field name, or `customFields.NAME`; `at` says where it stood in the input. */
export type Filter =
  | { readonly op: 'all' }
  | { readonly op: 'none' }
  | { readonly op: 'and' | 'or'; readonly of: readonly Filter[] }
  | { readonly op: 'not'; readonly of: Filter }
  | { readonly op: 'id'; readonly id: string }
  | { readonly op: 'equals' | 'differs'; readonly path: string; readonly value: Operand; readonly at: string }
  | {
      readonly op: 'less' | 'lessOrEqual' | 'greater' | 'greaterOrEqual';
      readonly path: string;
      readonly value: Operand;
      readonly at: string;
    }
  | {
      readonly op: 'between';
      readonly path: string;
      /** Inclusive. */
      readonly from: Operand;
      /** Exclusive. */
      readonly to: Operand;
      readonly at: string;
    }
  | { readonly op: 'in'; readonly path: string; readonly values: readonly Operand[]; readonly at: string }
  | { readonly op: TextOperator; readonly path: string; readonly value: string; readonly at: string }
  | { readonly op: 'has'; readonly path: string; readonly at: string }
  | {
      /** Objects related to at least one that matches; `relation` is one of the entity. */
      readonly op: 'related';
      readonly relation: string;
      readonly filter: Filter;
      readonly at: string;
    };

/** A test of the values of one path. */
export type PathTest = Extract<Filter, { readonly path: string }>;
