/** The stored row of one object for a command that refers to it or changes it: found only where the actor sees it. */
import type { Actor } from '../model/actor.ts';
import type { Entity } from '../model/entity.ts';
import { idFromWire } from '../model/identifier.ts';
import { type EntityName, entities } from '../model/registry.ts';
import type { Statement } from '../storage/statement.ts';
import { createContext } from './context.ts';
import { follow } from './follow.ts';
import { canBeName, withName } from './named-object.ts';
import { deletedSet, type EntitySet, narrowed, selectFrom, visibleSet, withId } from './set.ts';
import { columnRef, never, type Sql, sql, toStatement } from './sql.ts';
import { organisationId } from './visibility.ts';

/** How the row is read. */
export interface RowOptions {
  /** Locks the row until the end of the transaction. */
  readonly lock: boolean;
  /** Finds deleted objects instead of present ones. */
  readonly deleted: boolean;
}

/**
 * Selects all columns of an object by wire id or name, and as `share_permissions` what the share through which the caller's
 * organisation sees the root allows; null where there is no share.
 */
export function rowStatement(
  actor: Actor,
  name: EntityName,
  reference: string,
  options: RowOptions,
): Statement {
  const context = createContext(actor);
  const set = found(
    context,
    options.deleted ? deletedSet(context, entities[name]) : visibleSet(context, entities[name]),
    reference,
  );
  const share = context.alias();
  const profile = context.alias();
  const permissions =
    entities[name].layout.root === 'none'
      ? sql`null::text[]`
      : sql`(select ${columnRef(profile, 'permissions')} from skep.share as ${sql.id(share)}
    join skep.profile as ${sql.id(profile)} on ${columnRef(profile, 'id')} = ${columnRef(share, 'profile_id')}
    where ${columnRef(share, 'root_id')} = ${columnRef(set.alias, 'root_id')} and ${columnRef(share, 'entity_id')} = ${columnRef(set.alias, 'root_id')}
    and ${columnRef(share, 'organisation_id')} = ${organisationId(context)})`;
  const selection = sql`${sql.id(set.alias)}.*, ${permissions} as share_permissions`;
  const lock = options.lock ? sql` limit 1 for update of ${sql.id(set.alias)}` : sql` limit 1`;
  return wholeRows(set, selection, lock);
}

/** Which related rows are read, and how. */
export interface RelatedOptions {
  /** Locks the rows until the end of the transaction. */
  readonly lock: boolean;
  /** Only those with one of these ids (digits). */
  readonly ids?: readonly string[] | undefined;
  /** Only those with one of these digests of their datum or file. */
  readonly hashes?: readonly Uint8Array[] | undefined;
}

/**
 * Selects all columns of the objects that relations lead to, one after the other, from one object (digits of its id), as far as
 * the caller sees them, in the order of their ids.
 */
export function relatedRowsStatement(
  actor: Actor,
  from: EntityName,
  id: string,
  relations: readonly string[],
  options: RelatedOptions,
): { readonly entity: Entity; readonly statement: Statement } {
  const context = createContext(actor);
  const start = withId(visibleSet(context, entities[from]), id);
  const reached = relations.reduce((found, relation) => follow(context, found, relation), start);
  const set = narrowed(reached, ...chosen(reached, options));
  const order = sql` order by ${columnRef(set.alias, 'id')}`;
  const rest = options.lock ? sql`${order} for update of ${sql.id(set.alias)}` : order;
  return {
    entity: set.entity,
    statement: wholeRows(set, sql`${sql.id(set.alias)}.*`, rest),
  };
}

function wholeRows(set: EntitySet, selection: Sql, rest: Sql): Statement {
  const { stored, fields } = set.entity;
  const bulky = stored.filter(({ name }) => fields[name]?.bulky).map(({ column }) => column);
  const statement = toStatement(selectFrom(set, selection, rest));
  return bulky.length === 0 ? statement : { ...statement, textColumns: bulky };
}

function chosen({ alias }: EntitySet, { ids, hashes }: RelatedOptions): Sql[] {
  const isIn = (column: string, values: Sql): Sql => sql`${columnRef(alias, column)} = any(${values})`;
  return [
    ...(ids === undefined ? [] : [isIn('id', sql`${ids}::bigint[]`)]),
    ...(hashes === undefined ? [] : [isIn('match_hash', sql`${hashes}::bytea[]`)]),
  ];
}

function found(context: ReturnType<typeof createContext>, set: EntitySet, reference: string): EntitySet {
  const id = idFromWire(reference);
  if (id !== undefined) return withId(set, id);
  const named = !reference.startsWith('~') && canBeName(set.entity, reference);
  return named ? withName(context, set, reference) : narrowed(set, never);
}
