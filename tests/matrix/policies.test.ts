/** The second barrier by itself: without any condition of the compiler the database keeps organisations apart, and the other way round. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Entity } from '../../server/src/model/entity.ts';
import { entities } from '../../server/src/model/registry.ts';
import { extraDataNames } from '../../server/src/query/extra-data/extra-data.ts';
import { compilePipeline } from '../../server/src/query/index.ts';
import { PolicyRefused } from '../../server/src/storage/errors.ts';
import type { Rows } from '../../server/src/storage/statement.ts';
import type { Person } from '../support/wire.ts';
import {
  type CatalogueTable,
  catalogueTables,
  withheld,
  withoutPolicies,
  wordlessColumns,
} from './policy-tables.ts';
import { buildTenants, hiddenWord, type Tenants } from './tenants.ts';

let tenants: Tenants;
let tables: readonly CatalogueTable[];
let guarded: readonly CatalogueTable[];

beforeAll(async () => {
  tenants = await buildTenants();
  await tenants.fillHidden();
  tables = await catalogueTables(tenants.wire.world);
  guarded = tables.filter(({ policies }) => policies);
});
afterAll(() => tenants?.release());

/** Ends a transaction whose effects were only to be looked at. */
class LookedAt extends Error {}

/** Runs a statement as the role of organisations in the scope of the strangers, or in none, and undoes it. */
async function tried(sql: string, parameters: readonly unknown[] = [], scope = 'one'): Promise<Rows> {
  const { wire, stranger } = tenants;
  const organisationId = stranger.person.organisation.id;
  const seen: Rows[] = [];
  try {
    await wire.world.dependencies.database.transaction(
      { role: 'organisation', organisationId },
      async (transaction) => {
        if (scope === 'none')
          await transaction.run({ sql: `set local skep.organisation = ''`, parameters: [] });
        seen.push(await transaction.run({ sql, parameters }));
        throw new LookedAt();
      },
    );
  } catch (error) {
    if (!(error instanceof LookedAt)) throw error;
  }
  const [rows] = seen;
  if (rows === undefined) throw new Error('The statement gave nothing');
  return rows;
}

const owner = () => tenants.sharer.organisation.id;

/** A row of a table that the first organisation owns. */
async function foreignRow({ name }: CatalogueTable): Promise<unknown> {
  const sql = `select to_jsonb(t) as row from skep."${name}" t where organisation_id = $1 limit 1`;
  const [found] = await tenants.wire.world.stored(sql, [owner()]);
  return found?.row;
}

/** Names of tables for which something holds. */
async function tablesWhere(
  some: readonly CatalogueTable[],
  holds: (table: CatalogueTable) => Promise<boolean>,
): Promise<string[]> {
  const found: string[] = [];
  for (const table of some) if (await holds(table)) found.push(table.name);
  return found;
}

async function isRefused(attempt: Promise<unknown>): Promise<boolean> {
  try {
    await attempt;
    return false;
  } catch (error) {
    if (error instanceof PolicyRefused) return true;
    throw error;
  }
}

describe('every table', () => {
  it('has row policies or a reason to have none', () => {
    const bare = tables.filter(({ policies }) => !policies).map(({ name }) => name);
    expect(bare).toEqual(Object.keys(withoutPolicies));
  });

  it('with row policies names the organisation, and its policies bind one role each', () => {
    for (const { name, columns, bound } of guarded) {
      expect(columns, name).toContain('organisation_id');
      expect(
        bound.filter((one) => one.endsWith('skep_worker')),
        name,
      ).toEqual(['* skep_worker']);
      expect(['* skep_app', 'a skep_app,d skep_app,r skep_app,w skep_app'], name).toContain(
        bound.filter((one) => !one.endsWith('skep_worker')).join(),
      );
    }
  });

  it('with secrets is closed to the role of organisations', async () => {
    const open = await tablesWhere(
      tables.filter(({ name }) => withheld.includes(name)),
      async ({ name }) => !(await isRefused(tried(`select * from skep."${name}"`))),
    );
    expect(open).toEqual([]);
  });

  it('is bound by its policies for the role of organisations, which cannot put them off', async () => {
    const sql = `select rolsuper or rolbypassrls as free, (select count(*)::int from pg_tables where schemaname = 'skep' and tableowner = current_user) as owned
      from pg_roles where rolname = current_user`;
    expect((await tried(sql)).rows).toEqual([{ free: false, owned: 0 }]);
    expect(await isRefused(tried('set local role skep_worker'))).toBe(true);
    expect(await isRefused(tried('alter table skep.alert disable row level security'))).toBe(true);
  });
});

