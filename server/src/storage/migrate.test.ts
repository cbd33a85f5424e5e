/** Migrating as the owner: order, refusals, roles, grants, and what search needs. */
import { rm } from 'node:fs/promises';
import { PgBoss } from 'pg-boss';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noteMigrations, writeMigrations } from '../../../tests/support/note-fixture.ts';
import { createEmptyDatabase, dropDatabase, testCluster } from '../../../tests/support/postgres.ts';
import { testRolePassword } from '../../../tests/support/test-cluster.ts';
import { asRole, type ConnectionOptions, type ServerRole } from './connection-options.ts';
import { openDatabase } from './database.ts';
import { jobQueueSchema } from './job-queue-schema.ts';
import { type MigrationReport, migrate } from './migrate.ts';
import { MigrationRefused } from './migration-refused.ts';
import { withOwner } from './owner-session.ts';

const second = {
  '0002-colour.sql': 'alter table skep.note add column colour text; update skep.note set colour = text;',
};
const third = {
  '0003-broken.sql': 'alter table skep.note add column half int; select nothing from nowhere;',
};

const folders: string[] = [];
const limitedOwner = 'skep_test_limited_owner';
let owner: ConnectionOptions;

beforeEach(async () => {
  owner = await createEmptyDatabase();
});

afterEach(() => dropDatabase(owner));

afterAll(async () => {
  for (const folder of folders) await rm(folder, { recursive: true });
  await withOwner(testCluster().owner, (session) => session.query(`drop role if exists ${limitedOwner}`));
});

async function migrateWith(
  files: Readonly<Record<string, string>>,
  as: ConnectionOptions = owner,
): Promise<MigrationReport> {
  const folder = await writeMigrations(files);
  folders.push(folder);
  return migrate({ owner: as, rolePassword: testRolePassword, folder });
}

function ask(sql: string): Promise<readonly Record<string, unknown>[]> {
  return withOwner(owner, (session) => session.query(sql));
}

describe('migrating', () => {
  it('applies what is missing, in order, once', async () => {
    const [first, again, more] = [
      await migrateWith(noteMigrations),
      await migrateWith(noteMigrations),
      await migrateWith({ ...noteMigrations, ...second }),
    ];
    expect(first.applied).toEqual(['0001-note.sql', expect.stringMatching(/^pgboss \d+$/)]);
    expect(again).toEqual({ applied: [], warnings: [] });
    expect(more.applied).toEqual(['0002-colour.sql']);
    expect(await ask('select number, name from skep.schema_migration order by 1')).toEqual([
      { number: 1, name: '0001-note.sql' },
      { number: 2, name: '0002-colour.sql' },
    ]);
  });

  it('is done once when several servers start at the same time', async () => {
    const reports = await Promise.all(
      Array.from({ length: 4 }, () => migrateWith({ ...noteMigrations, ...second })),
    );
    expect(
      reports.flatMap(({ applied }) => applied).filter((name) => name === '0002-colour.sql'),
    ).toHaveLength(1);
  });

  it('takes a failing migration back as a whole and names it', async () => {
    await migrateWith({ ...noteMigrations, ...second });
    const failing = migrateWith({ ...noteMigrations, ...second, ...third });
    await expect(failing).rejects.toThrow(/0003-broken.sql failed and was taken back: .*nowhere/);
    await expect(failing).rejects.toMatchObject({ code: 'migrationFailed' });
    expect(await ask(`select from information_schema.columns where column_name = 'half'`)).toEqual([]);
    expect(await ask('select max(number) as newest from skep.schema_migration')).toEqual([{ newest: 2 }]);
  });

  it('is refused by a server older than the database', async () => {
    await migrateWith({ ...noteMigrations, ...second });
    const older = migrateWith(noteMigrations);
    await expect(older).rejects.toThrow(
      /0002-colour.sql by a newer Skep; this one knows migrations up to number 1/,
    );
    await expect(older).rejects.toMatchObject({ code: 'databaseIsNewer' });
  });

  it('is refused when an applied migration has changed', async () => {
    await migrateWith(noteMigrations);
    const changed = migrateWith({ '0001-note.sql': `${noteMigrations['0001-note.sql']} select 1;` });
    await expect(changed).rejects.toMatchObject({ code: 'migrationChanged' });
  });

  it('does not mind line ends that a checkout turned', async () => {
    await migrateWith(noteMigrations);
    const turned = (noteMigrations['0001-note.sql'] ?? '').replaceAll('\n', '\r\n');
    expect((await migrateWith({ '0001-note.sql': turned })).applied).toEqual([]);
  });

  it.each(['0003-gap.sql', '0001-second-first.sql', 'no-number.sql', '0002_underscore.sql'])(
    'is refused when the folder holds %s',
    async (name) => {
      await expect(migrateWith({ ...noteMigrations, [name]: 'select 1' })).rejects.toMatchObject({
        code: 'migrationsFolderBroken',
      });
    },
  );
});

