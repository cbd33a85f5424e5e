import { readMail } from '@skep/sdk/mail';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { describe, expect, it } from 'vitest';
import { mapMail } from './map.ts';

const phish = [
  'Return-Path: <bounce@mailer.example>',
  'Delivered-To: ann@ours.example',
  'Received: from mx.ours.example (mx.ours.example [10.0.0.5]) by store.ours.example; Tue, 3 Mar 2026 10:00:09 +0000',
  'Received: from mailer.example (mailer.example [203.0.113.9]) by mx.ours.example; Tue, 3 Mar 2026 10:00:05 +0000',
  'Received: from [198.51.100.4] (localhost [127.0.0.1]) by mailer.example; Tue, 3 Mar 2026 10:00:01 +0000',
  'Authentication-Results: mx.ours.example; spf=fail smtp.mailfrom=mailer.example; dkim=none; dmarc=fail',
  'X-Originating-IP: [198.51.100.77]',
  'From: "Bank Support" <support@bank.example>',
  'Reply-To: <collect@elsewhere.example>',
  'To: Ann <ann@ours.example>',
  'Subject: Account <b>locked</b> [click](http://evil.example)',
  'Date: Tue, 3 Mar 2026 09:00:00 +0000',
  'Message-ID: <1@mailer.example>',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/html',
  '',
  '<a href="http://evil.example/login">https://www.bank.example</a> <a href="http://203.0.113.66/x">or here</a>',
  '<a href="mailto:ann@ours.example">you</a> <img src="http://pixel.example/p.gif">',
  '--b',
  'Content-Type: application/pdf; name="in`voice.pdf"',
  '',
  '%PDF',
  '--b',
  'Content-Type: image/png; name=logo.png',
  'Content-Disposition: inline',
  'Content-ID: <l@x>',
  '',
  'png',
  '--b',
  'Content-Type: message/rfc822',
  '',
  'From: inner@evil.example',
  'Subject: inner',
  '',
  'http://inner.example/i',
  '--b--',
].join('\r\n');

const draftOf = async (text: string) => mapMail(await readMail(Buffer.from(text)));
const values = async (text: string) =>
  (await draftOf(text)).observables.map(
    (draft) => `${draft.dataType} ${draft.dataType === 'file' ? draft.path.join('.') : draft.data}`,
  );

