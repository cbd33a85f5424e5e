import { request as openRequest } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  buildWire,
  formOf,
  type Person,
  type TestAnswer,
  type Wire,
} from '../../../../tests/support/wire.ts';
import { wholePath } from './base-path.ts';
import { routes } from './routes/index.ts';

let wire: Wire;
let ann: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
});
afterAll(() => wire?.release());

const json = { 'content-type': 'application/json' };
const alert = { type: 't', source: 's', sourceRef: 'r', title: 'T', description: 'D' };

const addressOf = (path: string) => wholePath(path.replaceAll(/\{\w+\}/g, '~1'));

function expectRefusal(answer: TestAnswer, status = 400): void {
  expect(answer.status).toBe(status);
  expect(answer.body).toMatchObject({ type: expect.any(String), message: expect.any(String) });
}

describe('a body that cannot be read', () => {
  it.each([
    ['broken JSON', '{"title": '],
    ['very deep nesting', `{"a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`],
    ['a NUL character', '{"title": "a\\u0000b"}'],
    ['half a character', '{"title": "\\udc00"}'],
    ['the key of a prototype', '{"__proto__": {"admin": true}}'],
    ['a key of a prototype further in', '{"tags": [{"constructor": {"prototype": {}}}]}'],
    ['no object', '[1]'],
    ['no object either', '"text"'],
  ])('is refused: %s', async (_, raw) => {
    expectRefusal(await wire.send('POST', '/api/v1/alert', { as: ann, raw, headers: json }));
    expectRefusal(await wire.send('POST', '/api/v1/query', { as: ann, raw, headers: json }));
  });

  it('is refused with another content type, or with none', async () => {
    for (const headers of [{ 'content-type': 'text/plain' }, { 'content-type': 'application/xml' }, {}]) {
      const answer = await wire.send('POST', '/api/v1/alert', {
        as: ann,
        raw: JSON.stringify(alert),
        headers,
      });
      expectRefusal(answer);
    }
  });

  it('may carry parameters in its content type, and may be missing where nothing is needed', async () => {
    const headers = { 'content-type': 'application/json; charset=utf-8' };
    const made = await wire.send('POST', '/api/v1/alert', { as: ann, raw: JSON.stringify(alert), headers });
    expect(made.status).toBe(201);
    const followed = await wire.send('POST', `/api/v1/alert/${made.read('_id')}/unfollow`, { as: ann });
    expect(followed.status).toBe(204);
  });

  it('is refused as too large beyond the limit, and read below it', async () => {
    const long = 'x'.repeat(10_000_000);
    const tooLong = await wire.send('POST', '/api/v1/alert', {
      as: ann,
      body: { ...alert, sourceRef: 'long', description: long },
    });
    expectRefusal(tooLong);
    expect(tooLong.text.length).toBeLessThan(2_000);
    const tooLarge = await wire.send('POST', '/api/v1/alert', {
      as: ann,
      body: { ...alert, description: long + long },
    });
    expectRefusal(tooLarge, 413);
  });
});

describe('values of a wrong kind', () => {
  it.each([
    ['title', 5],
    ['title', ''],
    ['title', 'x'.repeat(600)],
    ['severity', 'high'],
    ['severity', 9],
    ['severity', 2.5],
    ['tlp', -1],
    ['tags', 'a'],
    ['tags', [1]],
    ['tags', ['x'.repeat(200)]],
    ['date', '2024-01-01'],
    ['date', 1e300],
    ['customFields', 'x'],
    ['customFields', [{ value: 1 }]],
    ['observables', {}],
    ['observables', [{ data: 'x' }]],
    ['observables', [null]],
    ['description', { $ne: null }],
    ['colour', 'red'],
  ])('are named with what would be accepted: %s %j', async (name, value) => {
    const answer = await wire.send('POST', '/api/v1/alert', {
      as: ann,
      body: { ...alert, sourceRef: 'wrong', [name]: value },
    });
    expectRefusal(answer);
    expect(answer.body).toMatchObject({
      type: 'AttributeCheckingError',
      errors: expect.arrayContaining([
        expect.objectContaining({ name: expect.stringMatching(new RegExp(`^${name}`)) }),
      ]),
    });
  });

  it('are all named at once', async () => {
    const answer = await wire.send('POST', '/api/v1/alert', { as: ann, body: { severity: 'x', tlp: 9 } });
    const { errors } = answer.body as { errors: { name: string }[] };
    expect(errors.map(({ name }) => name).sort()).toEqual(
      ['description', 'severity', 'source', 'sourceRef', 'title', 'tlp', 'type'].sort(),
    );
  });

  it('are named where nothing at all stands in the place of a value that must be there', async () => {
    const view = { name: 'Mine', entity: 'Alert', filter: {}, listOptions: {}, isShared: false };
    const made = await wire.send('POST', '/api/v1/views', { as: ann, body: view });
    const url = `/api/v1/views/${made.read('_id')}`;
    const answer = await wire.send('PATCH', url, { as: ann, body: { filter: null } });
    expectRefusal(answer);
    expect(answer.body).toMatchObject({ errors: [{ name: 'filter' }] });
  });

  it('are never taken over from what only the server sets', async () => {
    const answer = await wire.send('POST', '/api/v1/alert', {
      as: ann,
      body: {
        ...alert,
        sourceRef: 'own',
        _id: '~1',
        _createdBy: 'eve',
        stage: 'Closed',
        extraData: { a: 1 },
      },
    });
    expect(answer.body).toMatchObject({ _createdBy: 'ann@main.test', stage: 'New', extraData: {} });
    expect(answer.read('_id')).not.toBe('~1');
  });
});

