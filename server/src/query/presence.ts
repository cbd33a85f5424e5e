/** Who is at objects that the caller sees. Whoever comes to one and whoever asks see the same objects. */
import type { Actor } from '../model/actor.ts';
import { presenceLifetimeMs } from '../model/presence.ts';
import { type EntityName, entities } from '../model/registry.ts';
import type { Database } from '../storage/database.ts';
import type { Statement } from '../storage/statement.ts';
import { type CompileContext, createContext } from './context.ts';
import { queryTimeoutMs } from './index.ts';
import { scopeOf } from './scope-of.ts';
import { narrowed, selectFrom, visibleSet } from './set.ts';
import { columnRef, type Sql, sql, toStatement } from './sql.ts';

/** Objects that people can be at. */
const placed: readonly EntityName[] = ['case', 'alert', 'task', 'observable', 'page', 'caseTemplate'];

/** Most people told at once. */
const mostPeople = 1_000;

/** Somebody at an object. */
export interface PresentPerson {
  /** Digits of the id of the object. */
  readonly objectId: string;
  readonly userId: string;
  readonly login: string;
  readonly name: string;
  readonly doing: string;
  /** The part of the object that is read or edited. */
  readonly field: string | undefined;
  /** When this began, in milliseconds since the epoch. */
  readonly since: number;
}

/** Who is at objects (digits of their ids), as far as the caller sees the objects and their organisations still do. */
export async function presentPeople(
  database: Database,
  actor: Actor,
  ids: readonly string[],
  now: number,
): Promise<PresentPerson[]> {
  if (ids.length === 0) return [];
  const query = sql`with place as (${places(createContext(actor), ids)})
    select p.object_id, u.id as user_id, u.login, u.name, p.doing, p.field, p.since
    from place join skep.presence p on p.object_id = place.object_id
    join skep.user_account u on u.id = p.user_id and not u.locked
    where p.seen_at > ${new Date(now - presenceLifetimeMs)}::timestamptz and p.from_organisation_id = any(place.organisation_ids)
      and (place.restricted_to is null or u.login = any(place.restricted_to))
      and exists (select from skep.membership m where m.user_id = u.id and m.organisation_id = p.from_organisation_id)
    order by p.object_id, p.since, u.id limit ${mostPeople}::bigint`;
  const { rows } = await database.read(scopeOf(actor), toStatement(query), { timeoutMs: queryTimeoutMs });
  return rows.map((row) => ({
    objectId: String(row.object_id),
    userId: String(row.user_id),
    login: String(row.login),
    name: String(row.name),
    doing: String(row.doing),
    field: row.field === null ? undefined : String(row.field),
    since: Number(row.since),
  }));
}

/** Where an object lies (`root_id`, `organisation_id`, `visible_through`) and which organisations and people see it; no row when the caller does not see it. */
export function placeStatement(actor: Actor, objectId: string): Statement {
  return toStatement(places(createContext(actor), [objectId]));
}

/** The visible objects among some, of whatever kind, with where they lie and who sees them. */
function places(context: CompileContext, ids: readonly string[]): Sql {
  const parts = placed.map((name) => {
    const set = visibleSet(context, entities[name]);
    const column = (of: string): Sql => columnRef(set.alias, of);
    const owned = set.entity.visibility === 'organisation';
    const through = owned ? column('root_id') : column('visible_through');
    const seers = owned ? sql`array[${column('organisation_id')}]` : column('organisation_ids');
    const kept = owned ? sql`null::text[]` : column('restricted_to');
    const selection = sql`${column('root_id')} as root_id, ${column('id')} as object_id, ${column('organisation_id')} as organisation_id,
      ${through} as visible_through, ${seers} as organisation_ids, ${kept} as restricted_to`;
    return selectFrom(narrowed(set, sql`${column('id')} = any(${ids}::bigint[])`), selection);
  });
  return sql.join(parts, sql` union all `);
}
