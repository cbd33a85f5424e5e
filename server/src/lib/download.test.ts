/** Downloads from a real server on this machine, which is as internal as an address can be. */
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDownload } from './download.ts';
import type { Resolve } from './outgoing-address.ts';

let server: Server;
let port = 0;
const asked: string[] = [];
beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? '';
    asked.push(path);
    if (path === '/file') response.end('content');
    else if (path === '/half') response.writeHead(200, { 'content-length': 100 }).write('half');
    else if (path === '/cut')
      response.writeHead(200, { 'content-length': 100 }).write('half', () => response.destroy());
    else if (path.startsWith('/to?'))
      response.writeHead(302, { location: decodeURIComponent(path.slice(4)) }).end();
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  port = typeof address === 'object' ? (address?.port ?? 0) : 0;
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const resolver =
  (...answers: readonly string[]): Resolve =>
  (_hostName, _options, done) =>
    done(
      null,
      answers.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
const here = { networks: ['127.0.0.1'] };
const at = (path: string, host = '127.0.0.1') => `http://${host}:${port}${path}`;
const to = (address: string) => at(`/to?${encodeURIComponent(address)}`);

describe('a download', () => {
  it('gives what an allowed address holds, through redirects', async () => {
    const download = createDownload(here);
    expect(await text(await download(at('/file')))).toBe('content');
    expect(await text(await download(to(to('/file'))))).toBe('content');
  });

  it.each(['127.0.0.1', '2130706433', '0177.0.0.1', '[::1]', '[::ffff:127.0.0.1]', '0'])(
    'refuses http://%s before anything is sent',
    async (host) => {
      const before = asked.length;
      await expect(createDownload({ networks: [] })(at('/file', host))).rejects.toThrow(
        /is no public address/,
      );
      expect(asked).toHaveLength(before);
    },
  );

  it('refuses a name that leads to an internal address, and does not tell which', async () => {
    const download = createDownload({ networks: [], resolve: resolver('127.0.0.1', '::1') });
    const refused = download(at('/file', 'inside.example'));
    await expect(refused).rejects.toThrow(/^inside\.example is no public address/);
    await expect(refused).rejects.not.toThrow(/127\.0/);
  });

  it('connects to the address of a name that is allowed, and to no other of it', async () => {
    const download = createDownload({ ...here, resolve: resolver('10.0.0.1', '127.0.0.1') });
    expect(await text(await download(at('/file', 'inside.example')))).toBe('content');
  });

  it.each(['http://127.0.0.2/', 'http://169.254.169.254/latest/', 'http://[::1]/', 'http://10.0.0.1/'])(
    'refuses a redirect to %s',
    async (address) => {
      await expect(createDownload(here)(to(address))).rejects.toThrow(/is no public address/);
    },
  );

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'nothing'])(
    'refuses %s, also as a redirect',
    async (address) => {
      const download = createDownload(here);
      await expect(download(address)).rejects.toThrow(/only http and https/);
      if (address !== 'nothing') await expect(download(to(address))).rejects.toThrow(/only http and https/);
    },
  );

  it('follows no circle of redirects', async () => {
    const loop = createServer((request, response) =>
      response.writeHead(302, { location: request.url }).end(),
    );
    loop.listen(0, '127.0.0.1');
    await once(loop, 'listening');
    const address = loop.address();
    const loopPort = typeof address === 'object' ? address?.port : 0;
    await expect(createDownload(here)(`http://127.0.0.1:${loopPort}/`)).rejects.toThrow(/more than 5 times/);
    loop.closeAllConnections();
    await new Promise((resolve) => loop.close(resolve));
  });

  it('fails when the answer is none, is cut off or does not end in time', async () => {
    await expect(createDownload(here)(at('/other'))).rejects.toThrow(/answered 404/);
    const cut = await createDownload(here)(at('/cut'));
    await expect(text(cut)).rejects.toMatchObject({ code: 'downloadFailed' });
    const slow = await createDownload({ ...here, timeoutMs: 300 })(at('/half'));
    await expect(text(slow)).rejects.toMatchObject({ code: 'downloadFailed' });
  });

  it('ends when the program stops, also before the answer has begun', async () => {
    const stopping = new AbortController();
    const download = createDownload({ ...here, stopping: stopping.signal });
    const begun = await download(at('/half'));
    stopping.abort();
    await expect(text(begun)).rejects.toMatchObject({ code: 'downloadFailed' });
    await expect(download(at('/half'))).rejects.toMatchObject({ code: 'downloadFailed' });
  });
});
