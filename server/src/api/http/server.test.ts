import { pino } from 'pino';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import { CodedError } from '../../model/errors.ts';
import { type Dialect, dialectOf } from './dialect.ts';
import { buildServer } from './server.ts';

/** A dialect whose errors say whose they are. */
function dialect(name: string, prefix: string, register: Dialect['register'] = () => undefined): Dialect {
  return {
    name,
    prefixes: [prefix],
    renderError: (error) => ({
      status: error.family === 'notFound' ? 404 : 400,
      body: { [name]: error.code },
    }),
    renderDefect: (requestId) => ({ status: 500, body: { [name]: requestId } }),
    register,
  };
}

function build(
  dialects: readonly Dialect[],
  more: { healthy?: () => Promise<void>; logged?: string[] } = {},
) {
  const { healthy = async () => undefined, logged = [] } = more;
  return buildServer({
    access: { authenticate: async () => undefined },
    dialects,
    logger: pino({ level: 'debug' }, { write: (line: string) => logged.push(line) }),
    metrics: new Registry(),
    healthy,
    secure: true,
    trustedProxies: [],
    limits: { bodyBytes: 1_000, closingMs: 200, requests: 10, streams: 10 },
  });
}

describe('a server', () => {
  it('does not start with a route that declares no permission', async () => {
    const server = await build([
      dialect('a', '/', (inner) => {
        inner.get('/open', async () => 'x');
      }),
    ]);
    await expect(server.ready()).rejects.toThrow(/declare no permission: GET \/open/);
    await server.close();
  });

  it('answers errors in the dialect of their path, unknown routes included', async () => {
    const server = await build([dialect('outer', '/'), dialect('inner', '/inner/api')]);
    const bodyOf = async (url: string) => (await server.inject(url)).json();
    expect(await bodyOf('/nothing')).toEqual({ outer: 'notFound' });
    expect(await bodyOf('/inner/api/nothing?x=1')).toEqual({ inner: 'notFound' });
    expect(await bodyOf('/inner/apiary')).toEqual({ outer: 'notFound' });
    expect(await bodyOf('/inner/api/%E0%A4%A')).toHaveProperty('inner');
    await server.close();
  });

  it('tells nothing of a defect, but logs it under the id of the request', async () => {
    const logged: string[] = [];
    const failing = dialect('a', '/', (inner) => {
      inner.get('/fails', { config: { permission: 'public' } }, async () => {
        throw new Error('planted-detail');
      });
    });
    const server = await build([failing], { logged });
    const answer = await server.inject('/fails');
    expect(answer.statusCode).toBe(500);
    expect(answer.payload).not.toContain('planted-detail');
    const id = answer.headers['x-request-id'];
    expect(answer.json()).toEqual({ a: id });
    expect(logged.find((line) => line.includes('planted-detail'))).toContain(String(id));
    await server.close();
  });

  it('refuses a body beyond its limit before it is read', async () => {
    const taking = dialect('a', '/', (inner) => {
      inner.post('/take', { config: { permission: 'public' } }, async () => ({ taken: true }));
    });
    const server = await build([taking]);
    const post = (body: string) =>
      server.inject({
        method: 'POST',
        url: '/take',
        headers: { 'content-type': 'application/json' },
        payload: body,
      });
    expect((await post('{}')).json()).toEqual({ taken: true });
    expect((await post(`"${'x'.repeat(2_000)}"`)).json()).toEqual({ a: 'tooLarge' });
    await server.close();
  });

  it('says whether it can do its work, and tells the cause only to its log', async () => {
    const logged: string[] = [];
    const server = await build([dialect('a', '/')], {
      logged,
      healthy: () => Promise.reject(new Error('planted-cause')),
    });
    const answer = await server.inject('/health');
    expect([answer.statusCode, answer.payload]).toEqual([503, '{"status":"down"}']);
    expect(logged.join('')).toContain('planted-cause');
    await server.close();
  });

  it('compresses what is worth it, and asks browsers to stay with https', async () => {
    const long = dialect('a', '/', (inner) => {
      inner.get('/long', { config: { permission: 'public' } }, async () => ({ text: 'x'.repeat(5_000) }));
    });
    const server = await build([long]);
    const answer = await server.inject({ url: '/long', headers: { 'accept-encoding': 'gzip' } });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(answer.headers['strict-transport-security']).toContain('max-age');
    await server.close();
  });

  it('asks who calls before it looks at anything, and says how to come back when it is busy', async () => {
    const closed = dialect('a', '/', (inner) => {
      inner.post('/closed', { config: { permission: 'authenticated' } }, async () => 'x');
      inner.get('/busy', { config: { permission: 'public' } }, async () => {
        throw new CodedError('busy');
      });
    });
    const server = await build([closed]);
    const broken = {
      method: 'POST',
      url: '/closed',
      headers: { 'content-type': 'application/json' },
      payload: '{',
    } as const;
    expect((await server.inject(broken)).json()).toEqual({ a: 'notAuthenticated' });
    expect((await server.inject('/busy')).headers['retry-after']).toBe('1');
    await server.close();
  });
});

describe('the dialect of a path', () => {
  it('is the one with the longest prefix that fits whole segments', () => {
    const dialects = [dialect('v0', '/api'), dialect('v1', '/api/v1'), dialect('root', '/')];
    const nameOf = (url: string) => dialectOf(dialects, url).name;
    expect(nameOf('/api/v1/alert')).toBe('v1');
    expect(nameOf('/api/v1')).toBe('v1');
    expect(nameOf('/api/v10')).toBe('v0');
    expect(nameOf('/api?x=/api/v1/y')).toBe('v0');
    expect(nameOf('/elsewhere')).toBe('root');
  });
});
