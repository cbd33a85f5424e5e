/** Runs the analyzer against a server that gives AbuseIPDB's answers. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./abuse-ipdb.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

async function ask(answer: RecordedAnswer) {
  played.service?.answers.set('GET /check', answer);
  const { output } = await tryNeuron({
    script,
    allowedNetworks: ['127.0.0.1'],
    input: {
      dataType: 'ip',
      data: '203.0.113.9',
      config: { key: 'secret-key', server: played.service?.address },
    },
  });
  return output;
}

const found = (facts: object) => ({
  body: { data: { ipAddress: '203.0.113.9', totalReports: 4, ...facts } },
});

describe('AbuseIPDB', () => {
  it('reports how often an address was reported', async () => {
    const output = await ask(found({ abuseConfidenceScore: 90, isp: 'Host', isTor: true, unread: 'x' }));
    expect(output).toMatchObject({
      success: true,
      full: { ipAddress: '203.0.113.9', abuseConfidenceScore: 90, isp: 'Host', domain: null },
      summary: {
        taxonomies: [
          { level: 'malicious', namespace: 'AbuseIPDB', predicate: 'confidence', value: '90%' },
          { level: 'info', namespace: 'AbuseIPDB', predicate: 'reports', value: 4 },
          { level: 'suspicious', namespace: 'AbuseIPDB', predicate: 'usage', value: 'Tor' },
        ],
      },
    });
    expect(output.full).not.toHaveProperty('unread');
    const asked = played.service?.received.at(-1);
    expect(asked?.headers).toMatchObject({ key: 'secret-key' });
    expect(String(asked?.query)).toBe('ipAddress=203.0.113.9&maxAgeInDays=90');
  });

  it.each([
    [{ abuseConfidenceScore: 75 }, 'malicious'],
    [{ abuseConfidenceScore: 25 }, 'suspicious'],
    [{ abuseConfidenceScore: 0, totalReports: 0 }, 'info'],
    [{ abuseConfidenceScore: 80, isWhitelisted: true }, 'safe'],
  ])('takes %j for %s', async (facts, level) => {
    expect(await ask(found(facts))).toMatchObject({ summary: { taxonomies: [{ level }, {}] } });
  });

  it.each([
    [
      { status: 429, headers: { 'retry-after': '3600' } },
      { errorCode: 'limitReached', retryAfter: 3600 },
    ],
    [{ status: 401 }, { errorCode: 'keyRefused' }],
    [{ status: 500 }, { errorCode: 'serviceBroken' }],
    [{ body: { data: {} } }, { errorCode: 'answerInvalid' }],
  ])('fails with a reason and without the key on %j', async (answer, expected) => {
    const output = await ask(answer);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(JSON.stringify(output)).not.toContain('secret-key');
  });
});
