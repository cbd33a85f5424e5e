/** Runs the responder against a server that answers as the webhooks of n8n and Shuffle do. */

import { createHmac } from 'node:crypto';
import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./automation-trigger.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };
const input = {
  dataType: 'thehive:case',
  data: { _type: 'case', caseId: 12, title: 'Phishing' },
  tlp: 2,
  pap: 2,
  message: 'now',
  parameters: { organisation: 'acme', user: 'lea' },
};

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

async function trigger(answer: RecordedAnswer, config: object = {}) {
  played.service?.answers.set('POST /webhook/contain', answer);
  const all = { url: `${played.service?.address}/webhook/contain`, ...config };
  const { output } = await tryNeuron({
    script,
    allowedNetworks: ['127.0.0.1'],
    input: { ...input, config: all },
  });
  return output;
}

describe('AutomationTrigger', () => {
  it('hands the object over and reports the run that was started', async () => {
    const output = await trigger({ body: { success: true, execution_id: 'e-7' } });
    expect(output).toMatchObject({ success: true, full: { run: 'e-7' } });
    const received = played.service?.received.at(-1);
    expect(JSON.parse(received?.body ?? '')).toEqual(input);
    expect(received?.headers).not.toHaveProperty('x-signature-256');
    expect(received?.headers).not.toHaveProperty('authorization');
  });

  it('signs the body and carries the authorization, and shows neither', async () => {
    const output = await trigger(
      { body: 'Workflow got started.' },
      { secret: 'shared', authorization: 'Bearer hidden' },
    );
    expect(output).toMatchObject({ success: true, full: { run: null } });
    const received = played.service?.received.at(-1);
    const digest = createHmac('sha256', 'shared')
      .update(received?.body ?? '')
      .digest('hex');
    expect(received?.headers).toMatchObject({
      'x-signature-256': `sha256=${digest}`,
      authorization: 'Bearer hidden',
    });
    expect(JSON.stringify(output)).not.toMatch(/shared|hidden/);
  });

  it.each<[RecordedAnswer, object]>([
    [{ body: { success: false, reason: 'no such hook' } }, { errorCode: 'serviceRefused' }],
    [{ status: 404 }, { errorCode: 'serviceRefused' }],
    [{ status: 403 }, { errorCode: 'keyRefused' }],
    [{ status: 429 }, { errorCode: 'limitReached', retryAfter: 60 }],
    [{ status: 502 }, { errorCode: 'serviceBroken', retryAfter: 0 }],
  ])('fails with a reason and without the address of the webhook on %j', async (answer, expected) => {
    const output = await trigger(answer);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(JSON.stringify(output)).not.toContain('/webhook');
  });
});
