/** Runs the responder against a server that takes, refuses and breaks as receivers of indicators do. */

import { textAt, valueAt } from '@skep/sdk';
import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./threat-intel-push.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };
const observable = { dataType: 'domain', data: 'evil.example', tags: ['phishing'], case: { caseId: 12 } };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

async function push(path: string, config: object = {}, data: object = observable) {
  const all = {
    sink: 'http',
    url: `${played.service?.address}${path}`,
    authorization: 'ApiKey secret-key',
    ...config,
  };
  const input = { dataType: 'thehive:case_artifact', data, tlp: 2, pap: 1, config: all };
  const { output } = await tryNeuron({ script, allowedNetworks: ['127.0.0.1'], input });
  return output;
}

describe('ThreatIntelPush', () => {
  it('posts the observable with its expiry and tags it', async () => {
    played.service?.answers.set('POST /take', { status: 202 });
    const output = await push('/take', { days: 2 });
    expect(output).toMatchObject({
      success: true,
      operations: [{ type: 'AddTagToArtifact', tag: 'threat-intel:pushed' }],
    });
    const received = played.service?.received.at(-1);
    expect(received?.headers).toMatchObject({ authorization: 'ApiKey secret-key' });
    const indicator: unknown = JSON.parse(received?.body ?? '');
    expect(indicator).toEqual(valueAt(output, 'full.indicator'));
    expect(indicator).toMatchObject({
      id: expect.stringMatching(/^[0-9a-f]{64}$/),
      type: 'domain',
      value: 'evil.example',
      tags: ['phishing'],
      caseNumber: 12,
    });
    const time = (name: string) => Date.parse(textAt(indicator, name) ?? '');
    expect(time('expiresAt') - time('pushedAt')).toBe(2 * 86_400_000);
    expect(JSON.stringify(output)).not.toContain('secret-key');
  });

  it('replaces the same indicator in an index of Elasticsearch', async () => {
    await push('/indicators', { sink: 'elasticsearch' });
    const first = played.service?.received.at(-1);
    played.service?.answers.set(`PUT ${first?.path}`, { status: 201, body: { result: 'created' } });
    expect(await push('/indicators', { sink: 'elasticsearch' })).toMatchObject({ success: true });
    const second = played.service?.received.at(-1);
    expect(second).toMatchObject({ method: 'PUT', path: first?.path });
    expect(second?.path).toMatch(/^\/indicators\/_doc\/[0-9a-f]{64}$/);
  });

  it.each<[RecordedAnswer, object]>([
    [{ status: 401 }, { errorCode: 'keyRefused' }],
    [{ status: 400 }, { errorCode: 'serviceRefused' }],
    [
      { status: 429, headers: { 'retry-after': '8' } },
      { errorCode: 'limitReached', retryAfter: 8 },
    ],
    [{ status: 503 }, { errorCode: 'serviceBroken' }],
  ])('fails with a reason, without a tag and without the key on %j', async (answer, expected) => {
    played.service?.answers.set('POST /broken', answer);
    const output = await push('/broken');
    expect(output).toMatchObject({ success: false, ...expected });
    expect(output).not.toHaveProperty('operations');
    expect(JSON.stringify(output)).not.toContain('secret-key');
  });

  it('refuses files and receivers it does not know', async () => {
    const file = { dataType: 'file', attachment: { name: 'a.exe' } };
    expect(await push('/take', {}, file)).toMatchObject({ errorCode: 'parameterInvalid' });
    expect(await push('/take', { sink: 'pigeon' })).toMatchObject({
      errorMessage: 'Configuration item "sink" must be http or elasticsearch',
    });
  });
});