describe('an address that leads nowhere', () => {
  it.each([
    '/api/v1/alert/~0',
    '/api/v1/alert/~99999999999999999999999',
    '/api/v1/alert/~1%00',
    '/api/v1/alert/%2e%2e%2f%2e%2e',
    '/api/v1/case/not-a-number',
    "/api/v1/case/1'%20or%201=1",
    '/api/v1/case/99999999999',
    '/api/v1/user/nobody@nowhere.test',
    '/api/v1/organisation/none',
    '/api/v1/customField/x',
    '/api/v1/attachment/..%2f..%2fetc%2fpasswd',
    '/api/v1/nothing/here',
    '/api/v1/alert/',
    '/nothing',
  ])('is not found: %s', async (path) => {
    const answer = await wire.send('GET', path, { as: ann });
    expect([400, 404]).toContain(answer.status);
    expect(answer.body).toMatchObject({ type: expect.any(String), message: expect.any(String) });
  });

  it('is refused when it cannot be decoded', async () => {
    expectRefusal(await wire.send('GET', '/api/v1/alert/%E0%A4%A', { as: ann }));
    expectRefusal(await wire.send('GET', '/api/v1/flow?count=-1', { as: ann }));
    expectRefusal(await wire.send('GET', '/api/v1/flow?rootId=x', { as: ann }));
  });

  it('tells a stranger nothing but to sign in', async () => {
    for (const path of ['/api/v1/alert/~1', '/api/v1/user/current', '/api/v1/status']) {
      expectRefusal(await wire.send('GET', path), 401);
      expectRefusal(await wire.send('GET', path, { headers: { authorization: 'Bearer nonsense' } }), 401);
    }
    const foreign = await wire.send('GET', '/api/v1/status', {
      as: ann,
      headers: { 'x-organisation': 'elsewhere' },
    });
    expect([401, 403]).toContain(foreign.status);
  });
});

describe('a form that cannot be read', () => {
  const path = '/api/v1/alert';
  const boundary = { 'content-type': 'multipart/form-data; boundary=x' };

  it.each([
    ['that breaks off', '--x\r\nContent-Disposition: form-data; name="_json"\r\n\r\n{"title"', boundary],
    ['without a boundary', 'x', { 'content-type': 'multipart/form-data' }],
    ['of garbage', 'garbage', boundary],
    ['without a name', '--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--\r\n', boundary],
    [
      'with a file that breaks off',
      '--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nhalf a fi',
      boundary,
    ],
    [
      'with the name of a prototype',
      '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n',
      boundary,
    ],
    [
      'with broken JSON',
      '--x\r\nContent-Disposition: form-data; name="_json"\r\n\r\n{"a":\r\n--x--\r\n',
      boundary,
    ],
    [
      'with JSON that is no object',
      '--x\r\nContent-Disposition: form-data; name="_json"\r\n\r\n[1]\r\n--x--\r\n',
      boundary,
    ],
    [
      'with broken typed JSON',
      '--x\r\nContent-Disposition: form-data; name="_json"\r\nContent-Type: application/json\r\n\r\n{"a":\r\n--x--\r\n',
      boundary,
    ],
  ])('is refused: one %s', async (_, raw, headers) => {
    expectRefusal(await wire.send('POST', path, { as: ann, raw, headers }));
  });

  it('is refused with a file beyond the limit, with too many files, and where no files are taken', async () => {
    const file = (index: number, content = 'x') => ({ name: `f${index}`, fileName: 'a', content });
    expectRefusal(
      await wire.send('POST', path, { as: ann, ...formOf([file(0, 'x'.repeat(1_100_000))]) }),
      413,
    );
    const many = Array.from({ length: 20 }, (_, index) => file(index));
    expectRefusal(await wire.send('POST', path, { as: ann, ...formOf(many) }));
    expectRefusal(await wire.send('POST', '/api/v1/case', { as: ann, ...formOf([file(0)]) }));
    const noFiles = await wire.send('POST', '/api/v1/case/~1/attachments', { as: ann, ...formOf([]) });
    expect([400, 404]).toContain(noFiles.status);
  });

  it('takes members as fields of their own', async () => {
    const parts = Object.entries({ ...alert, sourceRef: 'fields' }).map(([name, content]) => ({
      name,
      content,
    }));
    const made = await wire.send('POST', path, {
      as: ann,
      ...formOf([...parts, { name: 'severity', content: '3' }]),
    });
    expect([made.status, made.text.includes('"severity":3')]).toEqual([201, true]);
  });
});

