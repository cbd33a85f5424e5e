import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMail } from './read.ts';

/** A mail with everything an ordinary one has. */
const ordinary = [
  'Return-Path: <bounce@mailer.example>',
  'Received: from mx2.ours.example (10.0.0.5) by store.ours.example with LMTP; Tue, 3 Mar 2026 10:00:09 +0000',
  'Received: from mailer.example (mailer.example [203.0.113.9])',
  '\tby mx2.ours.example (Postfix) with ESMTPS id 4F7K2; Tue, 3 Mar 2026 10:00:05 +0000 (UTC)',
  'Authentication-Results: mx2.ours.example; spf=softfail smtp.mailfrom=mailer.example;',
  ' dkim=pass header.d=mailer.example; dmarc=fail (p=none; dis=none) header.from=bank.example',
  'X-Originating-IP: [198.51.100.77]',
  'From: =?utf-8?B?QsOkbmsgU3VwcG9ydA==?= <support@bank.example>',
  'Sender: robot@mailer.example',
  'Reply-To: "Support" <help@elsewhere.example>',
  'To: Ann <ann@ours.example>, "Bob, B." <bob@ours.example>',
  'Cc: Team: carol@ours.example, dave@ours.example;',
  'Subject: =?utf-8?Q?Ihr_Konto_?=',
  ' =?utf-8?Q?l=C3=A4uft_ab?=',
  'Date: Tue, 3 Mar 2026 11:00:00 +0100',
  'Message-ID: <abc.1@mailer.example>',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary="outer"',
  '',
  '--outer',
  'Content-Type: multipart/alternative; boundary="inner"',
  '',
  '--inner',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Bitte hier: http://login.evil.example/a',
  '--inner',
  'Content-Type: text/html; charset=iso-8859-1',
  'Content-Transfer-Encoding: quoted-printable',
  '',
  '<p>Gr=FC=DFe <a href=3D"http://login.evil.example/a">www.bank.example</a></p>',
  '--inner--',
  '--outer',
  'Content-Type: application/pdf; name="r.pdf"',
  'Content-Disposition: attachment; filename="../../r.pdf"',
  'Content-Transfer-Encoding: base64',
  '',
  'JVBERi0xLjQ=',
  '--outer--',
  '',
].join('\r\n');

const read = (text: string, limits = {}) => readMail(Buffer.from(text), limits);
const faultCodes = async (text: string, limits = {}) =>
  (await read(text, limits)).faults.map((fault) => fault.code);

