/** From the credentials of a request to its actor: which count, in which organisation, with which permissions, at what cost. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import type { Database } from '../storage/database.ts';
import type { Access } from './index.ts';
import { alone, createWorld, type TestUser, type World } from './testing/world.ts';

let lease: TestDatabase;
let world: World;
let home: string;
let branch: string;

beforeAll(async () => {
  lease = await leaseDatabase();
  world = await createWorld(lease.database);
  home = await world.organisation('home');
  branch = await world.organisation('branch');
});
afterAll(() => lease.release());

const basicOf = ({ login, password }: { login: string; password: string }) =>
  `Basic ${Buffer.from(`${login}:${password}`).toString('base64')}`;
const keyOf = async (user: TestUser) => `Bearer ${await world.access.keys.renew(user.id, user.login, alone)}`;
const ask = (authorization: string, organisation?: string, access: Access = world.access) =>
  access.authenticate({ authorization, method: 'POST', organisation });

describe('credentials', () => {
  it('may be missing', async () => {
    expect(await world.access.authenticate({ method: 'POST' })).toBeUndefined();
  });

  it('are a login with its password, or a key', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst' } });
    expect(await ask(basicOf(user))).toMatchObject({
      method: 'password',
      actor: { userId: user.id, person: true },
    });
    expect(await ask(await keyOf(user))).toMatchObject({
      method: 'key',
      actor: { userId: user.id, person: false },
    });
  });

  it.each([
    'Bearer wrong',
    `Bearer ${'a'.repeat(3000)}`,
    'Digest x',
    'Basic bm9ib2R5OnZpb2xldCBoYXJib3Vy',
    'Basic Og==',
  ])('fail alike when they are wrong: %s', async (authorization) => {
    await expect(ask(authorization)).rejects.toMatchObject({ code: 'authenticationFailed' });
  });

  it('give way to others when the session of the request has ended', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst' } });
    const request = { sessionToken: 'long gone', authorization: basicOf(user), method: 'GET' };
    expect((await world.access.authenticate(request))?.method).toBe('password');
  });

  it('of a service are keys, never a password', async () => {
    const service = await world.user({ type: 'Service', memberships: { [home]: 'analyst' } });
    await expect(ask(basicOf(service))).rejects.toMatchObject({ code: 'notAllowed' });
    expect((await ask(await keyOf(service)))?.actor).toMatchObject({ login: service.login, person: false });
  });

  it('stop at once when the account is locked', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst' } });
    const key = await keyOf(user);
    expect(await ask(basicOf(user))).toBeDefined();
    await world.run('update skep.user_account set locked = true where id = $1', user.id);
    await expect(ask(key)).rejects.toMatchObject({ code: 'authenticationFailed' });
    await expect(ask(basicOf(user))).rejects.toMatchObject({ code: 'accountLocked' });
  });

  it('of an external account open nothing', async () => {
    const external = await world.user({ type: 'External', memberships: { [home]: 'analyst' } });
    await expect(ask(await keyOf(external))).rejects.toMatchObject({ code: 'authenticationFailed' });
    await expect(ask(basicOf(external))).rejects.toMatchObject({ code: 'accountLocked' });
  });
});

describe('the organisation of a request', () => {
  it('is the one it names, by id or name', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst', [branch]: 'read-only' } });
    const key = await keyOf(user);
    expect((await ask(key, 'branch'))?.actor.organisation).toEqual({ id: branch, name: 'branch' });
    expect((await ask(key, `~${branch}`))?.user.profile).toBe('read-only');
    expect((await ask(key, ''))?.actor.organisation.id).toBe(home);
  });

  it('is the default one when it names none, else the first', async () => {
    const both = { [home]: 'analyst', [branch]: 'read-only' };
    const user = await world.user({ memberships: both, defaultOrganisation: branch });
    expect((await ask(await keyOf(user)))?.actor.organisation.id).toBe(branch);
    const other = await world.user({ memberships: both });
    expect((await ask(await keyOf(other)))?.actor.organisation.id).toBe(home);
    const left = await world.user({ memberships: { [home]: 'analyst' }, defaultOrganisation: branch });
    expect((await ask(await keyOf(left)))?.actor.organisation.id).toBe(home);
  });

  it.each(['elsewhere', '~999999', '~9999999999999999999', '\u0000', '\ud800', 'x'.repeat(500)])(
    'is refused when the user is no member: %j',
    async (organisation) => {
      const user = await world.user({ memberships: { [home]: 'analyst' } });
      await expect(ask(await keyOf(user), organisation)).rejects.toMatchObject({
        code: 'organisationNotAllowed',
      });
      await expect(ask(basicOf(user), organisation)).rejects.toMatchObject({
        code: 'organisationNotAllowed',
      });
    },
  );

  it('is never another than the default because that is locked, except for people who sign in', async () => {
    const locked = await world.organisation();
    const user = await world.user({
      memberships: { [home]: 'analyst', [locked]: 'analyst' },
      defaultOrganisation: locked,
    });
    const key = await keyOf(user);
    await world.run('update skep.organisation set locked = true where id = $1', locked);
    await expect(ask(key)).rejects.toMatchObject({ code: 'organisationNotAllowed' });
    await expect(ask(basicOf(user))).rejects.toMatchObject({ code: 'organisationNotAllowed' });
    await expect(world.access.signIn({ ...user, organisation: `~${locked}` })).rejects.toMatchObject({
      code: 'organisationNotAllowed',
    });
    expect((await world.access.signIn(user)).authenticated.actor.organisation.id).toBe(home);
  });

  it('gives only permissions that make sense in it, and changes of the profile hold at once', async () => {
    const admin = await world.organisation('admin');
    const user = await world.user({ memberships: { [admin]: 'admin', [home]: 'admin' } });
    const key = await keyOf(user);
    expect((await ask(key, 'admin'))?.actor.permissions.has('managePlatform')).toBe(true);
    expect([...((await ask(key, 'home'))?.actor.permissions ?? [])].sort()).toEqual([
      'manageConfig',
      'manageKnowledgeBase',
      'manageUser',
    ]);
    await world.run(`update skep.profile set permissions = '{manageUser,manageMoon}' where name = 'admin'`);
    expect([...((await ask(key, 'admin'))?.actor.permissions ?? [])]).toEqual(['manageUser']);
  });

  it('is among the memberships, of which one is the default', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst', [branch]: 'read-only' } });
    const shown = (await world.access.memberships(user.id)).map(({ organisation, profile, isDefault }) => [
      organisation.name,
      profile,
      isDefault,
    ]);
    expect(shown).toEqual([
      ['branch', 'read-only', false],
      ['home', 'analyst', true],
    ]);
  });
});

describe('the cost of a request', () => {
  function counting(database: Database) {
    const calls: string[] = [];
    const counted: Database = {
      ...database,
      read(scope, statement) {
        calls.push('read');
        return database.read(scope, statement);
      },
      transaction(scope, work) {
        calls.push('transaction');
        return database.transaction(scope, work);
      },
    };
    return { calls, access: world.restart({ database: counted }) };
  }

  it('is one statement for a key and for a session', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst' } });
    const key = await keyOf(user);
    const { token } = await world.access.signIn(user);
    await ask(key);
    await world.access.settled();
    const { calls, access } = counting(lease.database);
    await ask(key, undefined, access);
    await access.authenticate({ sessionToken: token, method: 'GET' });
    expect(calls).toEqual(['read', 'read']);
  });

  it('is one hash for a password that is sent again and again, also at the same time', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst' } });
    const { calls, access } = counting(lease.database);
    const before = world.hashing.checks;
    await Promise.all(Array.from({ length: 20 }, () => ask(basicOf(user), undefined, access)));
    expect(world.hashing.checks - before).toBe(1);
    calls.length = 0;
    await ask(basicOf(user), undefined, access);
    expect(calls).toEqual(['read']);
    expect(world.hashing.checks - before).toBe(1);
  });

  it('does not keep an old password alive', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst' } });
    expect(await ask(basicOf(user))).toBeDefined();
    await world.access.passwords.set(user.id, 'copper meadow fifty five', alone);
    await expect(ask(basicOf(user))).rejects.toMatchObject({ code: 'authenticationFailed' });
    expect(await ask(basicOf({ ...user, password: 'copper meadow fifty five' }))).toBeDefined();
  });

  it('is a hash again after a while', async () => {
    const user = await world.user({ memberships: { [home]: 'analyst' } });
    await ask(basicOf(user));
    const before = world.hashing.checks;
    world.pass(60_000);
    await ask(basicOf(user));
    expect(world.hashing.checks - before).toBe(1);
  });
});
