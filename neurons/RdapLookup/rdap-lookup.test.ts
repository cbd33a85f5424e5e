/** Runs the analyzer against servers that redirect and answer as rdap.org and registries do. */

import { type PlayedService, playService, type RecordedAnswer, tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./rdap-lookup.ts', import.meta.url).pathname;
const played: { finder: PlayedService | undefined; registry: PlayedService | undefined } = {
  finder: undefined,
  registry: undefined,
};

beforeAll(async () => {
  played.finder = await playService();
  played.registry = await playService();
});
afterAll(() => Promise.all([played.finder?.close(), played.registry?.close()]));

async function ask(dataType: string, data: string) {
  const { output } = await tryNeuron({
    script,
    allowedNetworks: ['127.0.0.1'],
    input: { dataType, data, config: { server: played.finder?.address } },
  });
  return output;
}

/** The registry's answer, at the end of a redirect. */
function answer(path: string, recorded: RecordedAnswer) {
  const location = `${played.registry?.address}/rdap${path}`;
  played.finder?.answers.set(`GET ${path}`, { status: 302, headers: { location } });
  played.registry?.answers.set(`GET /rdap${path}`, recorded);
}

const domain = (registration: string) => ({
  body: {
    ldhName: 'EVIL.EXAMPLE',
    status: ['active'],
    events: [{ eventAction: 'registration', eventDate: registration }],
    entities: [
      {
        roles: ['registrar'],
        vcardArray: [
          'vcard',
          [
            ['version', {}, 'text', '4.0'],
            ['fn', {}, 'text', 'Names Ltd'],
          ],
        ],
      },
      { roles: ['abuse', 'technical'], handle: 'H-1' },
    ],
    nameservers: [{ ldhName: 'ns1.evil.example' }],
    secureDNS: { delegationSigned: true },
    links: ['unread'],
  },
});

describe('RdapLookup', () => {
  it('reports who registered the domain of a host, and when', async () => {
    answer('/domain/evil.com', domain('1995-08-14T04:00:00Z'));
    const output = await ask('domain', 'www.Evil.com');
    expect(output).toMatchObject({
      success: true,
      summary: {
        taxonomies: [
          { level: 'info', namespace: 'RDAP', predicate: 'registered', value: '1995-08-14' },
          { level: 'info', namespace: 'RDAP', predicate: 'registrar', value: 'Names Ltd' },
        ],
      },
    });
    expect(output.full).toEqual({
      found: true,
      ldhName: 'EVIL.EXAMPLE',
      status: ['active'],
      dates: { registration: '1995-08-14T04:00:00Z' },
      contacts: { registrar: 'Names Ltd', abuse: 'H-1', technical: 'H-1' },
      nameServers: ['ns1.evil.example'],
      signed: true,
    });
  });

  it('calls a domain suspicious that was registered a moment ago', async () => {
    answer('/domain/young.com', domain(new Date().toISOString()));
    expect(await ask('domain', 'young.com')).toMatchObject({
      summary: { taxonomies: [{ level: 'suspicious' }, {}] },
    });
  });

  it('reports the network of an address', async () => {
    const facts = { name: 'NET-1', startAddress: '203.0.113.0', endAddress: '203.0.113.255', country: 'FR' };
    answer('/ip/203.0.113.9', { body: facts });
    expect(await ask('ip', '203.0.113.9')).toMatchObject({
      full: facts,
      summary: { taxonomies: [{ value: 'unknown' }, { predicate: 'network', value: 'NET-1' }] },
    });
  });

  it('says that nothing is known', async () => {
    expect(await ask('domain', 'unknown.com')).toMatchObject({ success: true, full: { found: false } });
  });

  it.each([
    [
      { status: 429, headers: { 'retry-after': '9' } },
      { errorCode: 'limitReached', retryAfter: 9 },
    ],
    [{ status: 500 }, { errorCode: 'serviceBroken' }],
    [{ body: [] }, { errorCode: 'answerInvalid' }],
  ])('fails with a reason on %j', async (recorded, expected) => {
    answer('/domain/broken.com', recorded);
    expect(await ask('domain', 'broken.com')).toMatchObject({ success: false, ...expected });
  });
});
