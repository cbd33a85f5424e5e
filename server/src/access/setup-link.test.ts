/** The one-time link of the first start. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createWorld, type World } from './testing/world.ts';

let lease: TestDatabase;
let world: World;
let admin: string;

beforeAll(async () => {
  lease = await leaseDatabase();
  world = await createWorld(lease.database);
  admin = await world.organisation('admin');
});
afterAll(() => lease.release());

const invalid = { code: 'setupLinkInvalid' };
const nothing = async () => undefined;

it('holds until it is replaced', async () => {
  const { setupLinks } = world.access;
  const first = await setupLinks.create();
  expect(await setupLinks.holds(first)).toBe(true);
  const second = await world.restart().setupLinks.create();
  expect(await setupLinks.holds(first)).toBe(false);
  await expect(setupLinks.redeem(first, nothing)).rejects.toMatchObject(invalid);
  expect(await setupLinks.holds(second)).toBe(true);
});

it('still holds when making the administrator fails', async () => {
  const { setupLinks } = world.access;
  const token = await setupLinks.create();
  await expect(setupLinks.redeem(token, () => Promise.reject(new Error('no such profile')))).rejects.toThrow(
    'no such profile',
  );
  expect(await setupLinks.holds(token)).toBe(true);
});

it('is used once, also by two at the same time', async () => {
  const { setupLinks } = world.access;
  const token = await setupLinks.create();
  const outcomes = await Promise.allSettled([
    setupLinks.redeem(token, nothing),
    setupLinks.redeem(token, nothing),
  ]);
  expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  await expect(setupLinks.redeem(token, nothing)).rejects.toMatchObject(invalid);
});

it.each(['', 'made up', 'a'.repeat(5000)])('is not guessed: %s', async (token) => {
  expect(await world.access.setupLinks.holds(token)).toBe(false);
  await expect(world.access.setupLinks.redeem(token, nothing)).rejects.toMatchObject(invalid);
});

it('is needed and holds only while no administrator can sign in', async () => {
  const { setupLinks } = world.access;
  const token = await setupLinks.create();
  await world.user({ password: false, memberships: { [admin]: 'admin' } });
  expect(await setupLinks.needed()).toBe(true);
  const { id } = await world.user({ memberships: { [admin]: 'admin' } });
  expect(await setupLinks.needed()).toBe(false);
  expect(await setupLinks.holds(token)).toBe(false);
  await expect(setupLinks.redeem(token, nothing)).rejects.toMatchObject(invalid);
  await world.run('update skep.user_account set locked = true where id = $1', id);
  expect(await setupLinks.needed()).toBe(true);
});