describe('readMail', () => {
  it('tells who sent the mail, to whom, when and about what', async () => {
    expect(await read(ordinary)).toMatchObject({
      format: 'eml',
      size: Buffer.byteLength(ordinary),
      sha256: createHash('sha256').update(ordinary).digest('hex'),
      subject: 'Ihr Konto läuft ab',
      from: [{ name: 'Bänk Support', address: 'support@bank.example' }],
      sender: [{ name: '', address: 'robot@mailer.example' }],
      replyTo: [{ name: 'Support', address: 'help@elsewhere.example' }],
      returnPath: [{ name: '', address: 'bounce@mailer.example' }],
      to: [
        { name: 'Ann', address: 'ann@ours.example' },
        { name: 'Bob, B.', address: 'bob@ours.example' },
      ],
      cc: [
        { name: '', address: 'carol@ours.example' },
        { name: '', address: 'dave@ours.example' },
      ],
      date: Date.UTC(2026, 2, 3, 10),
      received: Date.UTC(2026, 2, 3, 10, 0, 9),
      messageId: 'abc.1@mailer.example',
      originatingAddresses: [{ header: 'x-originating-ip', address: '198.51.100.77' }],
      faults: [],
    });
  });

  it('gives both bodies decoded, and every header in order', async () => {
    const mail = await read(ordinary);
    expect(mail.text).toBe('Bitte hier: http://login.evil.example/a');
    expect(mail.html).toContain('Grüße <a href="http://login.evil.example/a">');
    expect(mail.headers.map(([name]) => name)).toEqual(
      ordinary
        .slice(0, ordinary.indexOf('\r\n\r\n'))
        .split('\r\n')
        .filter((line) => /^\S/.test(line))
        .map((line) => line.slice(0, line.indexOf(':'))),
    );
    expect(mail.headers).toContainEqual(['Subject', 'Ihr Konto läuft ab']);
  });

  it('gives files with their digests, and names without folders', async () => {
    const bytes = Buffer.from('%PDF-1.4');
    const digest = (name: string) => createHash(name).update(bytes).digest('hex');
    const [file] = (await read(ordinary)).attachments;
    expect(file).toMatchObject({
      name: 'r.pdf',
      contentType: 'application/pdf',
      size: 8,
      isInline: false,
      mail: undefined,
    });
    expect(file).toMatchObject({ md5: digest('md5'), sha1: digest('sha1'), sha256: digest('sha256') });
    expect(Buffer.from(file?.bytes ?? [])).toEqual(bytes);
  });

  it('reads a stream like bytes', async () => {
    const whole = await read(ordinary);
    const streamed = await readMail(
      Readable.from([Buffer.from(ordinary.slice(0, 100)), Buffer.from(ordinary.slice(100))]),
    );
    expect(streamed).toEqual(whole);
  });

  it('rejects when the stream given fails', async () => {
    const broken = new Readable({ read: () => broken.destroy(new Error('disk')) });
    await expect(readMail(broken)).rejects.toThrow('disk');
  });

  it('opens mails within mails, down to the limit', async () => {
    const wrap = (inner: string, name: string) =>
      `Subject: ${name}\r\nContent-Type: multipart/mixed; boundary=${name}\r\n\r\n--${name}\r\nContent-Type: message/rfc822\r\n\r\n${inner}\r\n--${name}--\r\n`;
    const mail = await read(wrap(wrap('Subject: core\r\n\r\nhttp://evil.example/core', 'b1'), 'b2'));
    expect(mail.attachments[0]?.mail?.attachments[0]?.mail?.subject).toBe('core');
    expect(mail.links).toMatchObject([{ url: 'http://evil.example/core', within: [0, 0] }]);
    const shallow = await read(wrap(wrap('Subject: core\r\n\r\nx', 'b1'), 'b2'), { depth: 1 });
    expect(shallow.attachments[0]?.mail?.attachments[0]?.mail).toBeUndefined();
    expect(shallow.attachments[0]?.mail?.faults).toEqual([{ code: 'tooDeep', detail: '1' }]);
  });

  it('takes a nameless part of the bare type "text" as the body', async () => {
    const mail = await read(
      'Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text\r\n\r\nread me\r\n--b--\r\n',
    );
    expect(mail.text).toBe('read me');
    expect(mail.attachments).toEqual([]);
  });
});

