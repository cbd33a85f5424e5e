/** Signing in: who gets a session, who does not, and that refusals tell nothing about which logins exist. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createWorld, type World } from './testing/world.ts';

let lease: TestDatabase;
let world: World;
let home: string;

beforeAll(async () => {
  lease = await leaseDatabase();
  world = await createWorld(lease.database);
  home = await world.organisation();
});
afterAll(() => lease.release());

const failure = async (promise: Promise<unknown>) => {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  return error as { code: string; message: string; parameters: Record<string, unknown> };
};

describe('signing in', () => {
  it('opens a session that the next request works by', async () => {
    const { login, password, id } = await world.user({ memberships: { [home]: 'analyst' } });
    const { token, authenticated } = await world.access.signIn({ login, password });
    const next = await world.access.authenticate({ sessionToken: token, method: 'GET' });
    expect(next?.actor).toEqual(authenticated.actor);
    expect(next?.actor).toMatchObject({ userId: id, login, person: true, organisation: { id: home } });
    expect(next?.actor.permissions.has('manageAlert/create')).toBe(true);
    expect(next?.actor.permissions.has('manageUser')).toBe(false);
    expect(next?.user.profile).toBe('analyst');
  });

  it('takes the login in any case and with blanks around', async () => {
    const { login, password } = await world.user({ memberships: { [home]: 'analyst' } });
    const { authenticated } = await world.access.signIn({ login: `  ${login.toUpperCase()} `, password });
    expect(authenticated.user.login).toBe(login);
  });

  it('tells nobody but the owner of the password that an account is locked, a service, or in no organisation', async () => {
    const locked = await world.user({ memberships: { [home]: 'analyst' } });
    await world.run('update skep.user_account set locked = true where id = $1', locked.id);
    const service = await world.user({ type: 'Service', memberships: { [home]: 'analyst' } });
    const nowhere = await world.user();
    expect((await failure(world.access.signIn(locked))).code).toBe('accountLocked');
    expect((await failure(world.access.signIn(service))).code).toBe('notAllowed');
    expect((await failure(world.access.signIn(nowhere))).code).toBe('organisationNotAllowed');
    for (const { login } of [locked, service, nowhere]) {
      expect((await failure(world.access.signIn({ login, password: 'wrong horse battery' }))).code).toBe(
        'authenticationFailed',
      );
    }
  });

  it('lets no external account in', async () => {
    const external = await world.user({ type: 'External', memberships: { [home]: 'analyst' } });
    expect((await failure(world.access.signIn(external))).code).toBe('accountLocked');
  });

  it('asks the second factor, and a password alone is then not enough', async () => {
    const access = world.restart({ secondFactor: { passes: async (_, code) => code === '123456' } });
    const { login, password } = await world.user({ memberships: { [home]: 'analyst' } });
    expect((await failure(access.signIn({ login, password }))).code).toBe('authenticationFailed');
    expect((await access.signIn({ login, password, code: '123456' })).token).toMatch(/^[0-9a-f]{64}$/);
  });
});

describe('known and unknown logins', () => {
  it('answer alike, with the same work, until both are refused', async () => {
    const { login } = await world.user({ memberships: { [home]: 'analyst' } });
    const withoutPassword = await world.user({ password: false, memberships: { [home]: 'analyst' } });
    const seen = [];
    for (const tried of [login, withoutPassword.login, 'nobody@example.org']) {
      const answers = [];
      for (let attempt = 1; attempt <= 6; attempt += 1) {
        const before = world.hashing.checks;
        const { code, message, parameters } = await failure(
          world.access.signIn({ login: tried, password: 'wrong horse battery' }),
        );
        answers.push({ code, message, parameters, work: world.hashing.checks - before });
      }
      seen.push(answers);
    }
    expect(seen[1]).toEqual(seen[0]);
    expect(seen[2]).toEqual(seen[0]);
    expect(seen[0]?.map(({ code, work }) => [code, work])).toEqual([
      ...Array(4).fill(['authenticationFailed', 1]),
      ...Array(2).fill(['tooManyAttempts', 0]),
    ]);
  });
});

describe('what cannot be a password', () => {
  const accepting = { name: 'credulous', accepts: async () => true };

  it('never signs in, whatever a provider would say', async () => {
    const access = world.restart({ providers: [accepting] });
    const { login } = await world.user({ memberships: { [home]: 'analyst' } });
    expect((await access.signIn({ login, password: 'anything at all' })).token).toBeDefined();
    const impossible = fc.oneof(
      fc.constantFrom('', null, undefined, '\u0000', '\ud800'),
      fc.integer(),
      fc.boolean(),
      fc.array(fc.string()),
      fc.object(),
      fc
        .string({ minLength: 129, maxLength: 2000, unit: 'grapheme' })
        .filter((text) => [...text.normalize('NFKC')].length > 128),
      fc.string({ minLength: 1, maxLength: 100 }).map((text) => `${text}\u0000`),
    );
    await fc.assert(
      fc.asyncProperty(impossible, async (password) => {
        expect((await failure(access.signIn({ login, password }))).code).toBe('authenticationFailed');
      }),
      { numRuns: 200 },
    );
  });

  it('is not counted as an attempt and is not hashed', async () => {
    const { login, password, id } = await world.user({ memberships: { [home]: 'analyst' } });
    const before = world.hashing.checks;
    for (let attempt = 0; attempt < 10; attempt += 1)
      await failure(world.access.signIn({ login, password: '' }));
    expect(world.hashing.checks).toBe(before);
    expect((await world.access.lockOut(id)).failedAttempts).toBe(0);
    expect((await world.access.signIn({ login, password })).token).toBeDefined();
  });

  it('does not open an account without a password either', async () => {
    const { login } = await world.user({ password: false, memberships: { [home]: 'analyst' } });
    expect((await failure(world.access.signIn({ login, password: '' }))).code).toBe('authenticationFailed');
  });
});

it('opens for exactly the password that was set', async () => {
  const { id, login } = await world.user({ memberships: { [home]: 'analyst' } });
  const possible = fc.string({ minLength: 12, maxLength: 60, unit: 'grapheme' });
  await fc.assert(
    fc.asyncProperty(possible, possible, async (password, other) => {
      const accepted = await world.access.passwords
        .set(id, password, async () => undefined)
        .then(
          () => true,
          () => false,
        );
      fc.pre(accepted);
      expect((await world.access.signIn({ login, password })).token).toBeDefined();
      if (other.normalize('NFKC') === password.normalize('NFKC')) return;
      expect((await failure(world.access.signIn({ login, password: other }))).code).toBe(
        'authenticationFailed',
      );
    }),
    { numRuns: 15 },
  );
});

it.each([undefined, null, '', 7, {}, 'a'.repeat(129), 'a\u0000b', '\ud800'])(
  'refuses what cannot be a login: %j',
  async (login) => {
    expect((await failure(world.access.signIn({ login, password: 'violet harbour seventeen' }))).code).toBe(
      'authenticationFailed',
    );
  },
);
