/** A small schema for the tests of this layer, so that they do not depend on the product's tables. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionOptions } from '../../server/src/storage/connection-options.ts';
import { type Database, type DatabaseOptions, openDatabase } from '../../server/src/storage/database.ts';
import { migrate } from '../../server/src/storage/migrate.ts';
import type { Statement } from '../../server/src/storage/statement.ts';
import { createEmptyDatabase, dropDatabase } from './postgres.ts';
import { testRolePassword } from './test-cluster.ts';

/** Migrations of the fixture by file name. */
export const noteMigrations: Readonly<Record<string, string>> = {
  '0001-note.sql': `
    create table skep.note (
      id bigint primary key,
      organisation_id bigint not null,
      text text not null,
      stars integer check (stars between 0 and 5),
      about bigint,
      constraint note_text_key unique (organisation_id, text),
      constraint note_about_fkey foreign key (about) references skep.note (id) deferrable initially deferred
    );
    create function skep.current_organisation() returns bigint language sql stable
      as $$ select nullif(current_setting('skep.organisation', true), '')::bigint $$;
    alter table skep.note enable row level security;
    create policy tenant on skep.note to skep_app
      using (organisation_id = (select skep.current_organisation()))
      with check (organisation_id = (select skep.current_organisation()));
    create policy worker on skep.note to skep_worker using (true) with check (true);`,
};

/** Writes migrations into a folder of their own; remove it afterwards. */
export async function writeMigrations(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'skep-migrations-'));
  for (const [name, sql] of Object.entries(files)) await writeFile(join(folder, name), sql);
  return folder;
}

/** A migrated database with the table of notes. */
export interface NoteDatabase {
  readonly database: Database;
  readonly owner: ConnectionOptions;
  release(): Promise<void>;
}

/** Makes one; `options` are bounds of the opened database. */
export async function openNoteDatabase(
  options: Omit<DatabaseOptions, 'owner' | 'rolePassword'> = {},
): Promise<NoteDatabase> {
  const owner = await createEmptyDatabase();
  const folder = await writeMigrations(noteMigrations);
  await migrate({ owner, rolePassword: testRolePassword, folder });
  await rm(folder, { recursive: true });
  const database = await openDatabase({ ...options, owner, rolePassword: testRolePassword });
  return {
    database,
    owner,
    async release() {
      await database.close();
      await dropDatabase(owner);
    },
  };
}

/** Inserts a note. */
export function insertNote(
  id: number,
  organisationId: number,
  text: unknown,
  about: number | null = null,
): Statement {
  return {
    name: 'insert_note',
    sql: 'insert into skep.note (id, organisation_id, text, about) values ($1, $2, $3, $4)',
    parameters: [id, organisationId, text, about],
  };
}

/** How many notes the scope shows. */
export const countNotes: Statement = { sql: 'select count(*)::int as count from skep.note', parameters: [] };
