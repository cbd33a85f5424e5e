/** Runs the responder against a server that keeps a list as proxies' lists are kept. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./proxy-blocklist.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };
const url = 'http://evil.example/a?b=c';
const place = `/list/${encodeURIComponent(url)}`;

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

async function change(action: string, answer: RecordedAnswer, dataType = 'url', more: object = {}) {
  played.service?.answers.set(`${action === 'block' ? 'PUT' : 'DELETE'} ${place}`, answer);
  const config = { url: `${played.service?.address}/list/`, action, authorization: 'Bearer hidden', ...more };
  const data = { dataType, data: url, case: { caseId: 12 } };
  const input = { dataType: 'thehive:case_artifact', data, tlp: 2, pap: 2, config };
  return (await tryNeuron({ script, allowedNetworks: ['127.0.0.1'], input })).output;
}

describe('ProxyBlocklist', () => {
  it.each([
    [201, `${url} is on the list`],
    [409, `${url} was on the list already`],
  ])('blocks a url, answered %i, and tags it', async (status, message) => {
    const output = await change('block', { status });
    expect(output).toMatchObject({
      success: true,
      full: { message },
      operations: [{ type: 'AddTagToArtifact', tag: 'proxy:blocked' }],
    });
    const received = played.service?.received.at(-1);
    expect(received).toMatchObject({
      method: 'PUT',
      path: place,
      headers: { authorization: 'Bearer hidden' },
    });
    expect(JSON.parse(received?.body ?? '')).toEqual({ type: 'url', value: url, caseNumber: 12 });
    expect(JSON.stringify(output)).not.toContain('hidden');
  });

  it.each([
    [204, `${url} is off the list`],
    [404, `${url} was not on the list`],
  ])('unblocks a url, answered %i, and tags it', async (status, message) => {
    expect(await change('unblock', { status })).toMatchObject({
      success: true,
      full: { message },
      operations: [{ type: 'AddTagToArtifact', tag: 'proxy:unblocked' }],
    });
    expect(played.service?.received.at(-1)).toMatchObject({ method: 'DELETE', path: place, body: '' });
  });

  it.each<[RecordedAnswer, object]>([
    [{ status: 401 }, { errorCode: 'keyRefused' }],
    [{ status: 400 }, { errorCode: 'serviceRefused' }],
    [{ status: 429 }, { errorCode: 'limitReached', retryAfter: 60 }],
    [{ status: 503 }, { errorCode: 'serviceBroken', retryAfter: 0 }],
  ])('fails with a reason, without a tag and without the key on %j', async (answer, expected) => {
    const output = await change('block', answer);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(output).not.toHaveProperty('operations');
    expect(JSON.stringify(output)).not.toContain('hidden');
  });

  it('tells the list when the entry is no longer wanted', async () => {
    const earliest = Date.now() + 7 * 86_400_000;
    await change('block', { status: 201 }, 'url', { days: 7 });
    const { expiresAt } = JSON.parse(played.service?.received.at(-1)?.body ?? '{}');
    expect(Date.parse(expiresAt)).toBeGreaterThanOrEqual(earliest);
    expect(Date.parse(expiresAt)).toBeLessThan(earliest + 60_000);
    expect(await change('block', {}, 'url', { days: -1 })).toMatchObject({ errorCode: 'parameterInvalid' });
  });

  it('refuses other observables and other actions', async () => {
    expect(await change('block', {}, 'hash')).toMatchObject({ errorCode: 'wrongType' });
    expect(await change('burn', {})).toMatchObject({ errorCode: 'parameterInvalid' });
  });
});