describe('the owner prepares', () => {
  it('the job queue, so that both roles can use it without a right to change its tables', async () => {
    await migrateWith(noteMigrations);
    const bossAs = (role: ServerRole): Promise<PgBoss> =>
      new PgBoss({
        ...asRole(owner, role, testRolePassword),
        schema: jobQueueSchema,
        migrate: false,
        supervise: false,
        schedule: false,
      }).start();
    const [worker, app] = [await bossAs('skep_worker'), await bossAs('skep_app')];
    await worker.createQueue('work');
    await app.send('work', { job: '12' });
    const [job] = await worker.fetch<{ job: string }>('work');
    await worker.complete('work', job?.id ?? '');
    expect(job?.data).toEqual({ job: '12' });
    await Promise.all([worker.stop(), app.stop()]);
  });

  it('an older job queue by bringing it to the installed version', async () => {
    await migrateWith(noteMigrations);
    await ask(`drop index pgboss.job_common_i15; update pgboss.version set version = 45`);
    expect((await migrateWith(noteMigrations)).applied).toEqual([expect.stringMatching(/^pgboss/)]);
    expect(await ask(`select from pg_indexes where indexname = 'job_common_i15'`)).toHaveLength(1);
  });

  it('and refuses a job queue newer than the installed one', async () => {
    await migrateWith(noteMigrations);
    await ask(`update pgboss.version set version = 9999`);
    await expect(migrateWith(noteMigrations)).rejects.toMatchObject({ code: 'databaseIsNewer' });
  });

  it('search functions, so that a row policy does not keep an index from being used', async () => {
    await migrateWith({
      ...noteMigrations,
      '0002-search.sql': `
        alter table skep.note add column words tsvector, add column tags text[];
        insert into skep.note (id, organisation_id, text, words, tags)
          select n, n % 10, 'alert number ' || n, to_tsvector('simple', 'word' || n), array['tag' || n] from generate_series(1, 20000) n;
        set constraints all immediate;
        create index note_words on skep.note using gin (words);
        create index note_tags on skep.note using gin (tags);
        create index note_trigrams on skep.note using gin (text gin_trgm_ops);
        analyze skep.note;`,
    });
    const database = await openDatabase({ owner, rolePassword: testRolePassword });
    const planFor = async (condition: string): Promise<string> => {
      const sql = `explain select id from skep.note where ${condition}`;
      const { rows } = await database.read(
        { role: 'organisation', organisationId: '7' },
        { sql, parameters: [] },
      );
      return rows.map((row) => String(row['QUERY PLAN'])).join('\n');
    };
    expect(await planFor(`words @@ to_tsquery('simple', 'word77')`)).toContain('note_words');
    expect(await planFor(`tags @> array['tag77']`)).toContain('note_tags');
    expect(await planFor(`tags && array['tag77', 'tag177']`)).toContain('note_tags');
    expect(await planFor(`text ilike '%number 1977%'`)).toContain('note_trigrams');
    await database.close();
  });
});

describe('an owner without the rights of a superuser', () => {
  async function limited(): Promise<ConnectionOptions> {
    await ask(`do $$ begin
      if not exists (select from pg_roles where rolname = '${limitedOwner}') then
        create role ${limitedOwner} login password 'limited';
      end if;
    end $$`);
    await ask(`grant all on database ${owner.database} to ${limitedOwner}`);
    return { ...owner, user: limitedOwner, password: 'limited' };
  }

  it('migrates all the same, and is told what search costs and how to change it', async () => {
    const { warnings } = await migrateWith(noteMigrations, await limited());
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/superuser can change that/);
    await ask(/\n(alter function[\s\S]*;)$/.exec(warnings[0] ?? '')?.[1] ?? '');
    expect((await migrateWith(noteMigrations, await limited())).warnings).toEqual([]);
  });

  it('is told what an administrator has to run when a password cannot be set', async () => {
    const folder = await writeMigrations(noteMigrations);
    folders.push(folder);
    const refused = migrate({ owner: await limited(), rolePassword: (role) => `other ${role}`, folder });
    await expect(refused).rejects.toThrow(/alter role skep_app login password 'SCRAM-SHA-256\$/);
    await expect(refused).rejects.toThrow(MigrationRefused);
    await expect(refused).rejects.not.toThrow(/other skep_app/);
  });
});
