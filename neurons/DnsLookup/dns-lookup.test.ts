/** Runs the analyzer against a small resolver on this machine that speaks the protocol over UDP. */

import { createSocket, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { tryNeuron } from '@skep/sdk/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = new URL('./dns-lookup.ts', import.meta.url).pathname;
const resolver: { socket: Socket | undefined; address: string } = { socket: undefined, address: '' };

const kinds = { A: 1, NS: 2, CNAME: 5, PTR: 12, MX: 15, TXT: 16, AAAA: 28 };

function encodedName(name: string): Buffer {
  const labels = name.split('.').map((label) => Buffer.from(`${String.fromCharCode(label.length)}${label}`));
  return Buffer.concat([...labels, Buffer.from([0])]);
}

const text = (...parts: string[]) =>
  Buffer.from(parts.map((part) => `${String.fromCharCode(part.length)}${part}`).join(''));

/** What the resolver knows, by kind and name. */
const records: ReadonlyMap<string, Buffer[]> = new Map([
  [`${kinds.A} evil.example`, [Buffer.from([203, 0, 113, 9])]],
  [`${kinds.AAAA} evil.example`, [Buffer.from('20010db8000000000000000000000007', 'hex')]],
  [
    `${kinds.MX} evil.example`,
    [
      Buffer.concat([Buffer.from([0, 20]), encodedName('late.mail.example')]),
      Buffer.concat([Buffer.from([0, 5]), encodedName('mail.example')]),
    ],
  ],
  [`${kinds.NS} evil.example`, [encodedName('ns.host.example')]],
  [`${kinds.TXT} evil.example`, [text('v=spf1 ', '-all')]],
  [`${kinds.CNAME} www.evil.example`, [encodedName('edge.evil.example')]],
  [`${kinds.PTR} 9.113.0.203.in-addr.arpa`, [encodedName('host.evil.com')]],
]);

const failures: ReadonlyMap<string, number> = new Map([
  ['broken.example', 2],
  ['gone.example', 3],
  ['refused.example', 5],
]);

function answerTo(query: Buffer): Buffer {
  const labels: string[] = [];
  let at = 12;
  while (query[at] !== 0) {
    const length = query[at] ?? 0;
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  const name = labels.join('.').toLowerCase();
  const found = records.get(`${query.readUInt16BE(at + 1)} ${name}`) ?? [];
  const head = Buffer.alloc(12);
  head.writeUInt16BE(query.readUInt16BE(0), 0);
  head.writeUInt16BE(0x8180 + (failures.get(name) ?? 0), 2);
  head.writeUInt16BE(1, 4);
  head.writeUInt16BE(found.length, 6);
  const answers = found.map((data) => {
    // A pointer to the name in the question, its kind and class, a minute to live, the length of the data.
    const record = Buffer.alloc(12);
    record.writeUInt16BE(0xc00c, 0);
    query.copy(record, 2, at + 1, at + 5);
    record.writeUInt32BE(60, 6);
    record.writeUInt16BE(data.length, 10);
    return Buffer.concat([record, data]);
  });
  return Buffer.concat([head, query.subarray(12, at + 5), ...answers]);
}

beforeAll(async () => {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => socket.send(answerTo(query), port, address));
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  resolver.socket = socket;
  resolver.address = `127.0.0.1:${socket.address().port}`;
});
afterAll(() => {
  resolver.socket?.close();
});

async function ask(dataType: string, data: string, resolvers = resolver.address) {
  const input = { dataType, data, config: { resolvers } };
  return (await tryNeuron({ script, allowedNetworks: ['127.0.0.1'], input })).output;
}

describe('DnsLookup', () => {
  it('reports every kind of record of a domain, and its addresses as observables', async () => {
    const output = await ask('domain', 'Evil.example.');
    expect(output).toMatchObject({
      success: true,
      full: {
        found: true,
        cut: false,
        records: {
          A: ['203.0.113.9'],
          AAAA: ['2001:db8::7'],
          CNAME: [],
          MX: ['5 mail.example', '20 late.mail.example'],
          NS: ['ns.host.example'],
          TXT: ['v=spf1 -all'],
        },
      },
    });
    expect(output.summary).toMatchObject({
      taxonomies: expect.arrayContaining([{ level: 'info', namespace: 'DNS', predicate: 'MX', value: 2 }]),
    });
    expect(output.artifacts).toMatchObject([
      { dataType: 'ip', data: '203.0.113.9' },
      { dataType: 'ip', data: '2001:db8::7' },
    ]);
  });

  it('follows to the canonical name', async () => {
    expect(await ask('fqdn', 'www.evil.example')).toMatchObject({
      full: { records: { CNAME: ['edge.evil.example'] } },
      artifacts: [{ dataType: 'fqdn', data: 'edge.evil.example' }],
    });
  });

  it('finds the name of an address', async () => {
    expect(await ask('ip', '203.0.113.9')).toMatchObject({
      full: { found: true, records: { PTR: ['host.evil.com'] } },
      artifacts: [{ dataType: 'fqdn', data: 'host.evil.com' }],
    });
  });

  it('says that a name does not exist', async () => {
    expect(await ask('domain', 'gone.example')).toMatchObject({
      success: true,
      full: { found: false },
      summary: { taxonomies: [{ predicate: 'records', value: 'none' }] },
      artifacts: [],
    });
  });

  it.each([
    ['domain', 'broken.example', { errorCode: 'serviceBroken', retryAfter: 0 }],
    ['domain', 'refused.example', { errorCode: 'serviceRefused' }],
    ['domain', `${'x'.repeat(70)}.example`, { errorCode: 'parameterInvalid' }],
    ['ip', 'nowhere', { errorCode: 'parameterInvalid' }],
  ])('fails with a reason for the %s %s', async (dataType, data, expected) => {
    expect(await ask(dataType, data)).toMatchObject({ success: false, ...expected });
  });

  it.each(['[::1]:53', '10.0.0.1:53', '192.168.1.1'])('asks no internal resolver %s', async (server) => {
    expect(await ask('domain', 'evil.example', server)).toMatchObject({ errorCode: 'addressInternal' });
  });

  it.each(['dns.example', '8.8.8.8,', '8.8.8.8,8.8.4.4,1.1.1.1,1.0.0.1'])(
    'takes no resolvers "%s"',
    async (list) => {
      expect(await ask('domain', 'evil.example', list)).toMatchObject({ errorCode: 'parameterInvalid' });
    },
  );
});
