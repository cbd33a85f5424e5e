/** A mail that came with an alert, looked at in place: whole, inert, and only by those who see the alert. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWire, formOf, type Person, type Wire } from '../../../../tests/support/wire.ts';

let wire: Wire;
let ann: Person;
let eve: Person;

beforeAll(async () => {
  wire = await buildWire();
  ann = await wire.person(wire.world.organisations.first, 'org-admin', 'ann@main.test');
  eve = await wire.person(await wire.world.organisation('other'), 'org-admin', 'eve@other.test');
});
afterAll(() => wire?.release());

const phish = [
  'Received: from mailer.example (mailer.example [203.0.113.9]) by mx.ours.example; Tue, 3 Mar 2026 10:00:05 +0000',
  'Authentication-Results: mx.ours.example; spf=fail smtp.mailfrom=mailer.example; dkim=none; dmarc=fail',
  'From: "Bank Support" <support@bank.example>',
  'To: Ann <ann@ours.example>',
  'Subject: Account locked',
  'Date: Tue, 3 Mar 2026 09:00:00 +0000',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain',
  '',
  'Open http://evil.example/login',
  '--b',
  'Content-Type: text/html',
  '',
  '<script>alert(1)</script><a href="http://evil.example/login">https://www.bank.example</a><img src="http://pixel.example/p.gif">',
  '--b',
  'Content-Type: application/pdf; name=invoice.pdf',
  '',
  '%PDF',
  '--b--',
].join('\r\n');

/** An alert with a mail as a file observable and the file of the mail as another; gives its id and the answer to its making. */
async function alertWith(content: string | Buffer, sourceRef: string): Promise<string> {
  const { status, ...made } = await wire.send('POST', '/api/v1/alert', {
    as: ann,
    body: { type: 'mail', source: 'mailbox', sourceRef, title: 'Reported', description: 'D' },
  });
  expect(status).toBe(201);
  const id = made.read('_id');
  const form = formOf([{ name: 'attachments', fileName: 'reported.eml', type: 'message/rfc822', content }]);
  const attached = await wire.send('POST', `/api/v1/alert/${id}/attachments`, { as: ann, ...form });
  expect(attached.status).toBe(201);
  const { attachments } = attached.body as { attachments: readonly { _id: string }[] };
  return `/api/v1/alert/${id}/mail/${attachments[0]?._id}`;
}

describe('a mail of an alert', () => {
  it('is shown with its way, its verdicts, its links and its files', async () => {
    const path = await alertWith(phish, 'whole');
    const { status, body } = await wire.send('GET', path, { as: ann });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      format: 'eml',
      subject: 'Account locked',
      from: [{ name: 'Bank Support', address: 'support@bank.example' }],
      to: [{ name: 'Ann', address: 'ann@ours.example' }],
      hops: [{ from: 'mailer.example', address: '203.0.113.9', by: 'mx.ours.example' }],
      authentication: { spf: 'fail', dkim: 'none', dmarc: 'fail' },
      attachments: [{ name: 'invoice.pdf', contentType: 'application/pdf', observableId: null }],
      cut: [],
    });
    expect(body).toHaveProperty(
      'links.0',
      expect.objectContaining({ defanged: 'hxxp://evil[.]example/login' }),
    );
    expect(body).toHaveProperty('headers.2', {
      name: 'From',
      value: '"Bank Support" <support@bank.example>',
    });
  });

  it('has HTML that can neither load nor lead nor run', async () => {
    const path = await alertWith(phish, 'inert');
    const { html } = (await wire.send('GET', path, { as: ann })).body as { html: string };
    expect(html).toContain('<u>https://www.bank.example</u> <code>hxxp://evil[.]example/login</code>');
    expect(html).not.toMatch(/<script|alert|<img|href|src=/);
  });

  it('names the observable that a file of it is', async () => {
    const path = await alertWith(phish, 'observed');
    const alertId = path.split('/')[4];
    const form = formOf([
      { name: 'attachment', fileName: 'invoice.pdf', type: 'application/pdf', content: '%PDF' },
      { name: '_json', content: JSON.stringify({ dataType: 'file' }) },
    ]);
    const made = await wire.send('POST', `/api/v1/alert/${alertId}/observable`, { as: ann, ...form });
    expect(made.status).toBe(201);
    const { attachments } = (await wire.send('GET', path, { as: ann })).body as {
      attachments: readonly { observableId: string }[];
    };
    expect(attachments[0]?.observableId).toBe(made.read('_id', 0));
  });

  it('is not shown to others, nor through another alert', async () => {
    const path = await alertWith(phish, 'own');
    const other = (await alertWith('From: a@b.example\r\n\r\nx', 'neighbour')).split('/')[4];
    expect((await wire.send('GET', path, { as: eve })).status).toBe(404);
    const through = path.replace(/alert\/~\d+/, `alert/${other}`);
    expect((await wire.send('GET', through, { as: ann })).status).toBe(404);
  });

  it.each([
    ['no mail', Buffer.from([0, 1, 2, 255, 254])],
    ['an empty file', ''],
    [
      'a broken Outlook item',
      Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000, 7)]),
    ],
    ['nested far too deep', `Content-Type: text/html\r\n\r\n${'<div>'.repeat(20_000)}`],
    ['made of boundaries', `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\n'.repeat(2_000)}`],
    ['with thousands of headers', `${'X-A: b\r\n'.repeat(5_000)}\r\nx`],
  ])('that is %s is shown as far as it can be read', async (name, content) => {
    const path = await alertWith(content, name);
    const { status, text } = await wire.send('GET', path, { as: ann });
    expect(status).toBe(200);
    expect(text.length).toBeLessThan(3_000_000);
  });
});
