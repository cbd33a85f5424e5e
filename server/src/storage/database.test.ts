/** Transactions and reads against a real database. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';

describe('smoke', () => {
  let lease: TestDatabase;
  beforeAll(async () => {
    lease = await leaseDatabase();
  });
  afterAll(() => lease.release());

  it('works', async () => {
    const { rows } = await lease.database.read(
      { role: 'organisation', organisationId: '12' },
      {
        sql: `select current_setting('skep.organisation') as o, now() as n, 1::int8 as i, array['a','b,"c'] as t, array[1::int8] as ia, '{"a":1}'::jsonb as j, 1.5::numeric as m, $1::text as p, $2::timestamptz as d`,
        parameters: ['x', new Date(12345)],
      },
    );
    const _r = await lease.database
      .transaction({ role: 'worker' }, async (tx) => {
        tx.queue({ sql: 'create temp table x (a int)', parameters: [] }).valueOf;
        return tx.run({ sql: 'select 1 as one', parameters: [] });
      })
      .catch((e) => e);
    expect(rows.length).toBe(1);
  });
});
