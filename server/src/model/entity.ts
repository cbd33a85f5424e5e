/** An entity: its fields, where its rows live, who sees them and how one leads to another. Plain data, frozen. */
import type { Field, ValueOf } from './field.ts';

/**
 * Who sees a row. `organisation`: rows of the caller's organisation. `shared`: those, and rows shared with it.
 * `private`: rows of the caller's organisation that the caller made or that are marked shared. `personal`: the caller's own.
 * `addressed`: rows that are seen like `shared` ones, and are for the caller. `global`: everybody. `member`: users of the caller's organisation. `linked`: the caller's organisation and those linked
 * to it. `owned`: rows of the caller's organisation whose `owner` is the caller, or whose `status` is Shared. Platform administrators see all `member` and `linked` rows. `granted`: rows that another organisation gave to the
 * caller's, or that the caller's gave to others. `offered`: everybody those of taxonomies that are offered, and all of them for whoever manages taxonomies. `paired`: rows that are seen like `shared` ones and lead to nothing that the
 * caller does not see.
 * Rows of cases that are kept to named people are seen by those alone.
 */
export type Visibility =
  | 'organisation'
  | 'shared'
  | 'private'
  | 'owned'
  | 'personal'
  | 'addressed'
  | 'global'
  | 'member'
  | 'linked'
  | 'granted'
  | 'offered'
  | 'paired';

/**
 * How people name an object: by its name field, by that in lower case, or by the three parts of an alert's key
 * (`type;source;sourceRef`).
 */
export type Naming = 'field' | 'lowerCaseField' | 'alertKey';

/**
 * A way from one entity to another, named by the operation that follows it. `column` of one side holds the id of the
 * other: `children` reads it on the target, `parent` on the source. `named` ways have a condition of their own.
 */
export type Relation =
  | { readonly kind: 'children'; readonly to: string; readonly column: string }
  | { readonly kind: 'parent'; readonly to: string; readonly column: string }
  | { readonly kind: 'named'; readonly to: string; readonly named: string };

/** How rows of an entity are laid out. */
export interface Layout {
  readonly table: string;
  /** `self`: the row is the root of its tree; `child`: it belongs to a root, whose id is in `root_id`; `none`: reference data. */
  readonly root: 'self' | 'child' | 'none';
  /** Rows are hidden first and removed later. */
  readonly softDelete: boolean;
  /** Rows carry `organisation_id`. */
  readonly tenant: boolean;
  /** Rows carry `search`, the words of their text fields. */
  readonly searchable: boolean;
}

/** A field with the column it is stored in. */
export interface StoredField {
  readonly name: string;
  readonly column: string;
  readonly kind: Field['kind'];
  readonly fallback: unknown;
  /** Another field before it is stored in the same column. */
  readonly again: boolean;
}

/** An entity as the rest of the program reads it. */
export interface Entity<F extends Fields = Fields> {
  readonly name: string;
  /** `_type` on the wire, also the object type in audit records. */
  readonly wireType: string;
  readonly sentence: string;
  readonly layout: Layout;
  readonly visibility: Visibility;
  readonly fields: F;
  /** The fields that have a column, worked out once: every write reads them. */
  readonly stored: readonly StoredField[];
  /** Their columns by name. */
  readonly columns: ReadonlyMap<string, string>;
  readonly relations: Readonly<Record<string, Relation>>;
  /** The field by which people name an object instead of its id. */
  readonly nameField: string | undefined;
  readonly naming: Naming | undefined;
  /** Coded error of each database constraint that bad input can violate. */
  readonly constraints: Readonly<Record<string, string>>;
  /** Custom field values may be attached. */
  readonly customFields: boolean;
  readonly defaultSort: readonly { readonly field: string; readonly descending: boolean }[];
}

/** Fields by name. */
export type Fields = Readonly<Record<string, Field>>;

/** The values of an entity's fields. */
export type Values<F extends Fields> = { readonly [K in keyof F]: ValueOf<F[K]> };

/** What a declaration gives; the rest has defaults. */
export interface EntityOptions<F extends Fields> {
  readonly wireType: string;
  readonly sentence: string;
  readonly table: string;
  readonly root: Layout['root'];
  readonly visibility: Visibility;
  readonly fields: F;
  readonly softDelete?: boolean;
  readonly tenant?: boolean;
  readonly searchable?: boolean;
  readonly relations?: Readonly<Record<string, Relation>>;
  readonly nameField?: string;
  readonly naming?: Naming;
  readonly constraints?: Readonly<Record<string, string>>;
  readonly customFields?: boolean;
  readonly defaultSort?: Entity['defaultSort'];
}

/** Declares an entity. A field without a source is stored in the column named like it in snake case. */
export function entity<F extends Fields>(name: string, options: EntityOptions<F>): Entity<F> {
  const stored = storedFields(options.fields);
  return Object.freeze({
    name,
    wireType: options.wireType,
    sentence: options.sentence,
    layout: {
      table: options.table,
      root: options.root,
      softDelete: options.softDelete ?? false,
      tenant: options.tenant ?? true,
      searchable: options.searchable ?? false,
    },
    visibility: options.visibility,
    fields: options.fields,
    stored,
    columns: new Map(stored.map((field) => [field.name, field.column])),
    relations: options.relations ?? {},
    nameField: options.nameField,
    naming: options.naming ?? (options.nameField === undefined ? undefined : 'field'),
    constraints: options.constraints ?? {},
    customFields: options.customFields ?? false,
    defaultSort: options.defaultSort ?? [{ field: 'createdAt', descending: true }],
  });
}

function storedFields(fields: Fields): readonly StoredField[] {
  const taken = new Set<string>();
  return Object.entries(fields).flatMap(([name, { source, kind, fallback }]) => {
    const column =
      source === undefined ? snakeCase(name) : source.from === 'expression' ? undefined : source.column;
    if (column === undefined) return [];
    const again = taken.has(column);
    taken.add(column);
    return [{ name, column, kind, fallback, again }];
  });
}

/** The column of a stored field, or undefined for a computed one. */
export function columnOf(name: string, of: Field): string | undefined {
  if (of.source === undefined) return snakeCase(name);
  return of.source.from === 'column' ? of.source.column : undefined;
}

/** `createdAt` → `created_at`: tables are in snake case, code in camel case. */
export function snakeCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}
