/** API keys: the unnamed one that can be read again, and named ones with limits. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { alone, createWorld, testSettings, type World } from './testing/world.ts';

const hour = 3_600_000;
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
const use = (key: string, organisation?: string) =>
  world.access.authenticate({ authorization: `Bearer ${key}`, method: 'POST', organisation });
const hasKey = async (userId: string) =>
  (await world.run('select has_key from skep.user_account where id = $1', userId))[0]?.has_key;

describe('the unnamed key', () => {
  it('works, can be read by its owner, and is replaced by a new one', async () => {
    const user = await person();
    const { keys } = world.access;
    const first = await keys.renew(user.id, 'chief@example.org', alone);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    expect((await use(first))?.actor.userId).toBe(user.id);
    expect(await keys.read(user.id, user.id, alone)).toBe(first);
    const second = await keys.renew(user.id, user.login, alone);
    expect(await keys.read(user.id, user.id, alone)).toBe(second);
    await expect(use(first)).rejects.toMatchObject({ code: 'authenticationFailed' });
    expect((await use(second))?.method).toBe('key');
    expect(await keys.list(user.id)).toHaveLength(1);
  });

  it('is removed once, and then is not found', async () => {
    const user = await person();
    const key = await world.access.keys.renew(user.id, user.login, alone);
    expect(await hasKey(user.id)).toBe(true);
    await world.access.keys.remove(user.id, alone);
    expect(await hasKey(user.id)).toBe(false);
    await expect(use(key)).rejects.toMatchObject({ code: 'authenticationFailed' });
    await expect(world.access.keys.remove(user.id, alone)).rejects.toMatchObject({ code: 'notFound' });
    await expect(world.access.keys.read(user.id, user.id, alone)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is read by nobody else', async () => {
    const user = await person();
    const other = await person();
    await world.access.keys.renew(user.id, user.login, alone);
    await expect(world.access.keys.read(user.id, other.id, alone)).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.access.keys.read(user.id, undefined, alone)).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('cannot be read where one organisation of its owner, or the instance, forbids it', async () => {
    const strict = await world.organisation();
    const user = await world.user({ memberships: { [home]: 'analyst', [strict]: 'analyst' } });
    const key = await world.access.keys.renew(user.id, user.login, alone);
    const read = (access = world.access) => access.keys.read(user.id, user.id, alone);
    expect(await read()).toBe(key);
    const settings = { ...testSettings, apiKeyReading: false };
    await expect(read(world.restart({ settings }))).rejects.toMatchObject({ code: 'notFound' });
    await world.run('update skep.organisation set api_key_reading = false where id = $1', strict);
    await expect(read()).rejects.toMatchObject({ code: 'notFound' });
    expect((await use(key))?.actor.userId).toBe(user.id);
  });

  it('stays one when it is renewed many times at once', async () => {
    const user = await person();
    const made = await Promise.all(
      Array.from({ length: 8 }, () => world.access.keys.renew(user.id, user.login, alone)),
    );
    expect(made).toContain(await world.access.keys.read(user.id, user.id, alone));
    expect(await world.access.keys.list(user.id)).toHaveLength(1);
  });
});

describe('a named key', () => {
  it('alone is a key of its owner, until it is removed', async () => {
    const { id: userId, login } = await person();
    const { keys } = world.access;
    const { id } = await keys.create({ userId, createdBy: login, name: 'only' }, alone);
    expect(await hasKey(userId)).toBe(true);
    await keys.renew(userId, login, alone);
    await keys.remove(userId, alone);
    expect(await hasKey(userId)).toBe(true);
    await keys.removeNamed(userId, id, alone);
    expect(await hasKey(userId)).toBe(false);
  });

  it('allows no more than it names and no more than the profile', async () => {
    const user = await person();
    const permissions = ['manageAlert', 'manageTask', 'manageUser'];
    const { key } = await world.access.keys.create(
      { userId: user.id, createdBy: user.login, name: 'feeder', permissions },
      alone,
    );
    const used = await use(key);
    expect([...(used?.actor.permissions ?? [])].sort()).toEqual([
      'manageAlert/create',
      'manageAlert/delete',
      'manageAlert/import',
      'manageAlert/reopen',
      'manageAlert/update',
      'manageTask',
    ]);
    expect(used).toMatchObject({ method: 'key', key: { name: 'feeder' }, actor: { person: false } });
  });

  it('allows nothing when it names nothing', async () => {
    const user = await person();
    const { key } = await world.access.keys.create(
      { userId: user.id, createdBy: user.login, name: 'reader', permissions: [] },
      alone,
    );
    expect((await use(key))?.actor.permissions.size).toBe(0);
  });

  it('works in its organisation only', async () => {
    const name = 'north branch';
    const other = await world.organisation(name);
    const user = await world.user({ memberships: { [home]: 'analyst', [other]: 'org-admin' } });
    const { key } = await world.access.keys.create(
      { userId: user.id, createdBy: user.login, name: 'north', organisation: name },
      alone,
    );
    expect((await use(key))?.actor.organisation).toEqual({ id: other, name });
    expect((await use(key, name))?.actor.organisation.id).toBe(other);
    await expect(use(key, `~${home}`)).rejects.toMatchObject({ code: 'organisationNotAllowed' });
    await world.run(
      'delete from skep.membership where user_id = $1 and organisation_id = $2',
      user.id,
      other,
    );
    await expect(use(key)).rejects.toMatchObject({ code: 'organisationNotAllowed' });
  });

  it('ends at its time', async () => {
    const user = await person();
    const expiresAt = world.now() + hour;
    const { key } = await world.access.keys.create(
      { userId: user.id, createdBy: user.login, name: 'brief', expiresAt },
      alone,
    );
    world.pass(hour - 1);
    expect(await use(key)).toBeDefined();
    world.pass(1);
    await expect(use(key)).rejects.toMatchObject({ code: 'authenticationFailed' });
  });

  it('is shown once and listed without itself', async () => {
    const user = await person();
    const expiresAt = world.now() + hour;
    const made = await world.access.keys.create(
      {
        userId: user.id,
        createdBy: 'chief@example.org',
        name: 'listed',
        permissions: ['manageTask'],
        expiresAt,
      },
      alone,
    );
    const listed = await world.access.keys.list(user.id);
    expect(listed).toEqual([
      {
        id: made.id,
        name: 'listed',
        permissions: ['manageTask'],
        organisation: undefined,
        createdAt: world.now(),
        createdBy: 'chief@example.org',
        expiresAt,
        lastUsedAt: undefined,
      },
    ]);
    await expect(world.access.keys.read(user.id, user.id, alone)).rejects.toMatchObject({ code: 'notFound' });
  });

  it('is removed by its own user alone', async () => {
    const user = await person();
    const other = await person();
    const { id, key } = await world.access.keys.create(
      { userId: user.id, createdBy: user.login, name: 'mine' },
      alone,
    );
    await expect(world.access.keys.removeNamed(other.id, id, alone)).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.access.keys.removeNamed(user.id, 'no id', alone)).rejects.toMatchObject({
      code: 'notFound',
    });
    await world.access.keys.removeNamed(user.id, id, alone);
    await expect(use(key)).rejects.toMatchObject({ code: 'authenticationFailed' });
  });

  it('is refused with every fault at once', async () => {
    const user = await person();
    const wanted = {
      userId: user.id,
      createdBy: user.login,
      name: ' ',
      permissions: ['manageTask', 'manageMoon'],
      organisation: 'elsewhere',
      expiresAt: world.now(),
    };
    const error = await world.access.keys.create(wanted, alone).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'invalidFields' });
    expect((error as { faults: { name: string }[] }).faults.map(({ name }) => name)).toEqual([
      'name',
      'permissions',
      'expiresAt',
      'organisation',
    ]);
  });

  it('has a name of its own among a bounded number', async () => {
    const user = await person();
    const make = (name: string) =>
      world.access.keys.create({ userId: user.id, createdBy: user.login, name }, alone);
    const outcomes = await Promise.allSettled([make('twin'), make('twin')]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    await expect(make('twin')).rejects.toMatchObject({ code: 'apiKeyAlreadyExists' });
    for (let number = 1; number < 100; number += 1) await make(`key ${number}`);
    await expect(make('one more')).rejects.toMatchObject({ code: 'tooManyItems' });
  });
});

describe('the time of use of a key', () => {
  const lastUsed = async (userId: string) => {
    await world.access.settled();
    return (await world.access.keys.list(userId))[0]?.lastUsedAt;
  };

  it('is noted at most once a minute', async () => {
    const user = await person();
    const key = await world.access.keys.renew(user.id, user.login, alone);
    expect(await lastUsed(user.id)).toBeUndefined();
    const first = world.now();
    await Promise.all(Array.from({ length: 5 }, () => use(key)));
    expect(await lastUsed(user.id)).toBe(first);
    world.pass(59_999);
    await use(key);
    expect(await lastUsed(user.id)).toBe(first);
    world.pass(1);
    await use(key);
    expect(await lastUsed(user.id)).toBe(world.now());
  });

  it('does not fail the request when it cannot be written, and is reported', async () => {
    const user = await person();
    const key = await world.access.keys.renew(user.id, user.login, alone);
    const failure = new Error('no room left');
    const database = { ...world.database, transaction: () => Promise.reject(failure) };
    const access = world.restart({ database });
    expect(await access.authenticate({ authorization: `Bearer ${key}`, method: 'GET' })).toBeDefined();
    await access.settled();
    expect(world.reported).toEqual([failure]);
    await use(key);
    expect(await lastUsed(user.id)).toBe(world.now());
  });
});

it('keeps a change and what is written alongside together', async () => {
  const user = await person();
  const key = await world.access.keys.renew(user.id, user.login, alone);
  const refuse = () => Promise.reject(new Error('the audit fails'));
  await expect(world.access.keys.renew(user.id, user.login, refuse)).rejects.toThrow('the audit fails');
  await expect(world.access.keys.remove(user.id, refuse)).rejects.toThrow('the audit fails');
  await expect(world.access.keys.read(user.id, user.id, refuse)).rejects.toThrow('the audit fails');
  await expect(
    world.access.keys.create({ userId: user.id, createdBy: user.login, name: 'lost' }, refuse),
  ).rejects.toThrow('the audit fails');
  await expect(world.access.passwords.set(user.id, 'copper meadow fifty five', refuse)).rejects.toThrow(
    'the audit fails',
  );
  expect((await use(key))?.actor.userId).toBe(user.id);
  expect(await world.access.keys.list(user.id)).toHaveLength(1);
  expect((await world.access.signIn(user)).token).toBeDefined();
});
