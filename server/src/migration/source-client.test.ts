import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createSourceClient, type SourceClient } from './source-client.ts';

type Answer = { readonly status: number; readonly body?: string; readonly headers?: Record<string, string> };

describe('a client of the source', () => {
  let server: Server;
  let client: SourceClient;
  const answers: (Answer | 'breaksOff')[] = [];
  const pauses: number[] = [];
  beforeAll(async () => {
    server = createServer((_, response) => {
      const answer = answers.shift() ?? { status: 500 };
      if (answer === 'breaksOff') {
        response.writeHead(200, { 'content-length': '100' });
        return void response.write('half', () => response.destroy());
      }
      response.writeHead(answer.status, answer.headers).end(answer.body);
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  beforeEach(() => {
    const address = server.address();
    pauses.length = 0;
    answers.length = 0;
    client = createSourceClient({
      address: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`,
      key: 'a-secret-key',
      signal: new AbortController().signal,
      pause: async (milliseconds) => void pauses.push(milliseconds),
    });
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));
  const question = { path: '/api/status', what: 'status' };

  it('asks again after a pause, at least as long as it was told to', async () => {
    answers.push(
      { status: 503 },
      { status: 429, headers: { 'retry-after': '9' } },
      { status: 200, body: '[1]' },
    );
    expect(await client.ask(question)).toEqual([1]);
    expect(pauses).toEqual([500, 9_000]);
  });

  it('waits less and less for what is never answered, and anew for anything else', async () => {
    const counts: number[] = [];
    for (const what of ['comment', 'comment', 'comment', 'comment', 'task']) {
      pauses.length = 0;
      await expect(client.ask({ ...question, what })).rejects.toMatchObject({ fault: 'busy' });
      counts.push(pauses.length);
    }
    expect(counts).toEqual([5, 3, 1, 1, 5]);
  });

  it('begins a file anew that broke off', async () => {
    answers.push('breaksOff', { status: 200, body: 'whole' });
    expect(await client.receive(question, text)).toBe('whole');
    expect(pauses).toEqual([500]);
  });

  it.each([
    [{ status: 401 }, 'denied'],
    [{ status: 403 }, 'denied'],
    [{ status: 404 }, 'unknown'],
    [{ status: 418 }, 'broken'],
    [{ status: 200, body: '<html>' }, 'broken'],
  ] as const)('does not ask again after %j, which is %s', async (answer, fault) => {
    answers.push(answer);
    const failed = client.ask({ ...question, path: '/api/status?key=1' });
    await expect(failed).rejects.toMatchObject({ fault, message: expect.not.stringContaining('key') });
    expect(pauses).toEqual([]);
  });

  it('says so when there is nobody', async () => {
    const lonely = createSourceClient({
      address: 'http://127.0.0.1:1',
      key: 'a-secret-key',
      signal: new AbortController().signal,
      pause: async () => undefined,
    });
    await expect(lonely.ask(question)).rejects.toMatchObject({
      fault: 'away',
      message: expect.stringContaining('127.0.0.1:1 cannot be reached'),
    });
  });
});
