/** Reads what a person keeps in the account itself or in an organisation, and nobody else reads: preferences and visits. */
import type { Actor } from '../model/actor.ts';
import { type Preferences, preferencesFrom } from '../model/preferences.ts';
import type { Database } from '../storage/database.ts';
import { scopeOf } from './scope-of.ts';

/** The preferences of the caller; what was never chosen is as it is for everybody at first. */
export async function ownPreferences(database: Database, actor: Actor): Promise<Preferences> {
  const { rows } = await database.read(scopeOf(actor), {
    name: 'own_preferences',
    sql: 'select preferences from skep.user_account where id = $1',
    parameters: [actor.userId ?? null],
  });
  return preferencesFrom(rows[0]?.preferences);
}

/** When somebody was at a place, in milliseconds since the epoch; null for never. */
export interface Visit {
  /** The last time. */
  readonly at: number | null;
  /** The last time of the visit before. */
  readonly previous: number | null;
}

/** The visits of the caller to a place. */
export async function ownVisit(database: Database, actor: Actor, place: string): Promise<Visit> {
  const { rows } = await database.read(scopeOf(actor), {
    name: 'own_visit',
    sql: 'select visited_at, previous_at from skep.visit where organisation_id = $1 and user_id = $2 and place = $3',
    parameters: [actor.organisation.id, actor.userId ?? null, place],
  });
  return visitFrom(rows[0]);
}

/** A row of the visits. */
export function visitFrom(row: Readonly<Record<string, unknown>> | undefined): Visit {
  return { at: timeIn(row?.visited_at), previous: timeIn(row?.previous_at) };
}

function timeIn(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