describe('rows of another organisation', () => {
  it('stand in every guarded table, beside own ones', async () => {
    const missing = await tablesWhere(guarded, async (table) => {
      const { count } = await tried(`select from skep."${table.name}"`);
      return count === 0 || (await foreignRow(table)) === undefined;
    });
    expect(missing).toEqual([]);
  });

  it('never come without any condition', async () => {
    const leaking = await tablesWhere(guarded, async ({ name }) => {
      const { rows } = await tried(`select to_jsonb(t) as row, organisation_id from skep."${name}" t`);
      const theirs = rows.some(({ organisation_id: organisationId }) => organisationId === owner());
      return theirs || JSON.stringify(rows).includes(hiddenWord);
    });
    expect(leaking).toEqual([]);
  });

  it('are not told by a condition on them either', async () => {
    const leaking = await tablesWhere(guarded, async ({ name }) => {
      const sql = `select from skep."${name}" where organisation_id = $1`;
      return (await tried(sql, [owner()])).count > 0;
    });
    expect(leaking).toEqual([]);
  });

  it('do not come without a scope, and neither do any others', async () => {
    const leaking = await tablesWhere(
      guarded,
      async ({ name }) => (await tried(`select from skep."${name}"`, [], 'none')).count > 0,
    );
    expect(leaking).toEqual([]);
  });

  it('cannot be changed or removed', async () => {
    const leaking = await tablesWhere(guarded, async ({ name, columns }) => {
      const other = columns.find((column) => column !== 'organisation_id');
      const changing = `update skep."${name}" set "${other}" = "${other}" where organisation_id = $1`;
      const changed = await tried(changing, [owner()]);
      const removed = await tried(`delete from skep."${name}" where organisation_id = $1`, [owner()]);
      const all = await tried(`delete from skep."${name}" returning organisation_id`);
      const theirs = all.rows.some(({ organisation_id: organisationId }) => organisationId === owner());
      return changed.count + removed.count > 0 || theirs;
    });
    expect(leaking).toEqual([]);
  });

  it('cannot be made', async () => {
    const open = await tablesWhere(guarded, async (table) => {
      const columns = table.columns.map((column) => `"${column}"`).join(', ');
      const sql = `insert into skep."${table.name}" (${columns}) select ${columns} from jsonb_populate_record(null::skep."${table.name}", $1)`;
      return !(await isRefused(tried(sql, [await foreignRow(table)])));
    });
    expect(open).toEqual([]);
  });

  it('are not made of own ones', async () => {
    const open = await tablesWhere(
      guarded,
      async ({ name }) =>
        !(await isRefused(tried(`update skep."${name}" set organisation_id = $1`, [owner()]))),
    );
    expect(open).toEqual([]);
  });

  it('hold a word in every text, so that it would be found', async () => {
    const silent: string[] = [];
    for (const { name, texts: all } of guarded) {
      const texts = all.filter(
        (column) => !wordlessColumns.has(column) && !wordlessColumns.has(`${name}.${column}`),
      );
      if (texts.length === 0) continue;
      const sql = `select ${texts.map((column) => `bool_or("${column}"::text ilike $2) as "${column}"`).join(', ')} from skep."${name}" where organisation_id = $1`;
      const [row = {}] = await tenants.wire.world.stored(sql, [owner(), `%${hiddenWord}%`]);
      silent.push(...texts.flatMap((column) => (row[column] === true ? [] : [`${name}.${column}`])));
    }
    expect(silent).toEqual([]);
  });
});

describe('the conditions of the compiler by themselves', () => {
  /** What somebody reads of an entity past all row policies, as text. */
  async function readPast(person: Person, entity: Entity): Promise<string> {
    const page = { op: 'page', from: 0, to: 1_000, extraData: extraDataNames(entity) } as const;
    const pipeline = [{ op: 'list', entity: entity.name }, page] as const;
    const { statement, decode } = compilePipeline(person, pipeline);
    return JSON.stringify(
      decode(await tenants.wire.world.dependencies.database.read({ role: 'worker' }, statement)),
    );
  }

  it.each(Object.values(entities) as Entity[])('hide every $name of another organisation', async (entity) => {
    const { stranger, partner, keeper } = tenants;
    expect(await readPast(stranger.person, entity)).not.toContain(hiddenWord);
    expect(await readPast(partner.person, entity)).not.toContain(hiddenWord);
    const own = !['global', 'offered'].includes(entity.visibility) && entity.name !== 'organisation';
    expect((await readPast(keeper, entity)).includes(hiddenWord)).toBe(own);
  });
});
