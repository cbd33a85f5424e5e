/** How much the platform holds, for its administrators: numbers alone, nothing of what is in it. */
import { type EntityName, entities } from '../model/registry.ts';
import type { Database } from '../storage/database.ts';

/** What the platform holds. Sizes in bytes. */
export interface PlatformStatistics {
  /** About how many objects there are of each kind, as the database has last counted them; deleted ones included. */
  readonly objects: Readonly<Record<string, number>>;
  readonly organisations: number;
  readonly users: { readonly total: number; readonly locked: number };
  /** Runs of neurons by what they wait for. */
  readonly runs: { readonly waiting: number; readonly running: number };
  readonly files: { readonly count: number; readonly bytes: number };
  readonly databaseBytes: number;
  /** The newest migration that the database has. */
  readonly schemaVersion: string;
}

const running = `(select count(*) from skep.job where status = $2) + (select count(*) from skep.action where status = $2)
  + (select count(*) from skep.direct_run where status = $2)`;

const sql = `select pg_database_size(current_database())::text as database_bytes,
  (select coalesce(jsonb_object_agg(relname, n_live_tup), '{}') from pg_stat_all_tables where schemaname = 'skep') as tables,
  (select count(*) from skep.organisation) as organisations,
  (select count(*) from skep.user_account) as users, (select count(*) from skep.user_account where locked) as locked,
  ${running.replaceAll('$2', '$1')} as waiting, ${running} as running,
  (select count(*) from skep.stored_file) as files, (select coalesce(sum(size), 0)::text from skep.stored_file) as file_bytes,
  (select name from skep.schema_migration order by number desc limit 1) as schema_version`;

/** Reads them in one statement. Only for administrators of the platform: it looks past all organisations. */
export async function platformStatistics(database: Database): Promise<PlatformStatistics> {
  const { rows } = await database.read(
    { role: 'worker' },
    { name: 'platform_statistics', sql, parameters: ['Waiting', 'InProgress'] },
  );
  const row = rows[0] ?? {};
  return {
    objects: objectsIn(row.tables),
    organisations: Number(row.organisations),
    users: { total: Number(row.users), locked: Number(row.locked) },
    runs: { waiting: Number(row.waiting), running: Number(row.running) },
    files: { count: Number(row.files), bytes: Number(row.file_bytes) },
    databaseBytes: Number(row.database_bytes),
    schemaVersion: String(row.schema_version),
  };
}

function objectsIn(tables: unknown): Readonly<Record<string, number>> {
  const counted = new Map(Object.entries(typeof tables === 'object' && tables !== null ? tables : {}));
  return Object.fromEntries(
    (Object.keys(entities) as EntityName[]).map((name) => [
      name,
      Number(counted.get(entities[name].layout.table) ?? 0),
    ]),
  );
}
