/** Runs the analyzer against a server that gives the answers of urlscan.io, shortened. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';

const script = new URL('./urlscan-submit.ts', import.meta.url).pathname;
const uuid = '0190a0b0-1111-7222-8333-444455556666';
const resultPath = `GET /result/${uuid}/`;
const played: { service: PlayedService | undefined } = { service: undefined };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

interface Scan {
  readonly accepted?: RecordedAnswer;
  readonly result?: RecordedAnswer;
  readonly config?: Readonly<Record<string, unknown>>;
  readonly data?: string;
}

function start({ accepted = { body: { uuid } }, result = { status: 404 }, config, data }: Scan = {}) {
  const { service } = played;
  service?.received.splice(0);
  service?.answers.set('POST /scan/', accepted).set(resultPath, result);
  const own = { key: 'secret-key', server: service?.address, pause_seconds: 0.02, ...config };
  const input = { dataType: 'url', data: data ?? 'http://evil.example/', config: own };
  return tryNeuron({ script, allowedNetworks: ['127.0.0.1'], input });
}

const looks = () => played.service?.received.filter(({ method }) => method === 'GET').length ?? 0;

const seen = {
  task: {
    uuid,
    reportURL: `https://urlscan.io/result/${uuid}/`,
    screenshotURL: `https://urlscan.io/screenshots/${uuid}.png`,
  },
  page: {
    ...{ url: 'http://landing.example/pay', domain: 'landing.example', ip: '203.0.113.9', status: '200' },
    ...{ title: 'Pay here', country: 'FR', asnname: 'EXAMPLE', server: 'nginx' },
  },
  verdicts: { overall: { score: 100, malicious: true, categories: ['phishing'], brands: ['Bank'] } },
  lists: { ips: ['203.0.113.9'], domains: ['evil.example', 'landing.example'] },
};

describe('UrlscanSubmit', () => {
  it('asks for a scan, waits until it has ended, and reports what was seen', async () => {
    const running = start({ config: { country: 'FR' } });
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(1), { timeout: 10_000 });
    played.service?.answers.set(resultPath, { body: seen });
    const { output } = await running;
    expect(output).toMatchObject({
      success: true,
      full: {
        ...{ finished: true, malicious: true, score: 100, brands: ['Bank'], report: seen.task.reportURL },
        page: { url: 'http://landing.example/pay', title: 'Pay here', network: 'EXAMPLE' },
        domains: ['evil.example', 'landing.example'],
      },
      summary: {
        taxonomies: [{ level: 'malicious', namespace: 'urlscan', predicate: 'score', value: 100 }],
      },
      artifacts: [
        { dataType: 'url', data: 'http://landing.example/pay' },
        { dataType: 'ip', data: '203.0.113.9' },
      ],
    });
    const [asked] = played.service?.received ?? [];
    expect(asked?.headers).toMatchObject({ 'api-key': 'secret-key' });
    expect(JSON.parse(asked?.body ?? '')).toEqual({
      url: 'http://evil.example/',
      visibility: 'unlisted',
      country: 'fr',
    });
  });

  it('is suspicious of a score, and finds nothing new where the visit ended at once', async () => {
    const page = { url: 'http://evil.example/' };
    const { output } = await start({ result: { body: { page, verdicts: { overall: { score: 30 } } } } });
    expect(output).toMatchObject({
      summary: { taxonomies: [{ level: 'suspicious', value: 30 }] },
      artifacts: [],
    });
  });

  it('waits on while the service is over its limit or broken, since the scan goes on', async () => {
    const running = start({ result: { status: 429 } });
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(0), { timeout: 10_000 });
    played.service?.answers.set(resultPath, { status: 503 });
    const before = looks();
    await vi.waitFor(() => expect(looks()).toBeGreaterThan(before), { timeout: 10_000 });
    played.service?.answers.set(resultPath, { body: seen });
    expect((await running).output).toMatchObject({ success: true, full: { finished: true } });
  });

  it('tells a scan that takes too long, with the place where it will be', async () => {
    const { output } = await start({ config: { wait_seconds: 0.1 } });
    expect(output).toMatchObject({
      success: true,
      full: { finished: false, uuid, report: `https://urlscan.io/result/${uuid}/` },
      summary: { taxonomies: [{ level: 'info', value: 'unfinished' }] },
    });
  });

  it.each<[Scan, object]>([
    [
      { accepted: { status: 429, headers: { 'retry-after': '7' } } },
      { errorCode: 'limitReached', retryAfter: 7 },
    ],
    [{ accepted: { status: 401 } }, { errorCode: 'keyRefused' }],
    [{ accepted: { status: 400, body: { message: 'no such host' } } }, { errorCode: 'serviceRefused' }],
    [{ accepted: { status: 502 } }, { errorCode: 'serviceBroken' }],
    [{ accepted: { body: { uuid: '../../user' } } }, { errorCode: 'answerInvalid' }],
    [{ result: { status: 410 } }, { errorCode: 'serviceRefused' }],
    [{ result: { status: 403 } }, { errorCode: 'keyRefused' }],
    [{ result: { body: {} } }, { errorCode: 'answerInvalid' }],
    [{ config: { visibility: 'everybody' } }, { errorCode: 'parameterInvalid' }],
  ])('fails with a reason and without the key on %j', async (given, expected) => {
    const { output } = await start(given);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(JSON.stringify(output)).not.toContain('secret-key');
  });
});
