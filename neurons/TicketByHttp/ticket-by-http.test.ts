/** Runs the responder against a server that opens tickets, refuses them and answers oddly. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./ticket-by-http.ts', import.meta.url).pathname;
const played: { service: PlayedService | undefined } = { service: undefined };

beforeAll(async () => {
  played.service = await playService();
});
afterAll(() => played.service?.close());

async function open(answer: RecordedAnswer, config: object = {}, dataType = 'thehive:case') {
  played.service?.answers.set('POST /tickets', answer);
  const all = {
    url: `${played.service?.address}/tickets`,
    authorization: 'Bearer hidden',
    body: '{"title": "{{data.title}}", "level": "TLP {{tlp}}"}',
    link: 'https://tickets.example/browse/{{key}}',
    ...config,
  };
  const data = { caseId: 12, title: 'The "new" one\n\\ & <b>' };
  const input = { dataType, data, tlp: 2, pap: 2, config: all };
  return (await tryNeuron({ script, allowedNetworks: ['127.0.0.1'], input })).output;
}

describe('TicketByHttp', () => {
  it.each([
    ['thehive:case', 'AddTagToCase'],
    ['thehive:alert', 'AddTagToAlert'],
    ['thehive:case_artifact', 'AddTagToArtifact'],
  ])('opens a ticket for %s and asks for %s with its address', async (dataType, type) => {
    const output = await open({ status: 201, body: { key: 'SEC 7' } }, {}, dataType);
    expect(output).toMatchObject({
      success: true,
      full: { link: 'https://tickets.example/browse/SEC%207' },
      operations: [{ type, tag: 'ticket:https://tickets.example/browse/SEC%207' }],
    });
    const received = played.service?.received.at(-1);
    expect(received?.headers).toMatchObject({ authorization: 'Bearer hidden' });
    expect(JSON.parse(received?.body ?? '')).toEqual({ title: 'The "new" one\n\\ & <b>', level: 'TLP 2' });
    expect(JSON.stringify(output)).not.toContain('hidden');
  });

  it('takes an address out of the answer as it is', async () => {
    const body = { links: { self: 'https://tickets.example/7?view=all' } };
    expect(await open({ body }, { link: '{{{links.self}}}' })).toMatchObject({
      full: { link: 'https://tickets.example/7?view=all' },
    });
  });

  it.each([
    [{ body: '{"title": {{data.title}}}' }],
    [{ body: '{"title": "{{{data.title}}}"}' }],
    [{ body: '{{#data}}' }],
    [{ link: '{{#key}}' }],
    [{ url: 'ftp://tickets.example' }],
  ])('opens nothing with %j', async (config) => {
    const before = played.service?.received.length;
    expect(await open({ body: { key: 'SEC-8' } }, config)).toMatchObject({ errorCode: 'parameterInvalid' });
    expect(played.service?.received).toHaveLength(before ?? 0);
  });

  it.each<[RecordedAnswer, object]>([
    [{ status: 201 }, { errorCode: 'answerInvalid' }],
    [{ status: 401 }, { errorCode: 'keyRefused' }],
    [{ status: 422 }, { errorCode: 'serviceRefused' }],
    [{ status: 500 }, { errorCode: 'serviceBroken' }],
  ])('fails with a reason, without a tag and without the key on %j', async (answer, expected) => {
    const output = await open(answer);
    expect(output).toMatchObject({ success: false, ...expected });
    expect(output).not.toHaveProperty('operations');
    expect(JSON.stringify(output)).not.toContain('hidden');
  });

  it('says that the ticket is open when its address cannot be told', async () => {
    expect(await open({ body: {} }, { link: '{{{key}}}' })).toMatchObject({
      success: false,
      errorMessage: expect.stringMatching(/^The ticket was opened, but /),
    });
  });
});
