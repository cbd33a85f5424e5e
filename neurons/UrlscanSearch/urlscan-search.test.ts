/** Runs the analyzer against a server that gives the answers of urlscan.io, shortened. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./urlscan-search.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

async function ask(answer: RecordedAnswer, dataType = 'domain', data = 'evil.example') {
  played.service?.answers.set('GET /search/', answer);
  const { output } = await tryNeuron({
    script,
    allowedNetworks: ['127.0.0.1'],
    input: { dataType, data, config: { key: 'secret-key', server: played.service?.address } },
  });
  return output;
}

const bad = {
  page: { url: 'http://evil.example/', domain: 'evil.example', ip: '203.0.113.9' },
  task: { time: '2026-01-01T00:00:00.000Z', tags: ['phishing'] },
  verdicts: { malicious: true },
  result: 'https://urlscan.io/api/v1/result/1/',
};
const good = { page: { ip: '203.0.113.10' }, task: {} };

describe('UrlscanSearch', () => {
  it('reports the scans, and the machines of malicious ones as artifacts', async () => {
    const output = await ask({ body: { total: 45, results: [bad, good] } });
    expect(output).toMatchObject({
      success: true,
      full: {
        total: 45,
        malicious: 1,
        scans: [{ url: 'http://evil.example/', tags: ['phishing'] }, { url: null }],
      },
      summary: {
        taxonomies: [
          { level: 'info', namespace: 'urlscan', predicate: 'scans', value: 45 },
          { level: 'malicious', namespace: 'urlscan', predicate: 'malicious', value: 1 },
        ],
      },
      artifacts: [{ dataType: 'ip', data: '203.0.113.9' }],
    });
    const asked = played.service?.received.at(-1);
    expect(asked?.headers).toMatchObject({ 'api-key': 'secret-key' });
    expect([asked?.query.get('q'), asked?.query.get('size')]).toEqual(['domain:"evil.example"', '20']);
  });

  it('finds nothing, and lets no value change the question', async () => {
    const output = await ask({ body: { total: 0, results: [] } }, 'url', 'http://a.example/" OR "\\');
    expect(output).toMatchObject({ summary: { taxonomies: [{ level: 'info', value: 0 }] }, artifacts: [] });
    expect(played.service?.received.at(-1)?.query.get('q')).toBe(
      'page.url:"http://a.example/\\" OR \\"\\\\"',
    );
  });

  it.each([
    [{ status: 429 }, { errorCode: 'limitReached', retryAfter: 60 }],
    [{ status: 401 }, { errorCode: 'keyRefused' }],
    [{ status: 503 }, { errorCode: 'serviceBroken' }],
    [{ body: {} }, { errorCode: 'answerInvalid' }],
  ])('fails with a reason and without the key on %j', async (answer, expected) => {
    const output = await ask(answer);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(JSON.stringify(output)).not.toContain('secret-key');
  });
});
