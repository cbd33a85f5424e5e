/** Every earlier version's database, brought to the present by starting the server on it: nothing is lost, people get in. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { migrate } from '../../server/src/storage/migrate.ts';
import { migrationsFolder, readMigrations } from '../../server/src/storage/migration-files.ts';
import { type OwnerSession, withOwner } from '../../server/src/storage/owner-session.ts';
import { startPrivatePostgres } from '../../server/src/storage/private-postgres/start.ts';
import { basic, createApiClient } from '../journeys/api-client.ts';
import { startServer, stopServer } from '../journeys/server.ts';
import { shareOf } from '../support/faults.ts';
import { createEmptyDatabase, dropDatabase } from '../support/postgres.ts';
import { testRolePassword } from '../support/test-cluster.ts';
import { type FrozenState, frozenNames, readFrozenState } from './frozen-state.ts';
import { losses } from './losses.ts';
import { askAll } from './scene.ts';

const names = await frozenNames();

describe.each(names)('a database of %s', (name) => {
  it('keeps every row when it is migrated', async () => {
    const { sql } = await readFrozenState(name);
    const owner = await createEmptyDatabase();
    try {
      const before = await withOwner(owner, async (session) => {
        await session.query(sql);
        return countRows(session);
      });
      const { applied } = await migrate({ owner, rolePassword: testRolePassword });
      const migrations = await readMigrations(migrationsFolder);
      expect(applied.filter((one) => one.endsWith('.sql'))).toEqual(
        migrations.map((migration) => migration.name).filter((file) => file > `${name}.sql`),
      );
      const after = await withOwner(owner, countRows);
      for (const [table, count] of before) expect([table, after.get(table) ?? 0]).toEqual([table, count]);
    } finally {
      await dropDatabase(owner);
    }
  });
});

describe.each(shareOf(names, 2))('a server on a database of %s', (name) => {
  it('answers as before, for the password and the API key of then [half of them by chance, SKEP_TEST_FAULTS=all takes all]', async () => {
    const state = await readFrozenState(name);
    const folder = await mkdtemp(join(tmpdir(), 'skep-upgrade-'));
    try {
      await layOut(folder, state);
      const server = await startServer(folder);
      try {
        const { login, password, key } = state.people;
        const answers = await askAll(createApiClient(server.url, `Bearer ${key}`, 'main'), state.answers);
        expect(losses(state.answers, answers)).toEqual([]);
        const withPassword = createApiClient(server.url, basic(login, password), 'main');
        expect(await withPassword.call('GET', '/user/current')).toMatchObject({ login });
      } finally {
        await stopServer(server);
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }, 90_000);
});

it('tells what an answer has lost, and nothing about what it has gained', () => {
  const before = { list: [{ _id: '~1', tags: ['a', 'b'] }], number: 1, gone: null };
  expect(losses([{ kind: 'x' }], [{ kind: 'x', more: true }, { kind: 'y' }])).toEqual([]);
  expect(losses(before, { ...before, list: [{ _id: '~0' }, { _id: '~1', tags: ['b', 'c', 'a'] }] })).toEqual(
    [],
  );
  expect(losses(before, { list: [{ _id: '~1', tags: ['a'] }], number: 2 })).toEqual([
    'answer.list[0].tags[1]: "b" became undefined',
    'answer.number: 1 became 2',
    'answer.gone: null became undefined',
  ]);
});

/** The numbers of rows by table. */
async function countRows(session: OwnerSession): Promise<ReadonlyMap<string, number>> {
  const tables = await session.query(
    `select tablename as name from pg_tables where schemaname = 'skep' and tablename <> 'schema_migration' order by 1`,
  );
  const counts = new Map<string, number>();
  for (const { name } of tables) {
    const table = String(name);
    const rows = await session.query(`select count(*)::int as count from skep.${session.quoteName(table)}`);
    counts.set(table, Number(rows[0]?.count));
  }
  return counts;
}

/** A data folder as the earlier version left it. */
async function layOut(folder: string, { sql, instanceKey, files = {} }: FrozenState): Promise<void> {
  // The user of PostgreSQL passes through it.
  await chmod(folder, 0o755);
  const dataFolder = join(folder, 'data');
  await mkdir(dataFolder, { mode: 0o711 });
  await writeFile(join(dataFolder, 'instance.key'), instanceKey, { mode: 0o600 });
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(dataFolder, path)), { recursive: true });
    await writeFile(join(dataFolder, path), Buffer.from(content, 'base64'));
  }
  const postgres = await startPrivatePostgres({ dataFolder, database: 'skep' });
  try {
    await withOwner(postgres.owner, (session) => session.query(sql));
  } finally {
    await postgres.stop();
  }
}
