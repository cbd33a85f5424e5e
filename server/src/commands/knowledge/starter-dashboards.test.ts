import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { createIdSource } from '../frame/id-source.ts';
import { firstStart } from '../settings/first-start.ts';

let lease: TestDatabase;
beforeAll(async () => {
  lease = await leaseDatabase();
});
afterAll(() => lease?.release());

it('every organisation begins with dashboards, which do not come back once they are removed', async () => {
  const { database } = lease;
  const start = () => firstStart({ database, ids: createIdSource(database), clock: () => 1_000 }, 'Team');
  const run = async (sql: string) => (await database.read({ role: 'worker' }, { sql, parameters: [] })).rows;
  const titles = () =>
    run(`select d.title, d.status, d.owner, o.name from skep.dashboard d
      join skep.organisation o on o.id = d.organisation_id order by d.title`);
  const begun = ['Alerts', 'Cases', 'Observables', 'Techniques'].map((title) => ({
    title,
    status: 'Shared',
    owner: null,
    name: 'Team',
  }));
  await start();
  expect(await titles()).toEqual(begun);
  await database.transaction({ role: 'worker' }, async (transaction) => {
    await transaction.run({ sql: 'delete from skep.dashboard', parameters: [] });
  });
  await start();
  expect(await titles()).toEqual([]);
  // An organisation of an earlier version of the product never had them.
  await database.transaction({ role: 'worker' }, async (transaction) => {
    const sql = `update skep.organisation set starter_dashboards = false where name = 'Team'`;
    await transaction.run({ sql, parameters: [] });
  });
  await start();
  expect(await titles()).toEqual(begun);
});
