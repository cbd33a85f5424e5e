/** The numbered migrations of this server: read, checked to be complete, and given a checksum each. */
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { MigrationRefused } from './migration-refused.ts';

/** The migrations that ship with the server. */
export const migrationsFolder = join(import.meta.dirname, 'migrations');

/** One migration. */
export interface Migration {
  readonly number: number;
  /** File name, such as `0001-core.sql`. */
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the text. */
  readonly checksum: string;
}

/** Migrations of a folder in order. Throws when numbers are missing or stand twice. */
export async function readMigrations(folder: string): Promise<readonly Migration[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
  const migrations = await Promise.all(names.map((name) => readMigration(folder, name)));
  for (const [index, { name, number }] of migrations.entries()) {
    if (number === index + 1) continue;
    throw new MigrationRefused(
      'migrationsFolderBroken',
      `Migrations are numbered without gaps, as 0001-name.sql; ${name} stands where number ${index + 1} is due`,
    );
  }
  return migrations;
}

async function readMigration(folder: string, name: string): Promise<Migration> {
  const sql = await readFile(join(folder, name), 'utf8');
  // A checkout may turn line ends; that is no change.
  const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex');
  return { number: Number(/^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1]), name, sql, checksum };
}