describe('readMail of a bad mail', () => {
  it('gives an anatomy for a stub of two headers', async () => {
    const stub = 'Content-Type: text/plain\r\nMIME-Version: 1.0\r\n\r\n';
    expect(await read(stub)).toMatchObject({
      subject: '',
      from: [],
      links: [],
      attachments: [],
      text: '',
      faults: [],
    });
  });

  it.each([
    ['nothing at all', '', ['empty', 'noHeaders']],
    ['text without headers', '\r\njust text', ['noHeaders']],
    ['a date nobody can read', 'Subject: x\r\nDate: 12-05-2026\r\n\r\n', ['badDate']],
    ['two senders', 'From: a@x.example\r\nFrom: b@x.example\r\n\r\n', ['repeatedHeader']],
  ])('lists what is wrong with %s', async (_name, text, codes) => {
    expect(await faultCodes(text)).toEqual(codes);
  });

  it('reads raw bytes outside ASCII in headers and body', async () => {
    const utf8 = await read('Subject: Überweisung fällig\r\nFrom: Jürgen <j@x.example>\r\n\r\nGrüße');
    expect(utf8).toMatchObject({
      subject: 'Überweisung fällig',
      from: [{ name: 'Jürgen' }],
      text: 'Grüße',
      faults: [],
    });
    const latin = await readMail(
      Buffer.from('Subject: Überweisung\r\n\r\nGrüße http://evil.example/ü', 'latin1'),
    );
    expect(latin).toMatchObject({ subject: 'Überweisung', text: 'Grüße http://evil.example/ü' });
    expect(latin.faults).toEqual([{ code: 'undeclaredCharset', detail: '' }]);
    const koi = Buffer.concat([
      Buffer.from('Content-Type: text/plain; charset=koi8-r\r\nSubject: '),
      Buffer.from([0xf0, 0xd2, 0xc9, 0xd7, 0xc5, 0xd4]),
      Buffer.from('\r\n\r\nx'),
    ]);
    expect((await readMail(koi)).subject).toBe('Привет');
  });

  it('keeps to the limits and says what was left out', async () => {
    const many = (count: number, part: (index: number) => string) =>
      Array.from({ length: count }, (_, index) => part(index)).join('');
    const files = `Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n${many(9, (index) => `--b\r\nContent-Type: application/x-y; name=f${index}\r\n\r\n${index}\r\n`)}--b\r\nContent-Type: text/plain\r\n\r\nlast\r\n--b--\r\n`;
    const limited = await read(files, { parts: 4 });
    expect(limited.attachments).toHaveLength(4);
    expect(limited.text).toBe('last');
    expect(limited.faults).toEqual([{ code: 'tooManyParts', detail: '5' }]);

    const links = await read(`Subject: x\r\n\r\n${many(9, (index) => `http://evil.example/${index} `)}`, {
      links: 3,
    });
    expect(links.links).toHaveLength(3);
    expect(links.faults).toEqual([{ code: 'tooManyLinks', detail: '6' }]);

    const relays = await read(
      `${many(9, (index) => `Received: from h${index}.example by x; Tue, 3 Mar 2026 10:00:00 +0000\r\n`)}\r\n`,
      { relays: 2 },
    );
    expect(relays.relays.map((relay) => relay.from)).toEqual(['h1.example', 'h0.example']);
    expect(relays.faults).toEqual([{ code: 'tooManyRelays', detail: '9' }]);

    const long = await read(`Subject: x\r\n\r\n${'y'.repeat(10_000)}`, { bytes: 1_000 });
    expect(long.size).toBe(1_000);
    expect(long.faults).toEqual([{ code: 'mailTooLong', detail: '1000' }]);
    const longStream = await readMail(
      Readable.from([Buffer.from(`Subject: x\r\n\r\n${'y'.repeat(10_000)}`)]),
      { bytes: 1_000 },
    );
    expect(longStream).toMatchObject({ size: 1_000, faults: [{ code: 'mailTooLong' }] });
  });

  it('gives a mail whose headers exhaust the reader as text', async () => {
    const mail = await read(`Subject: x\r\n${'X-A: y\r\n'.repeat(200_000)}\r\nhttp://evil.example/z`);
    expect(mail.faults.map((fault) => fault.code)).toContain('unreadable');
  });

  it('never rejects, wherever the mail is cut or whatever it is made of', async () => {
    for (let end = 0; end < ordinary.length; end += 41) await read(ordinary.slice(0, end));
    const lines = fc.constantFrom(
      'From: ',
      'Content-Type: multipart/mixed; boundary=b',
      '--b',
      '--b--',
      '',
      ' folded',
      'Content-Type: message/rfc822',
      'Content-Transfer-Encoding: base64',
      '=?utf-8?B?w6Q?=',
      'Received: from',
      'BEGIN:VCALENDAR',
      '<a href="',
      '\u0000',
    );
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(lines, fc.string({ unit: 'binary', maxLength: 12 })), { maxLength: 30 }),
        async (parts) => {
          await read(parts.join('\r\n'));
        },
      ),
      { numRuns: 150 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => void (await readMail(bytes))),
      { numRuns: 100 },
    );
  });
});
