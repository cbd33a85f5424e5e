/** Transactions and reads: what they send, what they store, and what becomes of failures. */
import { Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import {
  countNotes,
  insertNote,
  type NoteDatabase,
  openNoteDatabase,
} from '../../../tests/support/note-fixture.ts';
import { testRolePassword } from '../../../tests/support/test-cluster.ts';
import { openDatabase } from './database.ts';
import {
  ConnectionLost,
  DatabaseBusy,
  ForeignKeyViolation,
  ReadAborted,
  SignInRefused,
  StatementFailed,
  StatementTimeout,
  TransactionRolledBack,
  UniqueViolation,
} from './errors.ts';
import { withOwner } from './owner-session.ts';
import type { Scope } from './scope.ts';
import type { Statement } from './statement.ts';

const worker: Scope = { role: 'worker' };
const scopeOf = (organisationId: number): Scope => ({
  role: 'organisation',
  organisationId: String(organisationId),
});
const sleep = (seconds: number): Statement => ({ sql: 'select pg_sleep($1)', parameters: [seconds] });
const backend: Statement = { sql: 'select pg_backend_pid() as pid', parameters: [] };

let notes: NoteDatabase;

beforeAll(async () => {
  notes = await openNoteDatabase();
});

afterAll(() => notes?.release());

/** Socket writes while the work runs. */
async function writesOf(work: () => Promise<unknown>): Promise<number> {
  const write = vi.spyOn(Socket.prototype, 'write');
  try {
    await work();
    return write.mock.calls.length;
  } finally {
    write.mockRestore();
  }
}

async function countIn(scope: Scope): Promise<unknown> {
  return (await notes.database.read(scope, countNotes)).rows[0]?.count;
}

describe('a transaction', () => {
  it('that only queues statements is one socket write', async () => {
    const store = (first: number): Promise<void> =>
      notes.database.transaction(scopeOf(1), async (transaction) => {
        for (const id of [first, first + 1, first + 2]) transaction.queue(insertNote(id, 1, `note ${id}`));
      });
    await store(100);
    expect(await writesOf(() => store(103))).toBe(1);
    expect(await countIn(scopeOf(1))).toBe(6);
  });

  it('with one read is two socket writes, and the read sees what was queued before it', async () => {
    const found: unknown[] = [];
    const writes = await writesOf(() =>
      notes.database.transaction(scopeOf(2), async (transaction) => {
        transaction.queue(insertNote(200, 2, 'first'));
        found.push((await transaction.run(countNotes)).rows[0]?.count);
        transaction.queue(insertNote(201, 2, 'second'));
      }),
    );
    expect(found).toEqual([1]);
    expect(writes).toBe(2);
    expect(await countIn(scopeOf(2))).toBe(2);
  });

  it('that does nothing sends nothing', async () => {
    await countIn(worker);
    expect(await writesOf(() => notes.database.transaction(worker, async () => undefined))).toBe(0);
  });

  it('stores nothing when the work throws', async () => {
    const failing = notes.database.transaction(scopeOf(3), async (transaction) => {
      await transaction.run(insertNote(300, 3, 'gone'));
      throw new Error('changed my mind');
    });
    await expect(failing).rejects.toThrow('changed my mind');
    expect(await countIn(scopeOf(3))).toBe(0);
  });

  it('names the violated key, stores nothing, and leaves the connection usable', async () => {
    const failing = notes.database.transaction(scopeOf(4), async (transaction) => {
      transaction.queue(insertNote(400, 4, 'twice'));
      transaction.queue(insertNote(401, 4, 'twice'));
    });
    await expect(failing).rejects.toMatchObject({ name: 'UniqueViolation', constraint: 'note_text_key' });
    await expect(failing).rejects.toThrow(UniqueViolation);
    expect(await countIn(scopeOf(4))).toBe(0);
    await notes.database.transaction(scopeOf(4), async (transaction) =>
      transaction.queue(insertNote(402, 4, 'once')),
    );
    expect(await countIn(scopeOf(4))).toBe(1);
  });

  it('that fails at the commit stores nothing and says why', async () => {
    const failing = notes.database.transaction(scopeOf(5), async (transaction) => {
      await transaction.run(insertNote(500, 5, 'about nothing', 999));
    });
    await expect(failing).rejects.toThrow(ForeignKeyViolation);
    expect(await countIn(scopeOf(5))).toBe(0);
  });

  it('does not pretend to be stored when the work ignores a failed statement', async () => {
    const ignoring = notes.database.transaction(scopeOf(6), async (transaction) => {
      await transaction.run(insertNote(600, 6, 'kept?'));
      await transaction.run(insertNote(600, 6, 'same id')).catch(() => undefined);
    });
    await expect(ignoring).rejects.toThrow(TransactionRolledBack);
    expect(await countIn(scopeOf(6))).toBe(0);
  });

  it('sends statements asked for at the same time one after the other', async () => {
    const sums = await notes.database.transaction(worker, (transaction) =>
      Promise.all(
        [1, 2, 3].map((n) => transaction.run({ sql: 'select $1::int * 2 as sum', parameters: [n] })),
      ),
    );
    expect(sums.map(({ rows }) => rows[0]?.sum)).toEqual([2, 4, 6]);
  });

  it('cannot be used after its end', async () => {
    const leaked = await notes.database.transaction(worker, async (transaction) => {
      await transaction.run(countNotes);
      return { run: transaction.run };
    });
    await expect(leaked.run(countNotes)).rejects.toThrow('after its end');
  });

  it('keeps a statement whose preparation failed usable under the same name', async () => {
    const failing = notes.database.transaction(scopeOf(8), async (transaction) => {
      transaction.queue({ sql: 'select 1/0', parameters: [] });
      transaction.queue({ sql: 'select $1::int as n', parameters: [1], name: 'never_parsed' });
    });
    await expect(failing).rejects.toThrow();
    const again = Array.from({ length: 10 }, (_, n) =>
      notes.database.read(scopeOf(8), { sql: 'select $1::int as n', parameters: [n], name: 'never_parsed' }),
    );
    expect((await Promise.all(again)).map(({ rows }) => rows[0]?.n)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  });

  it('refuses one statement name for two texts', async () => {
    const twice = notes.database.transaction(worker, async (transaction) => {
      await transaction.run({ sql: 'select 1', parameters: [], name: 'two_texts' });
      await transaction.run({ sql: 'select 2', parameters: [], name: 'two_texts' });
    });
    await expect(twice).rejects.toThrow('already stands for another text');
  });

  it('prepares more statements than a connection keeps', async () => {
    const texts = Array.from({ length: 300 }, (_, n) => ({
      sql: `select ${n} as n`,
      parameters: [],
      name: `many_${n}`,
    }));
    const run = (): Promise<unknown[]> =>
      notes.database.transaction(worker, (transaction) =>
        Promise.all(texts.map(async (statement) => (await transaction.run(statement)).rows[0]?.n)),
      );
    const expected = texts.map((_, n) => n);
    expect(await run()).toEqual(expected);
    expect(await run()).toEqual(expected);
  });
});

describe('a read', () => {
  it('is one socket write, and cannot write rows', async () => {
    expect(await writesOf(() => notes.database.read(scopeOf(1), countNotes))).toBe(1);
    const writing = notes.database.read(worker, insertNote(900, 9, 'x'));
    await expect(writing).rejects.toMatchObject({ name: 'ReadOnlyDatabase' });
  });

  it('that takes longer than its limit is ended, and the connection goes on', async () => {
    const slow = notes.database.read(worker, sleep(30), { timeoutMs: 50 });
    await expect(slow).rejects.toThrow(StatementTimeout);
    expect((await notes.database.read(worker, sleep(0))).count).toBe(1);
  });

  it('that its caller gives up is ended on the server too', async () => {
    const leaving = new AbortController();
    const reading = notes.database.read(worker, sleep(30), { signal: leaving.signal });
    const running = {
      sql: `select from pg_stat_activity where query like 'select pg_sleep%' and state = 'active'`,
      parameters: [],
    };
    await vi.waitFor(async () => expect((await notes.database.read(worker, running)).count).toBe(1));
    leaving.abort();
    await expect(reading).rejects.toThrow(ReadAborted);
    expect((await notes.database.read(worker, running)).count).toBe(0);
    await expect(notes.database.read(worker, sleep(0), { signal: AbortSignal.abort() })).rejects.toThrow(
      ReadAborted,
    );
  });

  it('with a mistake in its text fails as a defect with the state of the standard', async () => {
    const failing = notes.database.read(worker, { sql: 'selekt', parameters: [] });
    await expect(failing).rejects.toThrow(StatementFailed);
    await expect(failing).rejects.toMatchObject({ sqlState: '42601' });
  });

  it('gives no rows for a statement without columns', async () => {
    expect(await notes.database.read(worker, { sql: 'select where false', parameters: [] })).toEqual({
      rows: [],
      count: 0,
    });
    expect((await notes.database.read(worker, { sql: '', parameters: [] })).rows).toEqual([]);
  });
});

describe('a pool of connections', () => {
  it('refuses callers beyond its queue, and those who waited too long', async () => {
    const small = await openDatabase({
      owner: notes.owner,
      rolePassword: testRolePassword,
      connections: 1,
      waiting: 1,
      acquireMs: 50,
    });
    const release = Promise.withResolvers<void>();
    const entered = Promise.withResolvers<void>();
    const holding = small.transaction(worker, async () => {
      entered.resolve();
      await release.promise;
    });
    await entered.promise;
    const waiting = small.read(worker, countNotes);
    await expect(small.read(worker, countNotes)).rejects.toThrow(DatabaseBusy);
    await expect(waiting).rejects.toThrow(DatabaseBusy);
    release.resolve();
    await holding;
    expect((await small.read(worker, countNotes)).count).toBe(1);
    await small.close();
  });

  it('serves many more callers than it has connections', async () => {
    const reads = Array.from({ length: 200 }, (_, n) =>
      notes.database.read(scopeOf(n + 1000), {
        sql: `select current_setting('skep.organisation')::int as own`,
        parameters: [],
      }),
    );
    const own = (await Promise.all(reads)).map(({ rows }) => rows[0]?.own);
    expect(own).toEqual(Array.from({ length: 200 }, (_, n) => n + 1000));
  });

  it('replaces a connection that breaks in use or while idle', async () => {
    const single = await openDatabase({ owner: notes.owner, rolePassword: testRolePassword, connections: 1 });
    const kill = async (pid: unknown): Promise<void> => {
      await withOwner(notes.owner, (session) =>
        session.query('select pg_terminate_backend($1, 5000)', [pid]),
      );
    };
    const broken = single.transaction(worker, async (transaction) => {
      const { rows } = await transaction.run(backend);
      await kill(rows[0]?.pid);
      await transaction.run(countNotes);
    });
    await expect(broken).rejects.toThrow(ConnectionLost);
    const { rows } = await single.read(worker, backend);
    await kill(rows[0]?.pid);
    await vi.waitFor(async () => expect((await single.read(worker, countNotes)).count).toBe(1));
    await single.close();
  });

  it('ends a transaction that pauses too long', async () => {
    const impatient = await openDatabase({
      owner: notes.owner,
      rolePassword: testRolePassword,
      idleInTransactionMs: 50,
    });
    const pausing = impatient.transaction(worker, async (transaction) => {
      const { rows } = await transaction.run(backend);
      const alive = { sql: 'select from pg_stat_activity where pid = $1', parameters: [rows[0]?.pid] };
      await vi.waitFor(async () => expect((await notes.database.read(worker, alive)).count).toBe(0));
      await transaction.run(countNotes);
    });
    await expect(pausing).rejects.toThrow(ConnectionLost);
    await impatient.close();
  });

  it('does not open with a wrong password, or where nothing listens', async () => {
    const wrong = openDatabase({ owner: notes.owner, rolePassword: () => 'wrong' });
    await expect(wrong).rejects.toThrow(SignInRefused);
    const nowhere = openDatabase({
      owner: { ...notes.owner, host: '/nowhere' },
      rolePassword: testRolePassword,
    });
    await expect(nowhere).rejects.toThrow(ConnectionLost);
  });
});
