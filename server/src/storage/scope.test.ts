/** Row policies bind the server's roles, whatever our own filters do. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  countNotes,
  insertNote,
  type NoteDatabase,
  openNoteDatabase,
} from '../../../tests/support/note-fixture.ts';
import { testRolePassword } from '../../../tests/support/test-cluster.ts';
import { asRole } from './connection-options.ts';
import { withClient } from './connection-pool.ts';
import { PolicyRefused } from './errors.ts';
import { type Scope, scopeStatements } from './scope.ts';

const first: Scope = { role: 'organisation', organisationId: '1' };
const second: Scope = { role: 'organisation', organisationId: '2' };
const worker: Scope = { role: 'worker' };

let notes: NoteDatabase;

beforeAll(async () => {
  notes = await openNoteDatabase();
  await notes.database.transaction(worker, async (transaction) => {
    for (const id of [1, 2, 3]) transaction.queue(insertNote(id, id, `note ${id}`));
  });
});

afterAll(() => notes?.release());

describe('the scope of an organisation', () => {
  it('shows its own rows only, without any filter in the statement', async () => {
    const { rows } = await notes.database.read(first, { sql: 'select id from skep.note', parameters: [] });
    expect(rows).toEqual([{ id: '1' }]);
  });

  it('refuses to store a row for another organisation', async () => {
    const foreign = notes.database.transaction(first, async (transaction) =>
      transaction.queue(insertNote(9, 2, 'x')),
    );
    await expect(foreign).rejects.toThrow(PolicyRefused);
  });

  it('neither changes nor deletes rows of another', async () => {
    const changed = await notes.database.transaction(second, (transaction) =>
      transaction.run({ sql: `update skep.note set text = 'mine' where id = 1`, parameters: [] }),
    );
    const deleted = await notes.database.transaction(second, (transaction) =>
      transaction.run({ sql: 'delete from skep.note where id = 1', parameters: [] }),
    );
    expect([changed.count, deleted.count]).toEqual([0, 0]);
  });

  it('ends with its transaction: the same connection shows nothing of it to the next', async () => {
    await withClient(asRole(notes.owner, 'skep_app', testRolePassword), async (client) => {
      for (const { sql } of scopeStatements(first))
        await client.query(`begin; ${sql}; select * from skep.note; commit`);
      expect((await client.query('select * from skep.note')).rowCount).toBe(0);
    });
  });

  it('shows no rows where no organisation is set', async () => {
    await withClient(asRole(notes.owner, 'skep_app', testRolePassword), async (client) => {
      expect((await client.query('select * from skep.note')).rowCount).toBe(0);
      await expect(client.query(`insert into skep.note values (8, 1, 'x')`)).rejects.toThrow(
        /row-level security/,
      );
    });
  });

  it.each(['', '1; reset role', '-1', '1.5', '~12', '9007199254740993', '1e3', ' 1', '１'])(
    'refuses %j as the id of an organisation',
    (organisationId) => {
      expect(() => scopeStatements({ role: 'organisation', organisationId })).toThrow(RangeError);
    },
  );
});

describe('the scope of workers', () => {
  it('shows the rows of all organisations', async () => {
    expect((await notes.database.read(worker, countNotes)).rows[0]?.count).toBe(3);
  });
});

describe('both roles', () => {
  it.each(['skep_app', 'skep_worker'] as const)(
    '%s cannot change tables, policies or the record of migrations',
    async (role) => {
      await withClient(asRole(notes.owner, role, testRolePassword), async (client) => {
        const forbidden = [
          'alter table skep.note disable row level security',
          'drop policy tenant on skep.note',
          'create table skep.mine (a int)',
          'create table public.mine (a int)',
          'truncate skep.note',
          `update skep.schema_migration set checksum = ''`,
          `set role skep_owner`,
          `alter role ${role} bypassrls`,
        ];
        for (const sql of forbidden)
          await expect(client.query(sql), sql).rejects.toThrow(/permission denied|must be owner/);
      });
    },
  );
});
