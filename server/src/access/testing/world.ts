/** What tests of access stand on: a real database with organisations and accounts, a clock wound by hand, counted hashing. */
import { randomBytes } from 'node:crypto';
import { builtInProfiles } from '../../model/permission.ts';
import type { Database } from '../../storage/database.ts';
import { createSecretBox, type SecretBox } from '../../storage/secret-box.ts';
import { type Access, type AccessDependencies, createAccess, createPasswordHasher } from '../index.ts';

/** An account of the world. */
export interface TestUser {
  readonly id: string;
  readonly login: string;
  readonly password: string;
}

/** What an account is to be like. */
export interface TestUserOptions {
  readonly type?: 'Normal' | 'Service' | 'External';
  /** Set without asking the policy; false for none. */
  readonly password?: string | false;
  /** Organisation ids with the name of the profile in each. */
  readonly memberships?: Readonly<Record<string, string>>;
  readonly defaultOrganisation?: string;
}

/** A world of tests. */
export interface World {
  readonly access: Access;
  readonly database: Database;
  readonly secrets: SecretBox;
  /** Failures of background work. */
  readonly reported: unknown[];
  /** Password checks and hashes that were really computed. */
  readonly hashing: { checks: number; hashes: number };
  now(): number;
  pass(milliseconds: number): void;
  run(sql: string, ...parameters: readonly unknown[]): Promise<readonly Record<string, unknown>[]>;
  organisation(name?: string): Promise<string>;
  user(options?: TestUserOptions): Promise<TestUser>;
  /** Access over the same database, as after a restart. */
  restart(changes?: Partial<AccessDependencies>): Access;
}

/** Settings of the world. */
export const testSettings: AccessDependencies['settings'] = {
  sessionIdleMinutes: 60,
  sessionLifetimeMinutes: 720,
  passwordMinimumLength: 12,
  passwordRequires: [],
  loginAttempts: 4,
  loginWindowMinutes: 15,
  apiKeyReading: true,
};

/** Nothing alongside. */
export const alone = async (): Promise<void> => undefined;

/** Makes a world in an empty, migrated database. */
export async function createWorld(
  database: Database,
  changes: Partial<AccessDependencies> = {},
): Promise<World> {
  const ids = { next: 1_000 };
  const time = { now: Date.UTC(2026, 0, 5, 9) };
  const reported: unknown[] = [];
  const counted = countedHasher();
  const secrets = testSecrets();
  const takeIds = async (count: number) => Array.from({ length: count }, () => String(ids.next++));
  const run: World['run'] = async (sql, ...parameters) =>
    (await database.transaction({ role: 'worker' }, (transaction) => transaction.run({ sql, parameters })))
      .rows;
  const restart: World['restart'] = (more = {}) =>
    createAccess({
      database,
      secrets,
      settings: testSettings,
      hasher: counted.hasher,
      takeIds,
      clock: () => time.now,
      report: (error) => reported.push(error),
      ...changes,
      ...more,
    });
  const access = restart();
  const makers = createMakers(run, access, takeIds);
  await makers.profiles();
  return {
    access,
    database,
    secrets,
    reported,
    hashing: counted.hashing,
    now: () => time.now,
    pass(milliseconds) {
      time.now += milliseconds;
    },
    run,
    ...makers,
    restart,
  };
}

function createMakers(
  run: World['run'],
  access: Access,
  takeIds: (count: number) => Promise<readonly string[]>,
) {
  const takeId = async (): Promise<string> => (await takeIds(1))[0] ?? '';
  return {
    async profiles(): Promise<void> {
      for (const { name, type, permissions } of builtInProfiles) {
        await run(
          `insert into skep.profile (id, created_at, created_by, name, type, permissions) values ($1, now(), 'test', $2, $3, $4)
            on conflict (name) do nothing`,
          await takeId(),
          name,
          type,
          permissions,
        );
      }
    },
    async organisation(name?: string): Promise<string> {
      const id = await takeId();
      await run(
        `insert into skep.organisation (id, created_at, created_by, name, description) values ($1, now(), 'test', $2, '')`,
        id,
        name ?? `organisation ${id}`,
      );
      return id;
    },
    async user({
      type = 'Normal',
      password,
      memberships = {},
      defaultOrganisation,
    }: TestUserOptions = {}): Promise<TestUser> {
      const id = await takeId();
      const login = `person${id}@example.org`;
      await run(
        `insert into skep.user_account (id, created_at, created_by, login, name, type, default_organisation_id)
          values ($1, now(), 'test', $2, $3, $4, $5)`,
        id,
        login,
        `Person ${id}`,
        type,
        defaultOrganisation ?? null,
      );
      for (const [organisation, profile] of Object.entries(memberships)) {
        await run(
          'insert into skep.membership (user_id, organisation_id, profile_id) select $1, $2, id from skep.profile where name = $3',
          id,
          organisation,
          profile,
        );
      }
      if (password !== false) await access.passwords.set(id, password ?? testPassword, alone);
      return { id, login, password: password === false ? '' : (password ?? testPassword) };
    },
  };
}

const testPassword = 'violet harbour seventeen';

function countedHasher() {
  const hashing = { checks: 0, hashes: 0 };
  const inner = createPasswordHasher();
  return {
    hashing,
    hasher: {
      hash(password: string) {
        hashing.hashes += 1;
        return inner.hash(password);
      },
      verify(passwordHash: string, password: string) {
        hashing.checks += 1;
        return inner.verify(passwordHash, password);
      },
      verifyNothing(password: string) {
        hashing.checks += 1;
        return inner.verifyNothing(password);
      },
    },
  };
}

/** A box under a key that lives as long as the world. */
function testSecrets(): SecretBox {
  return createSecretBox({
    current: { id: randomBytes(4).toString('hex'), secret: randomBytes(32) },
    older: [],
  });
}
