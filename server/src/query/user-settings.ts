/** Reads what a client keeps for its user. */
import type { Actor } from '../model/actor.ts';
import type { Database } from '../storage/database.ts';
import { scopeOf } from './scope-of.ts';

/** A kept value. */
export interface UserSetting {
  readonly path: string;
  /** Any JSON value; null while nothing was kept. */
  readonly value: unknown;
}

/** The settings of the caller whose path begins with a text, by path. */
export async function userSettings(
  database: Database,
  actor: Actor,
  prefix: string,
): Promise<readonly UserSetting[]> {
  const { rows } = await database.read(scopeOf(actor), {
    name: 'user_settings',
    sql: `select path, value from skep.user_setting where organisation_id = $1 and user_id = $2 and starts_with(path, $3)
      order by path collate "C"`,
    parameters: [actor.organisation.id, actor.userId ?? null, prefix],
  });
  return rows.map((row) => ({ path: String(row.path), value: row.value }));
}

/** What the caller keeps under a path. */
export async function userSetting(database: Database, actor: Actor, path: string): Promise<UserSetting> {
  const { rows } = await database.read(scopeOf(actor), {
    name: 'user_setting',
    sql: 'select value from skep.user_setting where organisation_id = $1 and user_id = $2 and path = $3',
    parameters: [actor.organisation.id, actor.userId ?? null, path],
  });
  return { path, value: rows[0]?.value ?? null };
}
