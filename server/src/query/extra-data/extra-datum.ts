/** A value computed for each object of a page on request, and the pieces that several entities make such values from. */
import type { CompileContext } from '../context.ts';
import { relatedSet } from '../follow.ts';
import { sharePermissions } from '../held-values.ts';
import { decodeJson, extraIn, objectJson } from '../output.ts';
import type { PathBase } from '../path/field-path.ts';
import { type EntitySet, narrowed, selectFrom } from '../set.ts';
import { columnRef, milliseconds, type Sql, sql } from '../sql.ts';
import type { ReadObject } from '../stage.ts';
import { organisationId } from '../visibility.ts';

/** One computed value: SQL for the row under an alias, and how the JSON of its result is read. */
export interface ExtraDatum {
  readonly value: (context: CompileContext, base: PathBase) => Sql;
  readonly decode?: (json: unknown) => unknown;
  /** It is large, and has a column of its own instead of a place in the JSON of all others. */
  readonly isApart?: boolean;
}

/** Computed values of an entity by name. */
export type ExtraData = Readonly<Record<string, ExtraDatum>>;

/** How many related objects the caller sees, at most all. */
export function countOf(relation: string, condition?: (set: EntitySet) => Sql): ExtraDatum {
  return {
    value: (context, base) => {
      const set = relatedSet(context, base, relation);
      return sql`(${selectFrom(condition === undefined ? set : narrowed(set, condition(set)), sql`count(*)`)})`;
    },
  };
}

/** The related object as it is read by itself, or null; `inner` relations of it become extra data of that object. */
export function objectOf(relation: string, ...inner: readonly string[]): ExtraDatum {
  return {
    value: (context, base) => {
      const set = relatedSet(context, base, relation);
      const nested = inner.map(
        (name) => [name, objectJson(context, relatedSet(context, set, name))] as const,
      );
      return objectJson(context, set, Object.fromEntries(nested));
    },
    decode: (json) => readNested(json, inner),
  };
}

function readNested(json: unknown, inner: readonly string[]): ReadObject | null {
  const nested = inner.map((name) => [name, decodeJson(extraIn(json, name))] as const);
  return decodeJson(json, Object.fromEntries(nested));
}

/** The id held by a column, as text. */
export function idIn(column: string): ExtraDatum {
  return { value: (_, { alias }) => sql`${columnRef(alias, column)}::text` };
}

/** The date held by a column. */
export function dateIn(column: string): ExtraDatum {
  return { value: (_, { alias }) => milliseconds(columnRef(alias, column)) };
}

/** The same value for every object. */
export function constant(value: Sql): ExtraDatum {
  return { value: () => value };
}

/** Whether the caller's organisation owns the object. */
export const isOwner: ExtraDatum = {
  value: (context, { alias }) => sql`(${columnRef(alias, 'organisation_id')} = ${organisationId(context)})`,
};

/** How many organisations beside the owner have the object. */
export const shareCount: ExtraDatum = {
  value: (_, { alias }) => sql`greatest(cardinality(${columnRef(alias, 'organisation_ids')}) - 1, 0)`,
};

/** What the caller may do with the object: what the share allows and the caller's own profile as well. */
export const permissions: ExtraDatum = {
  value: (context, { alias }) => {
    const own = [...context.actor.permissions].sort();
    return sql`(select coalesce(jsonb_agg(permission order by permission), '[]') from unnest(${own}::text[]) as permission where permission = any(${sharePermissions(context, alias)}::text[]) or (${columnRef(alias, 'organisation_id')} = ${organisationId(context)} and ${sharePermissions(context, alias)} is null))`;
  },
};
