/** Asks a real server on this machine that answers well, badly, late, long and elsewhere. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askJson, type Question, serviceAddress } from './exchange.ts';
import type { Guard } from './outgoing.ts';
import { settingsOver } from './settings.ts';
import { type PlayedService, playService, type RecordedAnswer } from './testing-service.ts';

const played: { services: PlayedService[] } = { services: [] };
const guard: Guard = {
  networks: ['127.0.0.1'],
  resolve: (_name, _options, done) => done(null, [{ address: '127.0.0.1', family: 4 }]),
};

beforeAll(async () => {
  played.services = [await playService(), await playService()];
});
afterAll(() => Promise.all(played.services.map((service) => service.close())));

function service(index = 0): PlayedService {
  const found = played.services[index];
  if (found === undefined) throw new Error('No service is played');
  return found;
}

function ask(answer: RecordedAnswer, question: Partial<Question> = {}, by: Guard = guard) {
  service().answers.set('GET /secret-path', answer);
  const address = new URL(`${service().address}/secret-path?key=secret-key`);
  return askJson({ service: 'Service', address, ...question }, by);
}

describe('askJson', () => {
  it('sends what is given and reads the answer', async () => {
    service().answers.set('POST /things', { status: 201, body: { id: 7 } });
    const address = new URL(`${service().address}/things?a=1`);
    const asked = {
      service: 'Service',
      address,
      method: 'POST',
      headers: { 'x-key': 'k' },
      body: 'é',
    } as const;
    expect(await askJson(asked, guard)).toEqual({ status: 201, content: { id: 7 } });
    const last = service().received.at(-1);
    expect(last).toMatchObject({ method: 'POST', path: '/things', body: 'é' });
    expect(last?.headers).toMatchObject({ 'x-key': 'k', 'content-length': '2', accept: 'application/json' });
  });

  it('gives an accepted status as an answer, JSON or not', async () => {
    const accepted = [404];
    expect(await ask({ status: 404, body: 'not found' }, { accepted })).toEqual({
      status: 404,
      content: undefined,
    });
    expect(await ask({ status: 404, body: { e: 1 } }, { accepted })).toEqual({
      status: 404,
      content: { e: 1 },
    });
    expect(await ask({ status: 204 })).toEqual({ status: 204, content: undefined });
  });

  it.each([
    [{ status: 401 }, { code: 'keyRefused' }],
    [{ status: 403 }, { code: 'keyRefused' }],
    [{ status: 404 }, { code: 'serviceRefused' }],
    [{ status: 429 }, { code: 'limitReached', retryAfterSeconds: 60 }],
    [
      { status: 429, headers: { 'retry-after': '17' } },
      { code: 'limitReached', retryAfterSeconds: 17 },
    ],
    [
      { status: 429, headers: { 'retry-after': 'Wed, 21 Oct 2015 07:28:00 GMT' } },
      { code: 'limitReached', retryAfterSeconds: 0 },
    ],
    [
      { status: 429, headers: { 'retry-after': 'soon' } },
      { code: 'limitReached', retryAfterSeconds: 60 },
    ],
    [
      { status: 503, headers: { 'retry-after': '5' } },
      { code: 'serviceBroken', retryAfterSeconds: 5 },
    ],
    [{ status: 500 }, { code: 'serviceBroken', retryAfterSeconds: 0 }],
    [{ status: 200, body: '<html>' }, { code: 'answerInvalid' }],
    [{ status: 302, headers: { location: 'file:///etc/passwd' } }, { code: 'serviceRefused' }],
    [{ status: 302 }, { code: 'serviceRefused' }],
    [{ status: 302, headers: { location: '/secret-path' } }, { code: 'serviceRefused' }],
  ])('says what is wrong with %j and tells no secret', async (answer, expected) => {
    const body = answer.status === 200 ? {} : { body: 'the key secret-key' };
    const failure = ask({ ...body, ...answer }, { headers: { 'x-key': 'secret-key' } });
    await expect(failure).rejects.toMatchObject(expected);
    await expect(failure).rejects.toThrow(/^Service (?!.*secret)/);
  });

  it('stops reading what is too long and waiting for what does not come', async () => {
    await expect(ask({ body: 'x'.repeat(2000) }, { mostBytes: 1000 })).rejects.toMatchObject({
      code: 'answerTooLong',
    });
    await expect(ask({ silent: true }, { timeoutMs: 50 })).rejects.toMatchObject({
      code: 'serviceSilent',
      retryAfterSeconds: 0,
    });
  });

  it('calls a closed port a failure that may pass', async () => {
    const closed = await playService();
    await closed.close();
    const failure = askJson({ service: 'Service', address: new URL(closed.address) }, guard);
    await expect(failure).rejects.toMatchObject({ code: 'serviceUnreachable', retryAfterSeconds: 0 });
  });

  it('follows a redirect, and takes the key only to the same service', async () => {
    const headers = { 'x-key': 'k' };
    service(1).answers.set('GET /there', { body: { found: true } });
    const elsewhere = { status: 302, headers: { location: `${service(1).address}/there` } };
    expect(await ask(elsewhere, { headers })).toMatchObject({ content: { found: true } });
    expect(service(1).received.at(-1)?.headers).not.toHaveProperty('x-key');
    service().answers.set('GET /here', { body: {} });
    await ask({ status: 301, headers: { location: '/here' } }, { headers });
    expect(service().received.at(-1)?.headers).toMatchObject(headers);
  });

  it('checks the address of a redirect again', async () => {
    const answer = { status: 302, headers: { location: 'http://10.0.0.1/' } };
    await expect(ask(answer)).rejects.toMatchObject({ code: 'addressInternal' });
    await expect(ask({}, {}, { ...guard, networks: [] })).rejects.toMatchObject({ code: 'addressInternal' });
  });
});

describe('the address of a service', () => {
  it('is the setting with the path below it', () => {
    const config = settingsOver({ server: 'https://mirror.example/api/', wrong: 'file:///etc/passwd' });
    expect(serviceAddress(config, 'server', 'https://service.example', '/v1').href).toBe(
      'https://mirror.example/api/v1',
    );
    expect(serviceAddress(config, 'other', 'https://service.example', '/v1').href).toBe(
      'https://service.example/v1',
    );
    expect(() => serviceAddress(config, 'wrong', '')).toThrow('must be an http or https address');
  });
});
