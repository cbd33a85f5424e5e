import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { builtInProfiles } from '../../model/permission.ts';
import { createIdSource } from '../frame/id-source.ts';
import { firstStart } from './first-start.ts';

describe('firstStart', () => {
  let lease: TestDatabase;
  beforeAll(async () => {
    lease = await leaseDatabase();
  });
  afterAll(() => lease?.release());

  it('makes organisations and lists once, however many servers start, and never again', async () => {
    const { database } = lease;
    const start = (name: string) =>
      firstStart({ database, ids: createIdSource(database), clock: () => 1_000 }, name);
    const [one, ...others] = await Promise.all(['Team', 'Team', 'Team'].map(start));
    expect(others).toEqual([one, one]);
    expect(await start('Renamed')).toEqual(one);
    expect(one).toMatchObject({ admin: { name: 'admin' }, first: { name: 'Team' } });
    const rows = async (sql: string) =>
      (await database.read({ role: 'worker' }, { sql, parameters: [] })).rows;
    expect(await rows('select name from skep.organisation order by id')).toEqual([
      { name: 'admin' },
      { name: 'Team' },
    ]);
    const profiles = await rows('select name, type, editable, permissions from skep.profile order by id');
    expect(profiles).toEqual(builtInProfiles);
    expect(await rows('select name from skep.observable_type where is_attachment')).toEqual([
      { name: 'file' },
    ]);
    const statuses = await rows('select value from skep.case_status order by position');
    expect(statuses.map(({ value }) => value).slice(0, 3)).toEqual(['New', 'InProgress', 'TruePositive']);
    const [alert] = await rows('select count(*)::int as count from skep.alert_status');
    expect(alert).toEqual({ count: 8 });
  });
});
