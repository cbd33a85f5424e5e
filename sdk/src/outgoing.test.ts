/** Posts to real servers on this machine, which is as internal as an address can be. */

import type { LookupAddress } from 'node:dns';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isReachable } from './indicators/reachable.ts';
import { type Guard, guardedLookup, post, type Resolve } from './outgoing.ts';

const letter = { headers: {}, body: 'hello', timeoutMs: 5_000 };

/** A resolver that gives these answers one after another, then the last one again, and counts. */
function resolver(...answers: string[][]): { resolve: Resolve; asked: () => number } {
  const questions: string[] = [];
  const resolve: Resolve = (hostName, _options, done) => {
    const answer = answers[Math.min(questions.length, answers.length - 1)] ?? [];
    questions.push(hostName);
    done(
      null,
      answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };
  return { resolve, asked: () => questions.length };
}

function ask(guard: Guard): Promise<string | LookupAddress[]> {
  return new Promise((resolve, reject) => {
    guardedLookup(guard)('host.example', { all: true }, (error, found) =>
      error === null ? resolve(found) : reject(error),
    );
  });
}

describe('an address', () => {
  it.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8'])('%s is public', (address) => {
    expect(isReachable(address, [])).toBe(true);
  });

  it.each([
    ...['127.0.0.1', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1', '0.0.0.0'],
    ...['224.0.0.1', '255.255.255.255', '::1', '::', 'fe80::1', 'fc00::1', 'ff02::1'],
    ...['::ffff:127.0.0.1', '64:ff9b::7f00:1', '2002:7f00:1::'],
  ])('%s is not public', (address) => {
    expect(isReachable(address, [])).toBe(false);
  });

  it('is reachable in an allowed network alone', () => {
    expect(isReachable('10.1.2.3', ['fd00::/8', '10.1.0.0/16'])).toBe(true);
    expect(isReachable('::ffff:10.1.2.3', ['10.1.0.0/16'])).toBe(true);
    expect(isReachable('10.1.2.3', ['10.1.2.3'])).toBe(true);
    expect(isReachable('10.2.2.3', ['10.1.0.0/16', '::1'])).toBe(false);
  });
});

describe('a lookup for a connection', () => {
  it('leaves out what is internal, and refuses when nothing else is left', async () => {
    const mixed = resolver(['10.0.0.1', '8.8.8.8']);
    expect(await ask({ networks: [], resolve: mixed.resolve })).toEqual([{ address: '8.8.8.8', family: 4 }]);
    const inner = resolver(['10.0.0.1']);
    await expect(ask({ networks: [], resolve: inner.resolve })).rejects.toMatchObject({
      message: expect.stringMatching(/^host\.example \(10\.0\.0\.1\) is not a public address\. /),
    });
  });

  it('checks every answer anew, so that a name which turns internal is refused', async () => {
    const { resolve } = resolver(['8.8.8.8'], ['127.0.0.1']);
    await ask({ networks: [], resolve });
    await expect(ask({ networks: [], resolve })).rejects.toThrow(/127\.0\.0\.1/);
  });
});

describe('a post', () => {
  const received: string[] = [];
  const sink: { server: Server | undefined; port: number } = { server: undefined, port: 0 };
  beforeAll(async () => {
    const server = createServer(async (request, response) => {
      received.push(await text(request));
      response.writeHead(302, { location: '/again' }).end('moved');
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    sink.server = server;
    sink.port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  });
  afterAll(async () => {
    sink.server?.closeAllConnections();
    await new Promise((resolve) => sink.server?.close(resolve));
  });

  it.each(['127.0.0.1', '2130706433', '0177.0.0.1', '0x7f.1', '[::ffff:127.0.0.1]', '[::1]', '0'])(
    'to http://%s is refused before anything is sent',
    async (host) => {
      const before = received.length;
      const { resolve } = resolver([]);
      const sent = post(new URL(`http://${host}:${sink.port}/`), letter, { networks: [], resolve });
      await expect(sent).rejects.toThrow(/is not a public address/);
      expect(received).toHaveLength(before);
    },
  );

  it('to a name that leads here is refused', async () => {
    const { resolve } = resolver(['127.0.0.1']);
    const sent = post(new URL(`http://host.example:${sink.port}/`), letter, { networks: [], resolve });
    await expect(sent).rejects.toThrow(/^host\.example \(127\.0\.0\.1\) is not a public address/);
  });

  it('to an allowed network connects to the address that was checked, and follows no redirect', async () => {
    const before = received.length;
    const { resolve, asked } = resolver(['127.0.0.1'], ['10.0.0.1']);
    const guard = { networks: ['127.0.0.0/8'], resolve };
    const answer = await post(new URL(`http://host.example:${sink.port}/`), letter, guard);
    expect([answer.statusCode, await text(answer)]).toEqual([302, 'moved']);
    expect(asked()).toBe(1);
    expect(received.slice(before)).toEqual(['hello']);
  });
});
