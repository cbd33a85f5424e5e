/** Sessions over the wire: where one is signed in, ending them, and what is told before anybody signs in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, type Person, type Wire } from '../../../../tests/support/wire.ts';

const password = 'correct horse battery staple';
const firefox = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';

let wire: Wire;
let lead: Person;

beforeAll(async () => {
  wire = await buildWire();
  lead = await wire.person(wire.world.organisations.first, 'org-admin', 'lead@main.test');
});
afterAll(() => wire?.release());

/** Somebody new with a password. */
async function someone(login: string): Promise<Person> {
  const person = await wire.person(wire.world.organisations.first, 'analyst', login);
  await wire.access.passwords.set(String(person.userId), password, async () => undefined);
  return person;
}

interface Browser {
  readonly headers: Readonly<Record<string, string>>;
}

async function signIn(login: string, agent = firefox): Promise<Browser> {
  const headers = { 'user-agent': agent };
  const answer = await wire.send('POST', '/api/v1/login', { body: { user: login, password }, headers });
  const cookie = [answer.headers['set-cookie']].flat().map((line) => String(line).split(';', 1)[0]);
  const token = /TOKEN=([^;]+)/.exec(cookie.join('; '))?.[1] ?? '';
  return { headers: { cookie: cookie.join('; '), 'x-thehive-xsrf-token': token } };
}

const sessions = (browser: Browser) => wire.send('GET', '/api/v1/session', browser);
const current = async (browser: Browser) => (await wire.send('GET', '/api/v1/user/current', browser)).status;

describe('sessions', () => {
  it('are listed with their browsers, the one that asks marked', async () => {
    const login = 'ann@main.test';
    await someone(login);
    const first = await signIn(login);
    wire.world.clock.now += 120_000;
    await signIn(login, 'curl/8.5.0');
    const { body, headers } = await sessions(first);
    const times = {
      createdAt: expect.any(Number),
      lastUsedAt: expect.any(Number),
      endsAt: expect.any(Number),
    };
    const common = { _id: expect.stringMatching(/^[0-9a-f-]{36}$/), ...times, organisation: 'main' };
    expect(body).toHaveLength(2);
    expect(body).toEqual(
      expect.arrayContaining([
        { ...common, agent: 'Firefox on Linux', current: true },
        { ...common, agent: 'curl', current: false },
      ]),
    );
    expect(headers['cache-control']).toBe('no-store');
  });

  it('are ended one by one, and all others at once, by their owner', async () => {
    const login = 'bea@main.test';
    await someone(login);
    await someone('cid@main.test');
    const [here, there, elsewhere] = [await signIn(login), await signIn(login), await signIn(login)];
    const cid = await signIn('cid@main.test');
    const id = (await sessions(there)).text.match(/"_id":"([^"]+)"[^}]*"current":true/)?.[1];
    expect((await wire.send('DELETE', `/api/v1/session/${id}`, cid)).status).toBe(404);
    expect((await wire.send('DELETE', `/api/v1/session/${id}`, here)).status).toBe(204);
    expect(await Promise.all([here, there, elsewhere].map(current))).toEqual([200, 401, 200]);
    expect((await wire.send('DELETE', '/api/v1/session', here)).status).toBe(204);
    expect(await Promise.all([here, elsewhere, cid].map(current))).toEqual([200, 401, 200]);
  });

  it('are ended by whoever manages the account, which is recorded', async () => {
    const login = 'dan@main.test';
    const dan = await someone(login);
    const browser = await signIn(login);
    const colleague = await someone('eli@main.test');
    const path = `/api/v1/user/${login}/session`;
    expect((await wire.send('DELETE', path, { as: colleague })).status).toBe(403);
    expect((await wire.send('DELETE', path, { as: lead })).status).toBe(204);
    expect(await current(browser)).toBe(401);
    const recorded = await wire.world.stored(
      `select created_by from skep.audit where object_id = $1 and details ->> 'sessions' = 'ended'`,
      [dan.userId],
    );
    expect(recorded).toEqual([{ created_by: 'lead@main.test' }]);
  });

  it('end when the account is locked, and do not come back with it', async () => {
    const login = 'fay@main.test';
    await someone(login);
    const browser = await signIn(login);
    await wire.send('PATCH', `/api/v1/user/${login}`, { as: lead, body: { locked: true } });
    expect(await current(browser)).toBe(401);
    await wire.send('PATCH', `/api/v1/user/${login}`, { as: lead, body: { locked: false } });
    expect(await current(browser)).toBe(401);
  });
});

describe('before signing in', () => {
  it('one is told whether there is an administrator yet, and what passwords must be like', async () => {
    const { body } = await wire.send('GET', '/api/v1/status/public');
    expect(body).toMatchObject({
      product: { name: 'Skep', version: '0.0.0-test' },
      setUpNeeded: expect.any(Boolean),
      passwordRules: { minimumLength: 12, requires: [] },
    });
  });

  it('one is told after too many attempts when to try again', async () => {
    const body = { user: 'nobody@main.test', password: 'wrong' };
    for (let attempt = 0; attempt < 4; attempt += 1) await wire.send('POST', '/api/v1/login', { body });
    const refused = await wire.send('POST', '/api/v1/login', { body });
    expect(refused.status).toBe(429);
    expect(refused.body).toMatchObject({ code: 'tooManyAttempts', parameters: { retryAfterSeconds: 900 } });
    expect(refused.headers['retry-after']).toBe('900');
  });
});
