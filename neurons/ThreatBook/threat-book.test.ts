/** Runs the analyzer against a server that gives ThreatBook's answers, shortened. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./threat-book.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

async function ask(dataType: string, data: string, answer: RecordedAnswer) {
  played.service?.answers.set(`GET /scene/${dataType === 'ip' ? 'ip_reputation' : 'dns'}`, answer);
  const config = { key: 'secret-key', server: played.service?.address };
  const { output } = await tryNeuron({
    script,
    allowedNetworks: ['127.0.0.1'],
    input: { dataType, data, config },
  });
  return output;
}

const found = (data: object) => ({ body: { response_code: 0, data } });

describe('ThreatBook', () => {
  it('reports the reputation of an address', async () => {
    const facts = { severity: 'high', judgments: ['Zombie', 'IDC'], is_malicious: true };
    const output = await ask('ip', '203.0.113.9', found({ '203.0.113.9': { ...facts, unread: 1 } }));
    expect(output).toMatchObject({
      success: true,
      summary: {
        taxonomies: [
          { level: 'malicious', namespace: 'ThreatBook', predicate: 'reputation', value: 'Zombie, IDC' },
        ],
      },
    });
    expect(output.full).toEqual({ found: true, ...facts });
    expect(String(played.service?.received.at(-1)?.query)).toBe(
      'apikey=secret-key&resource=203.0.113.9&lang=en',
    );
  });

  it.each([
    [{ judgments: ['C2'], is_malicious: true }, 'malicious', 'C2'],
    [{ judgments: ['Spam'], is_malicious: false }, 'suspicious', 'Spam'],
    [{ judgments: ['CDN'] }, 'info', 'CDN'],
    [{ judgments: [] }, 'info', 'nothing bad'],
  ])('takes a domain with %j for %s', async (facts, level, value) => {
    expect(await ask('domain', 'evil.example', found({ domains: { 'evil.example': facts } }))).toMatchObject({
      summary: { taxonomies: [{ level, predicate: 'compromise', value }] },
    });
  });

  it('says that nothing is known', async () => {
    expect(await ask('ip', '203.0.113.9', found({}))).toMatchObject({
      success: true,
      full: { found: false },
    });
  });

  it.each([
    [{ body: { response_code: -1 } }, { errorCode: 'keyRefused' }],
    [{ body: { response_code: -4 } }, { errorCode: 'limitReached', retryAfter: 3600 }],
    [{ body: { response_code: -5 } }, { errorCode: 'serviceBroken', retryAfter: 0 }],
    [{ body: { response_code: -2 } }, { errorCode: 'serviceRefused' }],
    [{ body: {} }, { errorCode: 'answerInvalid' }],
    [{ status: 429 }, { errorCode: 'limitReached', retryAfter: 60 }],
  ])('fails with a reason and without the key on %j', async (answer, expected) => {
    const output = await ask('ip', '203.0.113.9', answer);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(JSON.stringify(output)).not.toContain('secret-key');
  });
});
