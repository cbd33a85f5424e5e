/** Setting and changing passwords. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { alone, createWorld, type World } from './testing/world.ts';

const next = 'amber lantern forty two';
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

it('changes a password for whom knows the current one', async () => {
  const user = await person();
  await world.access.passwords.change({ userId: user.id, current: user.password, next }, alone);
  await expect(world.access.signIn(user)).rejects.toMatchObject({ code: 'authenticationFailed' });
  expect((await world.access.signIn({ login: user.login, password: next })).token).toBeDefined();
});

it.each(['wrong horse battery', '', undefined, null, 7])(
  'refuses a change with another current one: %j',
  async (current) => {
    const user = await person();
    await expect(
      world.access.passwords.change({ userId: user.id, current, next }, alone),
    ).rejects.toMatchObject({ code: 'authenticationFailed' });
    expect((await world.access.signIn(user)).token).toBeDefined();
  },
);

it('refuses the same password again, and one made from the account', async () => {
  const { id, login, password } = await person();
  const change = (given: string) =>
    world.access.passwords.change({ userId: id, current: password, next: given }, alone);
  await expect(change(password)).rejects.toMatchObject({
    code: 'passwordRefused',
    parameters: { reasons: [{ code: 'unchanged' }] },
  });
  await expect(change(login)).rejects.toMatchObject({
    code: 'passwordRefused',
    parameters: { reasons: [{ code: 'fromAccount' }] },
  });
});

it('lets an account in again whose attempts were used up', async () => {
  const user = await person();
  for (let attempt = 0; attempt < 5; attempt += 1) {
    await expect(world.access.signIn({ ...user, password: 'wrong horse battery' })).rejects.toThrow();
  }
  await world.access.passwords.set(user.id, next, alone);
  expect((await world.access.signIn({ login: user.login, password: next })).token).toBeDefined();
});

it('knows no password of an unknown user', async () => {
  await expect(world.access.passwords.set('1', next, alone)).rejects.toMatchObject({ code: 'notFound' });
  await expect(
    world.access.passwords.change({ userId: '1', current: next, next }, alone),
  ).rejects.toMatchObject({ code: 'notFound' });
});

it('prepares a password for an account that is about to be made', async () => {
  const owner = { login: 'new@example.org', name: 'New' };
  await expect(world.access.passwords.prepare(owner, 'short')).rejects.toMatchObject({
    code: 'passwordRefused',
  });
  const prepared = await world.access.passwords.prepare(owner, next);
  const { id, login } = await world.user({ password: false, memberships: { [home]: 'analyst' } });
  await world.database.transaction({ role: 'worker' }, async (transaction) => {
    for (const statement of prepared.statementsFor(id)) transaction.queue(statement);
  });
  expect((await world.access.signIn({ login, password: next })).token).toBeDefined();
  expect(
    (await world.run('select has_password from skep.user_account where id = $1', id))[0]?.has_password,
  ).toBe(true);
});

it('shows its rules', () => {
  expect(world.access.passwordRules).toEqual({ minimumLength: 12, maximumLength: 128, requires: [] });
});