describe('mapMail', () => {
  it('takes title, date, reference and tags from the mail', async () => {
    const draft = await draftOf(phish);
    expect(draft).toMatchObject({
      title: 'Account <b>locked</b> [click](http://evil.example)',
      date: Date.UTC(2026, 2, 3, 10, 0, 9),
      reference: '1@mailer.example',
      omitted: 0,
    });
    expect(draft.tags).toEqual([
      'email:spf="fail"',
      'email:dkim="none"',
      'email:dmarc="fail"',
      'email:link="mismatch"',
      'email:link="address"',
    ]);
  });

  it('makes each thing an observable once, and leaves internal relays out', async () => {
    expect(await values(phish)).toEqual([
      'file ',
      'mail-subject Account <b>locked</b> [click](http://evil.example)',
      'mail support@bank.example',
      'mail collect@elsewhere.example',
      'mail bounce@mailer.example',
      'mail ann@ours.example',
      'ip 198.51.100.4',
      'ip 203.0.113.9',
      'ip 198.51.100.77',
      'file 0',
      'file 1',
      'file 2',
      'mail-subject inner',
      'mail inner@evil.example',
      'url http://evil.example/login',
      'domain evil.example',
      'url http://203.0.113.66/x',
      'ip 203.0.113.66',
      'url http://inner.example/i',
      'domain inner.example',
      'url http://pixel.example/p.gif',
    ]);
  });

  it('says of each what it is', async () => {
    const { observables } = await draftOf(phish);
    const find = (data: string) =>
      observables.find((draft) => draft.dataType !== 'file' && draft.data === data);
    expect(find('support@bank.example')).toEqual({
      dataType: 'mail',
      data: 'support@bank.example',
      message: 'From: Bank Support',
      tags: ['email:role="from"'],
    });
    expect(find('198.51.100.4')).toMatchObject({
      message: 'Relay 1 (claimed): from [198.51.100.4] by mailer.example',
      tags: ['email:role="relay"'],
    });
    expect(find('http://evil.example/login')).toMatchObject({
      message: 'Link (anchor) shown as: hxxps://www[.]bank[.]example',
      tags: ['email:link="anchor"', 'email:link="mismatch"'],
    });
    expect(find('inner@evil.example')?.message).toBe('From of the attached mail "inner"');
    expect(observables.filter((draft) => draft.dataType === 'file').map(({ tags }) => tags[0])).toEqual([
      'email:role="original"',
      'email:role="attachment"',
      'email:role="inline-picture"',
      'email:role="attached-mail"',
    ]);
    expect(
      observables.find((draft) => draft.dataType === 'file' && draft.name.endsWith('.pdf'))?.message,
    ).toMatch(/MD5 [0-9a-f]{32}, SHA-1 [0-9a-f]{40}, SHA-256 [0-9a-f]{64}$/);
  });

  it('marks the recipient as noise, unless it is the sender too', async () => {
    const { observables } = await draftOf(phish);
    expect(observables.filter((draft) => draft.ioc === false)).toMatchObject([
      { data: 'ann@ours.example', ignoreSimilarity: true },
    ]);
    const spoofed = await draftOf(
      'From: Ann@ours.example\r\nTo: ann@OURS.example\r\nSubject: I hacked you\r\n\r\n',
    );
    const own = spoofed.observables.filter((draft) => draft.dataType === 'mail');
    expect(own).toMatchObject([
      { data: 'Ann@ours.example', tags: ['email:role="from"', 'email:role="recipient"'] },
    ]);
    expect(own[0]?.ioc).toBeUndefined();
  });

  it('marks the hops within one operator as noise, but never the hop that came in', async () => {
    const hops = [
      'Received: from B.prod.outlook.com (2001:db8::2) by C.prod.outlook.com with HTTPS; Tue, 3 Mar 2026 10:00:03 +0000',
      'Received: from A.eop.prod.outlook.com (2001:db8::1) by B.outlook.office365.com with SMTP; Tue, 3 Mar 2026 10:00:02 +0000',
      'Received: from mx.outlook.com (203.0.113.9) by A.mail.protection.outlook.com with SMTP; Tue, 3 Mar 2026 10:00:01 +0000',
    ].join('\r\n');
    const relays = (await draftOf(`${hops}\r\nSubject: x\r\n\r\n`)).observables.filter(
      (draft) => draft.dataType === 'ip',
    );
    expect(relays).toMatchObject([
      { data: '203.0.113.9', tags: ['email:role="relay"'] },
      { data: '2001:db8::1', tags: ['email:role="internal-relay"'], ioc: false, ignoreSimilarity: true },
      { data: '2001:db8::2', tags: ['email:role="internal-relay"'], ioc: false, ignoreSimilarity: true },
    ]);
    expect(relays[0]?.ioc).toBeUndefined();
  });

  it('makes something of an empty mail', async () => {
    const draft = await draftOf('');
    expect(draft).toMatchObject({ title: '(no subject)', date: undefined, tags: [], omitted: 0 });
    expect(draft.reference).toMatch(/^sha256:[0-9a-f]{64}$/);
    expect(draft.observables).toHaveLength(1);
  });

  it('keeps the number of observables and the length of values in bounds, and counts the rest', async () => {
    const links = Array.from({ length: 400 }, (_, index) => `http://h${index}.evil.example/`).join(' ');
    const draft = await draftOf(`Subject: x\r\n\r\n${links} http://evil.example/${'p'.repeat(5_000)}`);
    expect(draft.observables).toHaveLength(300);
    expect(draft.omitted).toBe(400 * 2 + 2 + 2 - 300);
  });
});

describe('the description', () => {
  const markdown = new MarkdownIt({ html: true, linkify: true });

  it('reads well', async () => {
    const { description } = await draftOf(phish);
    expect(description).toContain('- **From:** `Bank Support` `support[@]bank[.]example`');
    expect(description).toContain('- **Authentication:** `spf=fail` `dkim=none` `dmarc=fail`');
    expect(description).toContain(
      '- `hxxp://evil[.]example/login` “`hxxps://www[.]bank[.]example`” (anchor) **mismatch**',
    );
    expect(description).toContain('- ``in`voice.pdf``, `application/pdf`, 4 B, SHA-256');
  });

  it('holds no link and no markup, even for a renderer that allows both', async () => {
    const hostile = fc.constantFrom(
      '`',
      '``',
      '```\n',
      '\n',
      '<script>',
      '<img src=x>',
      '[a](http://e.example)',
      'http://e.example',
      '![i](//e.example)',
      '**',
      '~~~',
      '\\',
      '| a |',
      '# h',
      '&lt;',
      '<http://e.example>',
      'www.e.com',
      'a@e.com',
    );
    const text = fc.array(hostile, { maxLength: 8 }).map((parts) => parts.join(''));
    await fc.assert(
      fc.asyncProperty(text, text, text, async (subject, name, body) => {
        const line = (value: string) => value.replaceAll('\n', ' ');
        const source = `Subject: ${line(subject)}\r\nFrom: "${line(name).replaceAll(/["\\]/g, '')}" <a@e.com>\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n${body}\r\n--b\r\nContent-Type: text/html\r\n\r\n<a href="http://e.example/${line(name)}">${body}</a>\r\n--b--`;
        const html = markdown.render((await draftOf(source)).description);
        expect(
          html.replaceAll(/<\/?(?:p|ul|li|strong|code|pre)(?: class="language-text")?>/g, ''),
        ).not.toMatch(/[<>]/);
      }),
      { numRuns: 150 },
    );
  });
});
