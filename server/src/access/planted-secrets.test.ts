/** Nothing secret is stored in clear: every secret of every kind is planted, used, and then looked for in all tables. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { alone, createWorld, type World } from './testing/world.ts';

let lease: TestDatabase;
let world: World;

beforeAll(async () => {
  lease = await leaseDatabase();
  world = await createWorld(lease.database);
});
afterAll(() => lease.release());

/** All rows of all our tables as text, byte columns in both hexadecimal and readable form. */
async function everythingStored(): Promise<string> {
  const tables = await world.run(
    `select tablename from pg_tables where schemaname = 'skep' order by tablename`,
  );
  const dumps = [];
  for (const { tablename } of tables) {
    const rows = await world.run(`select to_jsonb(t)::text as row from skep."${String(tablename)}" t`);
    dumps.push(...rows.map(({ row }) => `${String(tablename)} ${String(row)}`));
  }
  return dumps.join('\n');
}

it('stores passwords, tokens, keys and mistyped logins only as hashes or sealed', async () => {
  const home = await world.organisation();
  const user = await world.user({ memberships: { [home]: 'analyst' } });
  const { access } = world;
  const session = await access.signIn(user);
  const key = await access.keys.renew(user.id, user.login, alone);
  const named = await access.keys.create({ userId: user.id, createdBy: user.login, name: 'named' }, alone);
  const setupToken = await access.setupLinks.create();
  const typedIntoLogin = 'Password-In-The-Wrong-Field';
  await expect(access.signIn({ login: typedIntoLogin, password: 'wrong horse battery' })).rejects.toThrow();
  await access.authenticate({ authorization: `Bearer ${key}`, method: 'GET' });
  await access.settled();

  const stored = (await everythingStored()).toLowerCase();
  expect(stored).toContain(user.login);
  expect(stored).toContain('sign_in_failure');
  const secrets = [
    user.password,
    session.token,
    session.csrfToken,
    key,
    named.key,
    setupToken,
    typedIntoLogin,
    'wrong horse battery',
  ];
  for (const secret of secrets) {
    expect(stored).not.toContain(secret.toLowerCase());
    expect(stored).not.toContain(Buffer.from(secret).toString('hex'));
    expect(stored).not.toContain(Buffer.from(secret).toString('base64').toLowerCase());
  }
});

it('cannot open what was sealed with another instance key', async () => {
  const home = await world.organisation();
  const user = await world.user({ memberships: { [home]: 'analyst' } });
  const key = await world.access.keys.renew(user.id, user.login, alone);
  const elsewhere = await createWorld(lease.database);
  await expect(elsewhere.access.keys.read(user.id, user.id, alone)).rejects.toThrow();
  await expect(
    elsewhere.access.authenticate({ authorization: `Bearer ${key}`, method: 'GET' }),
  ).rejects.toMatchObject({
    code: 'authenticationFailed',
  });
});
