/** A lock that is held together tells how many live, and what they tell, whatever becomes of them. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type NoteDatabase, openNoteDatabase } from '../../../tests/support/note-fixture.ts';
import { testRolePassword } from '../../../tests/support/test-cluster.ts';
import { asRole } from './connection-options.ts';
import { withClient } from './connection-pool.ts';
import { holdersOf, holdSharedLock } from './shared-lock.ts';

const about = 4_711;

let notes: NoteDatabase;

beforeAll(async () => {
  notes = await openNoteDatabase();
});
afterAll(() => notes?.release());

async function holders(): Promise<Record<string, unknown> | undefined> {
  const { rows } = await notes.database.read({ role: 'worker' }, holdersOf(about));
  return rows[0];
}

const hold = (told: number) =>
  holdSharedLock(asRole(notes.owner, 'skep_worker', testRolePassword), { about, told }, (error) => {
    throw error;
  });

it('counts those that hold it, those that tell the same too, and forgets who released it', async () => {
  expect(await holders()).toEqual({ holders: 0, told: 0 });
  const first = await hold(2);
  const second = await hold(2);
  const third = await hold(3);
  expect(await holders()).toEqual({ holders: 3, told: 7 });
  await second.release();
  expect(await holders()).toEqual({ holders: 2, told: 5 });
  await first.release();
  await third.release();
  expect(await holders()).toEqual({ holders: 0, told: 0 });
});

it('is gone with its connection, and taken again', async () => {
  const held = await hold(2);
  const lost = await withClient(notes.owner, async (client) => {
    const { rows } = await client.query(
      `select pid, pg_terminate_backend(pid) from pg_locks where locktype = 'advisory' and classid = ${about}::int`,
    );
    return rows.map(({ pid }) => Number(pid));
  });
  expect(lost).toHaveLength(1);
  await expect.poll(holders, { timeout: 15_000 }).toEqual({ holders: 1, told: 2 });
  const holder = await withClient(notes.owner, async (client) => {
    const { rows } = await client.query(
      `select pid from pg_locks where locktype = 'advisory' and classid = ${about}::int`,
    );
    return rows.map(({ pid }) => Number(pid));
  });
  expect(holder).not.toEqual(lost);
  await held.release();
  expect(await holders()).toEqual({ holders: 0, told: 0 });
});
