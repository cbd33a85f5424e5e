/** Runs the responder against a real HTTP server that answers well, badly, late, long and elsewhere. */

import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { text } from 'node:stream/consumers';
import { tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./webhook.ts', import.meta.url).pathname;
const received: { url: string | undefined; headers: IncomingHttpHeaders; body: string }[] = [];
const sink: { server: Server | undefined; host: string } = { server: undefined, host: '' };

beforeAll(async () => {
  const server = createServer(async (request, response) => {
    received.push({ url: request.url, headers: request.headers, body: await text(request) });
    if (request.url === '/late') return;
    if (request.url === '/refuse') response.writeHead(422).end('no such ticket');
    else if (request.url === '/moved')
      response.writeHead(302, { location: 'http://elsewhere.example/' }).end();
    else if (request.url === '/long') response.end('x'.repeat(100_000));
    else response.writeHead(201, { 'content-type': 'application/json' }).end('{"ticket":7}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  sink.server = server;
  sink.host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
});

afterAll(async () => {
  sink.server?.closeAllConnections();
  await new Promise((resolve) => sink.server?.close(resolve));
});

const input = {
  dataType: 'thehive:case',
  data: { _type: 'case', caseId: 12, title: 'Phishing' },
  tlp: 2,
  pap: 1,
  parameters: { organisation: 'acme', user: 'lea' },
};

const post = (path: string, config: object = {}, allowedNetworks: readonly string[] = ['127.0.0.1']) =>
  tryNeuron({
    script,
    allowedNetworks,
    input: { ...input, config: { url: `http://${sink.host}${path}`, ...config } },
  });

describe('Webhook', () => {
  it('posts the object and reports the answer', async () => {
    const { output } = await post('/plain');
    expect(output).toMatchObject({
      success: true,
      full: {
        message: `${sink.host} answered 201`,
        status: 201,
        response: '{"ticket":7}',
        responseCut: false,
      },
    });
    const request = received.find(({ url }) => url === '/plain');
    expect(JSON.parse(request?.body ?? '')).toEqual({ ...input, message: '' });
    expect(request?.headers['x-skep-signature']).toBeUndefined();
  });

  it('signs the body together with the time', async () => {
    await post('/signed', { secret: 'shared' });
    const request = received.find(({ url }) => url === '/signed');
    const [, time, digest] =
      /^t=(\d+),v1=([0-9a-f]{64})$/.exec(String(request?.headers['x-skep-signature'])) ?? [];
    expect(digest).toBe(createHmac('sha256', 'shared').update(`${time}.${request?.body}`).digest('hex'));
    expect(Math.abs(Number(time) - Date.now() / 1000)).toBeLessThan(60);
  });

  it('reaches nothing internal that the platform does not allow, whatever its own configuration says', async () => {
    const config = {
      SKEP_ALLOWED_INTERNAL_NETWORKS: '127.0.0.0/8',
      allowed_internal_networks: ['127.0.0.1'],
    };
    const { output } = await post('/inner', config, []);
    expect(output).toMatchObject({
      success: false,
      errorMessage: expect.stringMatching(/^127\.0\.0\.1 is not a public address\. /),
    });
    expect(received.filter(({ url }) => url === '/inner')).toEqual([]);
  });

  it('goes through a proxy of any address, but to no internal target', async () => {
    const proxy = { http: `http://${sink.host}` };
    const outer = await post('', { url: 'http://8.8.8.8/through', proxy }, []);
    expect(outer.output).toMatchObject({ success: true, full: { message: '8.8.8.8 answered 201' } });
    for (const url of ['http://10.0.0.1/inside', 'http://localhost/inside']) {
      const { output } = await post('', { url, proxy }, []);
      expect(output).toMatchObject({ errorMessage: expect.stringContaining(' is not a public address. ') });
    }
    expect(received.filter(({ url }) => url?.endsWith('/inside'))).toEqual([]);
  });

  it('keeps no more of the answer than it may', async () => {
    const { output } = await post('/long', { most_response_bytes: 10 });
    expect(output).toMatchObject({ full: { response: 'xxxxxxxxxx', responseCut: true } });
  });

  it.each([
    ['/refuse', {}, / answered 422 Unprocessable Entity: no such ticket$/],
    ['/moved', {}, / redirects to http:\/\/elsewhere\.example\/: set that address instead$/],
    ['/late', { timeout_seconds: 0.2 }, / did not answer within 0\.2 s$/],
    ['/x', { url: 'http://127.0.0.1:1/' }, /^127\.0\.0\.1:1 cannot be reached: /],
    ['/x', { url: 'ftp://files.example/' }, /"url" must be an http or https address/],
    ['/x', { url: null }, /"url" is missing/],
  ])('fails on %s %j', async (path, config, message) => {
    const { output } = await post(path, config);
    expect(output).toMatchObject({ success: false, errorMessage: expect.stringMatching(message) });
  });
});
