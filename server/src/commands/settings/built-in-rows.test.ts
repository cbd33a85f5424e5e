/** What a newer version adds to the built-in lists arrives; what people deleted, renamed or made before stays theirs. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../../tests/support/postgres.ts';
import { createIdSource } from '../frame/id-source.ts';
import { firstStart } from './first-start.ts';

describe('the built-in lists at a later start', () => {
  let lease: TestDatabase;
  beforeAll(async () => {
    lease = await leaseDatabase();
    await start();
  });
  afterAll(() => lease?.release());

  const start = () =>
    firstStart({ database: lease.database, ids: createIdSource(lease.database), clock: () => 1_000 }, 'Team');
  const run = (sql: string) =>
    lease.database.transaction({ role: 'worker' }, (transaction) => transaction.run({ sql, parameters: [] }));
  const names = async (table: string, column: string) => {
    const { rows } = await run(`select ${column} as name from skep.${table}`);
    return rows.map(({ name }) => String(name));
  };
  /** As if an older version had been here that knew nothing of an entry. */
  const forget = (list: string, name: string) =>
    run(`delete from skep.built_in where list = '${list}' and name = '${name}'`);

  it('get what this version adds, once', async () => {
    await forget('observableType', 'user-agent');
    await run(`delete from skep.observable_type where name = 'user-agent'`);
    await forget('caseStatus', 'Duplicated');
    await run(`delete from skep.case_status where value = 'Duplicated'`);
    await forget('profile', 'read-only');
    await run(`delete from skep.profile where name = 'read-only'`);
    await start();
    expect(await names('observable_type', 'name')).toContain('user-agent');
    expect(await names('case_status', 'value')).toContain('Duplicated');
    expect(await names('profile', 'name')).toContain('read-only');
    await run(`delete from skep.observable_type where name = 'user-agent'`);
    await start();
    expect(await names('observable_type', 'name')).not.toContain('user-agent');
  });

  it('do not get back what somebody deleted or renamed', async () => {
    await run(`delete from skep.observable_type where name = 'regexp'`);
    await run(`update skep.observable_type set name = 'mailbox' where name = 'mail'`);
    await run(`delete from skep.alert_status where value = 'Pending'`);
    await start();
    const types = await names('observable_type', 'name');
    expect(types).not.toContain('regexp');
    expect(types).not.toContain('mail');
    expect(types).toContain('mailbox');
    expect(await names('alert_status', 'value')).not.toContain('Pending');
  });

  it('leave alone what somebody had made under the same name', async () => {
    await forget('observableType', 'registry');
    await run(
      `update skep.observable_type set is_case_sensitive = false, version = 7 where name = 'registry'`,
    );
    await start();
    const { rows } = await run(
      `select is_case_sensitive, version from skep.observable_type where name = 'registry'`,
    );
    expect(rows).toEqual([{ is_case_sensitive: false, version: 7 }]);
  });
});
