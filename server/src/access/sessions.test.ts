/** Sessions: how long they hold, what ends them, and that a change needs the second token. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { alone, createWorld, type World } from './testing/world.ts';

const minute = 60_000;
let lease: TestDatabase;
let world: World;
let home: string;

beforeAll(async () => {
  lease = await leaseDatabase();
  world = await createWorld(lease.database);
  home = await world.organisation();
});
afterAll(() => lease.release());

const person = () => world.user({ memberships: { [home]: 'analyst' } });
const use = (sessionToken: string, organisation?: string) =>
  world.access.authenticate({ sessionToken, method: 'GET', organisation });

describe('a session', () => {
  it('holds while it is used and ends when it is not', async () => {
    const { token } = await world.access.signIn(await person());
    for (let hour = 0; hour < 3; hour += 1) {
      world.pass(59 * minute);
      expect(await use(token)).toBeDefined();
      await world.access.settled();
    }
    world.pass(60 * minute);
    expect(await use(token)).toBeUndefined();
  });

  it('ends after its whole life, however much it is used', async () => {
    const { token, authenticated } = await world.access.signIn(await person());
    const endsAt = world.now() + 720 * minute;
    expect(authenticated.session).toEqual({ endsAt, idleEndsAt: world.now() + 60 * minute });
    for (let half = 1; half < 24; half += 1) {
      world.pass(30 * minute);
      expect((await use(token))?.session?.idleEndsAt).toBe(Math.min(world.now() + 60 * minute, endsAt));
      await world.access.settled();
    }
    world.pass(30 * minute);
    expect(await use(token)).toBeUndefined();
  });

  it('do not stay alive because somebody only asks whether they hold', async () => {
    const { token } = await world.access.signIn(await person());
    world.pass(40 * minute);
    expect(
      await world.access.authenticate({ sessionToken: token, method: 'GET', passive: true }),
    ).toBeDefined();
    world.pass(21 * minute);
    expect(await use(token)).toBeUndefined();
  });

  it('notes its use at most once a minute', async () => {
    const user = await person();
    const { token } = await world.access.signIn(user);
    const notedAt = async () => {
      await use(token);
      await world.access.settled();
      return (await world.run('select last_used_at from skep.session where user_id = $1', user.id))[0]
        ?.last_used_at;
    };
    const opened = world.now();
    world.pass(59_000);
    expect(await notedAt()).toBe(opened);
    world.pass(1_000);
    expect(await notedAt()).toBe(world.now());
  });

  it('ends by signing out, alone or with all others', async () => {
    const user = await person();
    const tokens = [];
    for (let device = 0; device < 4; device += 1) tokens.push((await world.access.signIn(user)).token);
    const [first = '', second = '', third = '', fourth = ''] = tokens;
    await world.access.signOut(first);
    expect(await use(first)).toBeUndefined();
    expect(await use(second)).toBeDefined();
    await world.access.signOutEverywhere(user.id, second);
    expect(await use(third)).toBeUndefined();
    expect(await use(second)).toBeDefined();
    await world.access.signOutEverywhere(user.id);
    expect(await use(second)).toBeUndefined();
    expect(await use(fourth)).toBeUndefined();
    await world.access.signOut(undefined);
  });

  it('ends at once when its account is locked, becomes a service, or is removed', async () => {
    for (const sql of [
      'update skep.user_account set locked = true where id = $1',
      `update skep.user_account set type = 'Service' where id = $1`,
      'delete from skep.user_account where id = $1',
    ]) {
      const user = await person();
      const { token } = await world.access.signIn(user);
      expect(await use(token)).toBeDefined();
      await world.run(sql, user.id);
      expect(await use(token)).toBeUndefined();
    }
  });

  it('ends at once when its organisation is locked or left', async () => {
    const other = await world.organisation();
    const user = await world.user({ memberships: { [home]: 'analyst', [other]: 'analyst' } });
    const { token } = await world.access.signIn({ ...user, organisation: `~${other}` });
    await world.run('update skep.organisation set locked = true where id = $1', other);
    expect(await use(token)).toBeUndefined();
    expect((await use(token, `~${home}`))?.actor.organisation.id).toBe(home);
    await expect(use(token, `~${other}`)).rejects.toMatchObject({ code: 'organisationNotAllowed' });
    await world.run('update skep.organisation set locked = false where id = $1', other);
    expect(await use(token)).toBeDefined();
    await world.run(
      'delete from skep.membership where user_id = $1 and organisation_id = $2',
      user.id,
      other,
    );
    expect(await use(token)).toBeUndefined();
  });

  it('ends with the password it was opened by, except the one that changes it', async () => {
    const user = await person();
    const kept = await world.access.signIn(user);
    const ended = await world.access.signIn(user);
    const change = {
      userId: user.id,
      current: user.password,
      next: 'amber lantern forty two',
      sessionToken: kept.token,
    };
    await world.access.passwords.change(change, alone);
    expect(await use(kept.token)).toBeDefined();
    expect(await use(ended.token)).toBeUndefined();
    await world.access.passwords.set(user.id, 'copper meadow fifty five', alone);
    expect(await use(kept.token)).toBeUndefined();
  });

  it('is one of a bounded number', async () => {
    const user = await person();
    const { token } = await world.access.signIn(user);
    await world.run(
      `insert into skep.session select sha256(n::text::bytea), user_id, organisation_id, csrf_hash, created_at, last_used_at + interval '1 second', expires_at
        from skep.session, generate_series(1, 150) n where user_id = $1`,
      user.id,
    );
    await world.access.signIn(user);
    expect(await world.run('select from skep.session where user_id = $1', user.id)).toHaveLength(100);
    expect(await use(token)).toBeUndefined();
  });

  it('is removed from the table when it has ended', async () => {
    await world.access.signIn(await person());
    world.pass(721 * minute);
    const { token } = await world.access.signIn(await person());
    await world.access.removeExpired();
    expect(await world.run('select from skep.session')).toHaveLength(1);
    expect(await use(token)).toBeDefined();
  });
});

describe('a change by session', () => {
  it('needs the second token of that session', async () => {
    const { token, csrfToken } = await world.access.signIn(await person());
    const other = await world.access.signIn(await person());
    const change = (given?: string) =>
      world.access.authenticate({ sessionToken: token, csrfToken: given, method: 'POST' });
    expect(await change(csrfToken)).toBeDefined();
    for (const wrong of [undefined, '', token, other.csrfToken]) {
      await expect(change(wrong)).rejects.toMatchObject({ code: 'csrfTokenMissing' });
    }
  });

  it('works without it when the request carries a key as well', async () => {
    const user = await person();
    const { token } = await world.access.signIn(user);
    const key = await world.access.keys.renew(user.id, user.login, alone);
    const request = { sessionToken: token, authorization: `Bearer ${key}` };
    expect((await world.access.authenticate({ ...request, method: 'POST' }))?.method).toBe('key');
    expect((await world.access.authenticate({ ...request, method: 'GET' }))?.method).toBe('session');
  });
});

it.each(['', 'x', 'a'.repeat(10_000), 'a\u0000b'])('finds no session for a made-up token', async (token) => {
  expect(await use(token)).toBeUndefined();
});
