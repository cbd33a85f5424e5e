import { describe, expect, it } from 'vitest';
import { readMail } from './read.ts';
import { outlookFile, storedRtf } from './testing/outlook-fixture.ts';

const transportHeaders = [
  'Received: from mx.sender.example (mx.sender.example [203.0.113.9]) by mx.ours.example with ESMTP; Tue, 3 Mar 2026 10:00:05 +0000',
  'Authentication-Results: mx.ours.example; spf=fail smtp.mailfrom=sender.example; dkim=none',
  'From: "Payroll" <payroll@sender.example>',
  'Reply-To: <collect@elsewhere.example>',
  'Subject: =?utf-8?q?Caf=C3=A9_invoice?=',
  'Date: Tue, 3 Mar 2026 10:00:00 +0000',
  'Message-ID: <m1@sender.example>',
  'Content-Type: multipart/mixed; boundary="x"',
].join('\r\n');

describe('an Outlook item', () => {
  it('gives the headers it travelled with, its bodies and its files', async () => {
    const bytes = outlookFile({
      texts: { '0037': 'Café invoice', '007D': transportHeaders, '1000': 'See http://login.evil.example/a' },
      binaries: {
        '1013': Buffer.from(
          '<p><a href="http://pay.evil.example/">bank.example</a><img src="cid:logo@1"></p>',
        ),
      },
      recipients: [
        { name: 'Ann', address: 'ann@ours.example', kind: 1 },
        { name: 'Bob', address: 'bob@ours.example', kind: 2 },
      ],
      files: [
        { name: 'invoice.pdf', type: 'application/pdf', bytes: Buffer.from('%PDF-1.4 test') },
        { name: 'logo.png', type: 'image/png', contentId: 'logo@1', bytes: Buffer.from('png') },
      ],
    });
    const mail = await readMail(bytes);
    expect(mail.faults).toEqual([]);
    expect(mail).toMatchObject({
      format: 'msg',
      subject: 'Café invoice',
      from: [{ name: 'Payroll', address: 'payroll@sender.example' }],
      replyTo: [{ name: '', address: 'collect@elsewhere.example' }],
      to: [{ name: 'Ann', address: 'ann@ours.example' }],
      cc: [{ name: 'Bob', address: 'bob@ours.example' }],
      messageId: 'm1@sender.example',
      date: Date.UTC(2026, 2, 3, 10, 0, 0),
      text: 'See http://login.evil.example/a',
    });
    expect(mail.relays).toMatchObject([{ from: 'mx.sender.example', address: '203.0.113.9' }]);
    expect(mail.authentication.map(({ method, verdict }) => `${method} ${verdict}`)).toEqual([
      'spf fail',
      'dkim none',
    ]);
    expect(mail.links.map((link) => link.url)).toEqual([
      'http://pay.evil.example/',
      'http://login.evil.example/a',
    ]);
    expect(mail.links[0]?.flags).toEqual(['mismatch']);
    expect(mail.attachments.map(({ name, isInline, size }) => ({ name, isInline, size }))).toEqual([
      { name: 'invoice.pdf', isInline: false, size: 13 },
      { name: 'logo.png', isInline: true, size: 3 },
    ]);
  });

  it('gives what it stores when it never travelled', async () => {
    const bytes = outlookFile({
      texts: { '0037': 'Draft', '0C1A': 'Ann "A" Doe', '5D01': 'ann@ours.example', '1000': 'text' },
      recipients: [{ name: 'Bob', address: 'bob@ours.example', kind: 1 }],
    });
    const mail = await readMail(bytes);
    expect(mail.from).toEqual([{ name: 'Ann "A" Doe', address: 'ann@ours.example' }]);
    expect(mail.to).toEqual([{ name: 'Bob', address: 'bob@ours.example' }]);
    expect(mail.headers.map(([name]) => name)).toEqual(['Subject', 'From', 'To']);
  });

  it('gives HTML that is wrapped in RTF', async () => {
    const rtf = String.raw`{\rtf1\ansi\ansicpg1252\fromhtml1 {\*\htmltag64 <p><a href="http://evil.example/r">}go{\*\htmltag72 </a></p>}}`;
    const mail = await readMail(
      outlookFile({ texts: { '0037': 'rtf' }, binaries: { '1009': storedRtf(rtf) } }),
    );
    expect(mail.html).toContain('<a href="http://evil.example/r">go</a>');
    expect(mail.links).toMatchObject([{ url: 'http://evil.example/r', shown: 'go' }]);
  });

  it('gives text, links and files of a signed mail, which Outlook stores as one file', async () => {
    const signed = [
      'MIME-Version: 1.0',
      'Content-Type: multipart/signed; protocol="application/pkcs7-signature"; micalg=sha-256; boundary="outer"',
      '',
      '--outer',
      'Content-Type: multipart/mixed; boundary="inner"',
      '',
      '--inner',
      'Content-Type: text/plain; charset=utf-8',
      '',
      'Pay at http://pay.evil.example/signed',
      '--inner',
      'Content-Type: text/csv; name="list.csv"',
      'Content-Disposition: attachment; filename="list.csv"',
      '',
      'a,b',
      '--inner--',
      '--outer',
      'Content-Type: application/pkcs7-signature; name="smime.p7s"',
      'Content-Transfer-Encoding: base64',
      '',
      'MAA=',
      '--outer--',
      '',
    ].join('\r\n');
    const read = (shown: string) =>
      readMail(
        outlookFile({
          texts: { '0037': 'Signed', '1000': shown },
          files: [{ name: 'smime.p7m', type: 'multipart/signed', bytes: Buffer.from(signed) }],
        }),
      );
    const mail = await read('Pay at http://pay.evil.example/signed');
    expect(mail.text).toBe('Pay at http://pay.evil.example/signed');
    expect(mail.links.map((link) => link.url)).toEqual(['http://pay.evil.example/signed']);
    expect(mail.attachments.map(({ name }) => name)).toEqual(['smime.p7m', 'list.csv', 'smime.p7s']);
    expect(mail.faults).toEqual([]);
    const other = await read('Nothing to see');
    expect(other.text).toBe('Nothing to see\nPay at http://pay.evil.example/signed');
  });

  it('is opened when it is attached to another', async () => {
    const inner = { texts: { '0037': 'The real one', '1000': 'http://evil.example/inner' } };
    const mail = await readMail(outlookFile({ texts: { '0037': 'Fwd' }, items: [inner] }));
    expect(mail.attachments[0]).toMatchObject({
      name: 'The real one.msg',
      contentType: 'application/vnd.ms-outlook',
    });
    expect(mail.attachments[0]?.mail?.subject).toBe('The real one');
    expect(mail.links).toMatchObject([{ url: 'http://evil.example/inner', within: [0] }]);
  });

  it('keeps no more files than the limit', async () => {
    const files = [1, 2, 3].map((index) => ({
      name: `f${index}.txt`,
      type: 'text/plain',
      bytes: Buffer.from('x'),
    }));
    const mail = await readMail(outlookFile({ texts: { '0037': 'many' }, files }), { parts: 2 });
    expect(mail.attachments).toHaveLength(2);
    expect(mail.faults).toEqual([{ code: 'tooManyParts', detail: '1' }]);
  });
});

describe('a damaged Outlook item', () => {
  it('is a fault when it is cut off', async () => {
    const whole = outlookFile({ texts: { '0037': 'x', '1000': 'y'.repeat(9_000) } });
    const mail = await readMail(whole.subarray(0, 700));
    expect(mail.format).toBe('msg');
    expect(mail.faults.map((fault) => fault.code)).toContain('unreadable');
  });

  it('is a fault when it is another kind of compound file', async () => {
    const mail = await readMail(Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(2_000)]));
    expect(mail.faults.map((fault) => fault.code)).toContain('unreadable');
  });

  it('is stopped when its tables run in a circle', async () => {
    const bytes = Buffer.from(outlookFile({ texts: { '0037': 'x', '1000': 'y'.repeat(9_000) } }));
    const directory = bytes.readUInt32LE(48);
    const table = 512 * (bytes.readUInt32LE(76) + 1);
    bytes.writeUInt32LE(directory, table + 4 * directory);
    const mail = await readMail(bytes, { milliseconds: 1_500 });
    expect(mail.faults.map((fault) => fault.code)).toContain('unreadable');
  });
});
