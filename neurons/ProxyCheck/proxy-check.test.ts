/** Runs the analyzer against a server that gives the answers of proxycheck.io. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./proxy-check.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

async function ask(answer: RecordedAnswer, config: object = { key: 'secret-key' }) {
  played.service?.answers.set('GET /203.0.113.9', answer);
  const { output } = await tryNeuron({
    script,
    allowedNetworks: ['127.0.0.1'],
    input: { dataType: 'ip', data: '203.0.113.9', config: { server: played.service?.address, ...config } },
  });
  return output;
}

const found = (facts: object, status = 'ok') => ({ body: { status, '203.0.113.9': facts } });

describe('ProxyCheck', () => {
  it('reports a proxy with its kind and risk', async () => {
    const facts = { proxy: 'yes', type: 'VPN', risk: 70, provider: 'Host' };
    expect(await ask(found(facts))).toMatchObject({
      success: true,
      full: facts,
      summary: {
        taxonomies: [
          { level: 'suspicious', namespace: 'ProxyCheck', predicate: 'proxy', value: 'VPN' },
          { level: 'malicious', namespace: 'ProxyCheck', predicate: 'risk', value: '70%' },
        ],
      },
    });
    expect(String(played.service?.received.at(-1)?.query)).toBe('vpn=1&asn=1&risk=1&key=secret-key');
  });

  it('asks without a key, and reads an answer that comes with a warning', async () => {
    const output = await ask(found({ proxy: 'no', risk: 34 }, 'warning'), {});
    expect(output).toMatchObject({
      summary: {
        taxonomies: [
          { level: 'info', value: 'no' },
          { level: 'suspicious', value: '34%' },
        ],
      },
    });
    expect(played.service?.received.at(-1)?.query.has('key')).toBe(false);
  });

  it.each([
    [
      { body: { status: 'denied', message: '1,000 Free queries exhausted' } },
      { errorCode: 'limitReached', retryAfter: 3600 },
    ],
    [{ body: { status: 'denied', message: 'Unknown: secret-key' } }, { errorCode: 'keyRefused' }],
    [{ body: { status: 'error', message: 'No valid address' } }, { errorCode: 'answerInvalid' }],
    [{ status: 429 }, { errorCode: 'limitReached', retryAfter: 60 }],
    [{ status: 401 }, { errorCode: 'keyRefused' }],
    [{ status: 502 }, { errorCode: 'serviceBroken' }],
  ])('fails with a reason and without the key on %j', async (answer, expected) => {
    const output = await ask(answer);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(JSON.stringify(output)).not.toContain('secret-key');
  });
});