describe('headers', () => {
  it('keep browsers from running anything, also on errors', async () => {
    for (const path of ['/api/v1/status/public', '/api/v1/nothing', '/api/v1/status']) {
      const { headers } = await wire.send('GET', path);
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain("default-src 'self'");
      expect(/script-src ([^;]*)/.exec(policy)?.[1]).toBe("'self'");
      expect(headers['x-content-type-options']).toBe('nosniff');
      expect(headers['x-frame-options']).toBe('DENY');
      expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
      expect(headers).not.toHaveProperty('access-control-allow-origin');
      expect(headers).not.toHaveProperty('x-powered-by');
    }
  });

  it('of a request never decide under which id it is recorded', async () => {
    const { headers } = await wire.send('GET', '/api/v1/status/public', {
      headers: { 'x-request-id': 'mine' },
    });
    expect(headers['x-request-id']).not.toBe('mine');
  });

  it('with secrets are not written to the log, nor are values in addresses', async () => {
    await wire.send('GET', '/api/v1/alert/external;siem;planted-marker', { as: ann });
    await wire.send('POST', '/api/v1/login', {
      body: { user: 'ann@main.test', password: 'planted-secret-1' },
    });
    const log = wire.logged.join('');
    expect(log).toContain('/api/v1/alert/:alertId');
    for (const secret of [ann.key, 'planted-marker', 'planted-secret-1']) expect(log).not.toContain(secret);
  });
});

describe('a server under load', () => {
  it('turns away what is too much at once, and says when to come back', async () => {
    const busy = await buildWire({ requests: 2 });
    try {
      const person = await busy.person(busy.world.organisations.first, 'org-admin');
      const query = { query: [{ _name: 'listAlert' }] };
      const answers = await Promise.all(
        Array.from({ length: 12 }, () => busy.send('POST', '/api/v1/query', { as: person, body: query })),
      );
      const turnedAway = answers.filter(({ status }) => status === 503);
      expect(turnedAway.length).toBeGreaterThan(0);
      expect(turnedAway[0]?.headers['retry-after']).toBe('1');
      expect(turnedAway[0]?.body).toMatchObject({ code: 'busy' });
      expect(answers.some(({ status }) => status === 200)).toBe(true);
      expect((await busy.send('POST', '/api/v1/query', { as: person, body: query })).status).toBe(200);
    } finally {
      await busy.release();
    }
  });

  it('survives callers that go away in the middle', async () => {
    const address = await wire.server.listen({ port: 0, host: '127.0.0.1' });
    const { port } = new URL(address);
    await new Promise<void>((resolve) => {
      const socket = connect(Number(port), '127.0.0.1', () => {
        socket.write(
          `POST /api/v1/alert HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${ann.key}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 1000\r\n\r\n--x\r\nContent-Disposition: form-data; name="a"; filename="a"\r\n\r\nhalf`,
          () => setTimeout(() => socket.destroy(), 50),
        );
      });
      socket.on('close', () => resolve());
    });
    const status = await new Promise<number | undefined>((resolve, reject) => {
      const again = openRequest(`${address}/api/v1/status/public`, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      again.on('error', reject);
      again.end();
    });
    expect(status).toBe(200);
  });
});

describe('the table of routes', () => {
  it('has each method and path once, and a sentence for each', () => {
    const keys = routes.map(({ method, path }) => `${method} ${path.replaceAll(/\{\w+\}/g, '{}')}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(routes.every(({ summary }) => summary.length > 3)).toBe(true);
  });

  it('lets nobody in without a key where one is needed', async () => {
    for (const { method, path, permission } of routes.filter((route) => route.permission !== 'public')) {
      const answer = await wire.send(method, addressOf(path));
      expect([`${method} ${path} ${String(permission)}`, answer.status]).toEqual([
        `${method} ${path} ${String(permission)}`,
        401,
      ]);
    }
  });

  it('lets nobody do what the profile does not hold', async () => {
    const reader = await wire.person(wire.world.organisations.first, 'read-only');
    for (const { method, path, permission } of routes) {
      if (permission === 'public' || permission === 'authenticated') continue;
      const answer = await wire.send(method, addressOf(path), { as: reader });
      expect([`${method} ${path}`, answer.status]).toEqual([`${method} ${path}`, 403]);
    }
  });
});
