/** Runs the responder against a server that answers as the webhooks of chats do. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./chat-message.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

const observable = {
  _type: 'case_artifact',
  dataType: 'url',
  data: 'http://evil.example/<!channel>@here',
  case: { number: 12, title: 'Phishing' },
};

async function write(chat: string, answer: RecordedAnswer = { body: 'ok' }, data: object = observable) {
  played.service?.answers.set('POST /secret-hook', answer);
  const config = { chat, url: `${played.service?.address}/secret-hook` };
  const input = { dataType: 'thehive:case_artifact', data, tlp: 2, pap: 1, config };
  const { output } = await tryNeuron({ script, allowedNetworks: ['127.0.0.1'], input });
  return output;
}

const sent = (): unknown => JSON.parse(played.service?.received.at(-1)?.body ?? '{}');

describe('ChatMessage', () => {
  it('writes a line to Slack that calls nobody', async () => {
    expect(await write('slack')).toMatchObject({ success: true, full: { message: 'Written to slack' } });
    expect(sent()).toEqual({
      text: '[#12] Observable: hxxp://evil[.]example/&lt;!channel&gt;@here (TLP:AMBER PAP:GREEN)',
    });
  });

  it('writes a line to Mattermost that calls nobody', async () => {
    expect(await write('Mattermost')).toMatchObject({ success: true });
    expect(JSON.stringify(sent())).toContain('@\u200bhere');
  });

  it('sends a card to Teams, which answers with nothing', async () => {
    expect(await write('teams', { status: 202 })).toMatchObject({ success: true });
    expect(sent()).toMatchObject({ type: 'message', attachments: [{ content: { type: 'AdaptiveCard' } }] });
  });

  it.each([
    [{ status: 404, body: 'no_service' }, { errorCode: 'serviceRefused' }],
    [
      { status: 429, headers: { 'retry-after': '3' } },
      { errorCode: 'limitReached', retryAfter: 3 },
    ],
    [{ status: 500 }, { errorCode: 'serviceBroken' }],
    [{ status: 302, headers: { location: 'http://elsewhere.example/' } }, { errorCode: 'serviceRefused' }],
  ])('fails with a reason and without the address on %j', async (answer, expected) => {
    const output = await write('slack', answer);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(JSON.stringify(output)).not.toContain('secret-hook');
  });

  it('refuses a chat it does not know', async () => {
    expect(await write('pigeon')).toMatchObject({
      errorCode: 'parameterInvalid',
      errorMessage: 'Configuration item "chat" must be slack, mattermost or teams',
    });
  });
});
