/** Runs the analyzer against a server that gives VirusTotal's answers, shortened. */

import type { JsonObject } from '@skep/sdk';
import { type PlayedService, playService, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./virus-total.ts', import.meta.url).pathname;
const md5 = '44d88612fea8a8f36de82e1278abb02f';
const sha256 = '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f';
const played: { service: PlayedService | undefined } = { service: undefined };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

function service(): PlayedService {
  if (played.service === undefined) throw new Error('No service is played');
  return played.service;
}

async function ask(dataType: string, data: string, config: object = {}): Promise<JsonObject> {
  const { output } = await tryNeuron({
    script,
    allowedNetworks: ['127.0.0.1'],
    input: { dataType, data, config: { key: 'secret-key', server: service().address, ...config } },
  });
  return output;
}

const answer = (stats: object, more: object = {}) => ({
  body: { data: { attributes: { last_analysis_stats: stats, ...more } } },
});

const verdict = (level: string, value: string) => ({
  taxonomies: [{ level, namespace: 'VT', predicate: 'GetReport', value }],
});

describe('VirusTotal', () => {
  it('calls a file malicious that many engines detect, names them and offers its other hashes', async () => {
    const results = {
      Good: { category: 'undetected', result: null },
      Bad: { category: 'malicious', result: 'EICAR-Test-File' },
    };
    service().answers.set(
      `GET /files/${md5}`,
      answer(
        { malicious: 62, suspicious: 0, harmless: 0, undetected: 3 },
        {
          md5,
          sha256,
          meaningful_name: 'eicar.com',
          last_analysis_results: results,
          unread: 'x',
        },
      ),
    );
    const output = await ask('hash', md5);
    expect(output).toMatchObject({ success: true, summary: verdict('malicious', '62/65') });
    expect(output.full).toEqual({
      found: true,
      counts: { malicious: 62, suspicious: 0, harmless: 0, undetected: 3 },
      detections: [{ engine: 'Bad', category: 'malicious', result: 'EICAR-Test-File' }],
      facts: { md5, sha256, meaningful_name: 'eicar.com' },
    });
    expect(output.artifacts).toEqual([expect.objectContaining({ dataType: 'hash', data: sha256 })]);
    expect(service().received.at(-1)?.headers).toMatchObject({ 'x-apikey': 'secret-key' });
  });

  it.each([
    [{ malicious: 2, harmless: 8 }, 'suspicious', '2/10'],
    [{ suspicious: 1, harmless: 9 }, 'suspicious', '0/10'],
    [{ harmless: 70, undetected: 20 }, 'safe', '0/90'],
    [{}, 'info', 'no verdict'],
  ])('sums %j up as %s', async (stats, level, value) => {
    service().answers.set('GET /ip_addresses/203.0.113.9', answer(stats));
    expect(await ask('ip', '203.0.113.9')).toMatchObject({ summary: verdict(level, value) });
  });

  it('asks for hosts, with their addresses as artifacts, and for URLs by their base64', async () => {
    const records = [
      { type: 'A', value: '203.0.113.9' },
      { type: 'TXT', value: '203.0.113.10' },
    ];
    service().answers.set(
      'GET /domains/evil.example',
      answer({ malicious: 5 }, { last_dns_records: records }),
    );
    expect(await ask('fqdn', 'evil.example')).toMatchObject({
      artifacts: [{ dataType: 'ip', data: '203.0.113.9' }],
    });
    const url = 'http://evil.example/?a=ü';
    service().answers.set(`GET /urls/${Buffer.from(url).toString('base64url')}`, answer({ malicious: 5 }));
    expect(await ask('url', url)).toMatchObject({ summary: verdict('malicious', '5/5') });
  });

  it('says that nothing is known', async () => {
    const output = await ask('domain', 'unknown.example');
    expect(output).toMatchObject({
      success: true,
      full: { found: false },
      summary: verdict('info', 'unknown'),
    });
  });

  it.each([
    [
      { status: 429, headers: { 'retry-after': '30' } },
      { errorCode: 'limitReached', retryAfter: 30 },
    ],
    [{ status: 401 }, { errorCode: 'keyRefused' }],
    [{ status: 503 }, { errorCode: 'serviceBroken', retryAfter: 0 }],
    [{ body: {} }, { errorCode: 'answerInvalid' }],
  ])('fails with a reason and without the key on %j', async (recorded, expected) => {
    service().answers.set('GET /domains/broken.example', recorded);
    const output = await ask('domain', 'broken.example');
    expect(output).toMatchObject({ success: false, ...expected });
    expect(JSON.stringify(output)).not.toContain('secret-key');
  });

  it('refuses other hashes, a missing key and levels above its ceilings', async () => {
    expect(await ask('hash', 'abc')).toMatchObject({ errorCode: 'parameterInvalid' });
    expect(await ask('hash', md5, { key: '' })).toMatchObject({ errorCode: 'parameterMissing' });
    expect(await ask('hash', md5, { check_tlp: true, max_tlp: 1 })).toMatchObject({
      errorCode: 'tlpTooHigh',
    });
  });
});
