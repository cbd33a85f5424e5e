/** Limits of attempts: how many, how long, across restarts, at once, and for logins that do not exist. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { alone, createWorld, testSettings, type World } from './testing/world.ts';

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
const codeOf = (promise: Promise<unknown>): Promise<string> =>
  promise.then(
    () => 'signed in',
    (error: { code: string }) => error.code,
  );
const guess = (login: string, access = world.access) =>
  codeOf(access.signIn({ login, password: 'wrong horse battery' }));

async function lockOut(login: string): Promise<void> {
  for (let attempt = 0; attempt < 4; attempt += 1) await guess(login);
}

it('refuses the right password after too many wrong ones, with the time that is left', async () => {
  const user = await person();
  await lockOut(user.login);
  world.pass(minute);
  await expect(world.access.signIn(user)).rejects.toMatchObject({
    code: 'tooManyAttempts',
    parameters: { retryAfterSeconds: 14 * 60 },
  });
});

it('opens again when the window is over, and not later because of further attempts', async () => {
  const user = await person();
  await lockOut(user.login);
  world.pass(14 * minute);
  expect(await guess(user.login)).toBe('tooManyAttempts');
  world.pass(minute);
  expect(await codeOf(world.access.signIn(user))).toBe('signed in');
});

it('holds across a restart', async () => {
  const user = await person();
  await lockOut(user.login);
  await lockOut('ghost@example.org');
  const restarted = world.restart();
  expect(await codeOf(restarted.signIn(user))).toBe('tooManyAttempts');
  expect(await guess('ghost@example.org', restarted)).toBe('tooManyAttempts');
});

it('starts anew after the right password', async () => {
  const user = await person();
  for (let round = 0; round < 3; round += 1) {
    for (let attempt = 0; attempt < 3; attempt += 1)
      expect(await guess(user.login)).toBe('authenticationFailed');
    expect(await codeOf(world.access.signIn(user))).toBe('signed in');
  }
});

it('starts anew when the last attempt is a window ago', async () => {
  const { login } = await person();
  for (let attempt = 0; attempt < 3; attempt += 1) await guess(login);
  world.pass(15 * minute);
  for (let attempt = 0; attempt < 4; attempt += 1) expect(await guess(login)).toBe('authenticationFailed');
  expect(await guess(login)).toBe('tooManyAttempts');
});

it('gives no more attempts to many at once', async () => {
  const { login } = await person();
  const before = world.hashing.checks;
  const codes = await Promise.all(Array.from({ length: 20 }, () => guess(login)));
  expect(codes.filter((code) => code === 'authenticationFailed')).toHaveLength(4);
  expect(codes.filter((code) => code === 'tooManyAttempts')).toHaveLength(16);
  expect(world.hashing.checks - before).toBe(4);
});

it('counts the same for basic authentication and for changing the password', async () => {
  const user = await person();
  const basic = `Basic ${Buffer.from(`${user.login}:wrong horse battery`).toString('base64')}`;
  expect(await codeOf(world.access.authenticate({ authorization: basic, method: 'GET' }))).toBe(
    'authenticationFailed',
  );
  const change = { userId: user.id, current: 'wrong horse battery', next: 'amber lantern forty two' };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(await codeOf(world.access.passwords.change(change, alone))).toBe('authenticationFailed');
  }
  expect(await codeOf(world.access.passwords.change({ ...change, current: user.password }, alone))).toBe(
    'tooManyAttempts',
  );
  const right = `Basic ${Buffer.from(`${user.login}:${user.password}`).toString('base64')}`;
  expect(await codeOf(world.access.authenticate({ authorization: right, method: 'GET' }))).toBe(
    'tooManyAttempts',
  );
});

it('refuses a remembered basic password too while its account is refused', async () => {
  const user = await person();
  const authorization = `Basic ${Buffer.from(`${user.login}:${user.password}`).toString('base64')}`;
  expect(await codeOf(world.access.authenticate({ authorization, method: 'GET' }))).toBe('signed in');
  await lockOut(user.login);
  expect(await codeOf(world.access.authenticate({ authorization, method: 'GET' }))).toBe('tooManyAttempts');
});

it('shows managers how an account stands and lets them unlock it', async () => {
  const user = await person();
  await lockOut(user.login);
  expect(await world.access.lockOut(user.id)).toEqual({
    failedAttempts: 4,
    lastFailedAt: world.now(),
    lockedUntil: world.now() + 15 * minute,
  });
  await world.access.unlock(user.id);
  expect(await world.access.lockOut(user.id)).toEqual({
    failedAttempts: 0,
    lastFailedAt: undefined,
    lockedUntil: undefined,
  });
  expect(await codeOf(world.access.signIn(user))).toBe('signed in');
});

it('locks at once where one attempt is allowed', async () => {
  const settings = { ...testSettings, loginAttempts: 1 };
  const strict = world.restart({ settings });
  const user = await person();
  expect(await codeOf(strict.signIn(user))).toBe('signed in');
  expect(await guess(user.login, strict)).toBe('authenticationFailed');
  expect(await codeOf(strict.signIn(user))).toBe('tooManyAttempts');
  world.pass(15 * minute);
  expect(await guess(user.login, strict)).toBe('authenticationFailed');
  expect(await codeOf(strict.signIn(user))).toBe('tooManyAttempts');
});

it('forgets counters of unknown logins when they are over', async () => {
  await guess('visitor@example.org');
  const counted = async () => (await world.run('select from skep.sign_in_failure')).length;
  expect(await counted()).toBeGreaterThan(0);
  world.pass(30 * minute);
  await world.access.removeExpired();
  expect(await counted()).toBe(0);
});
