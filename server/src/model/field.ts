/**
 * A field, told once: its type, its sentence, who may write it and where its value comes from. Input checks, filters,
 * sorting, aggregation, audit differences, rendering, `describe` and OpenAPI all read this and nothing else.
 */
import type { Expression } from './expression.ts';

/** What a value is. `date` is milliseconds since the epoch, `duration` milliseconds, `id` decimal digits without tilde. */
export type Kind =
  | 'string'
  | 'text'
  | 'integer'
  | 'float'
  | 'boolean'
  | 'date'
  | 'duration'
  | 'id'
  | 'user'
  | 'enumeration'
  | 'json';

/** `single` always has a value, `option` may be missing, `list` keeps order, `set` does not. */
export type Cardinality = 'single' | 'option' | 'list' | 'set';

/** Where the value comes from. `held` values live in rows of their own and are read by the entity's own reader. */
export type Source =
  | { readonly from: 'column'; readonly column: string }
  | { readonly from: 'expression'; readonly expression: Expression }
  | {
      readonly from: 'named';
      readonly named: string;
      /** Column it is stored in, although it is read in a way of its own. */
      readonly column: string | undefined;
    };

/** Who may give the value when the object is made. */
export type OnCreate = 'required' | 'optional' | 'never';
/** Who may change it later: `clearable` also accepts null, which removes the value. */
export type OnUpdate = 'allowed' | 'clearable' | 'never';

/** One field of an entity. `T` is the TypeScript type of its value. */
export interface Field<T = unknown> {
  readonly kind: Kind;
  readonly cardinality: Cardinality;
  readonly sentence: string;
  readonly source: Source | undefined;
  readonly create: OnCreate;
  readonly update: OnUpdate;
  readonly output: boolean;
  readonly fallback: T | undefined;
  /** Smallest and largest number, or shortest and longest text (of each element in lists). */
  readonly minimum: number | undefined;
  readonly maximum: number | undefined;
  /** Accepted values of an enumeration, in order. */
  readonly values: readonly (string | number)[] | undefined;
  /** How text is searched: `words` has a word index, `exact` compares whole values, `none` cannot be filtered. */
  readonly search: 'words' | 'exact' | 'none';
  readonly sortable: boolean;
  readonly aggregable: boolean;
  /** Never shown in audit details, logs or output. */
  readonly secret: boolean;
  /** So large that it stays text for commands, which seldom look into it. */
  readonly bulky: boolean;
  readonly type?: T;
}

/** What a declaration may add to the defaults of its kind. */
export interface FieldOptions<T> {
  readonly column?: string;
  readonly expression?: Expression;
  readonly named?: string;
  readonly create?: OnCreate;
  readonly update?: OnUpdate;
  readonly output?: boolean;
  readonly fallback?: T;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly (string | number)[];
  readonly search?: 'words' | 'exact' | 'none';
  readonly sortable?: boolean;
  readonly aggregable?: boolean;
  readonly secret?: boolean;
  readonly bulky?: boolean;
}

/** Longest text the product stores in one field, in characters. */
export const longestText = 1_048_576;

function make<T>(kind: Kind, cardinality: Cardinality, sentence: string, options: FieldOptions<T>): Field<T> {
  const plain = kind !== 'json' && kind !== 'text';
  return Object.freeze({
    kind,
    cardinality,
    sentence,
    source: sourceOf(options),
    create: options.create ?? 'never',
    update: options.update ?? 'never',
    output: options.output ?? true,
    fallback: options.fallback,
    minimum: options.minimum,
    maximum: options.maximum ?? (kind === 'text' ? longestText : undefined),
    values: options.values,
    search: options.search ?? (kind === 'text' ? 'words' : kind === 'json' ? 'none' : 'exact'),
    sortable: options.sortable ?? (plain && (cardinality === 'single' || cardinality === 'option')),
    aggregable: options.aggregable ?? plain,
    secret: options.secret ?? false,
    bulky: options.bulky ?? false,
  });
}

function sourceOf<T>(options: FieldOptions<T>): Source | undefined {
  if (options.expression !== undefined) return { from: 'expression', expression: options.expression };
  if (options.named !== undefined) return { from: 'named', named: options.named, column: options.column };
  return options.column === undefined ? undefined : { from: 'column', column: options.column };
}

/** Builds the three shapes (always there, maybe missing, several) of one kind. */
function family<T>(kind: Kind) {
  return {
    single: (sentence: string, options: FieldOptions<T> = {}): Field<T> =>
      make(kind, 'single', sentence, options),
    option: (sentence: string, options: FieldOptions<T> = {}): Field<T | null> =>
      make<T | null>(kind, 'option', sentence, options),
    set: (sentence: string, options: FieldOptions<readonly T[]> = {}): Field<readonly T[]> =>
      make<readonly T[]>(kind, 'set', sentence, options),
  };
}

/** Constructors of fields by kind: `field.string.single('Short title', { … })`. */
export const field = {
  string: family<string>('string'),
  text: family<string>('text'),
  integer: family<number>('integer'),
  float: family<number>('float'),
  boolean: family<boolean>('boolean'),
  date: family<number>('date'),
  duration: family<number>('duration'),
  id: family<string>('id'),
  user: family<string>('user'),
  enumeration: family<string>('enumeration'),
  json: family<unknown>('json'),
} as const;

/** The TypeScript type of a field's value. */
export type ValueOf<F> = F extends Field<infer T> ? T : never;
