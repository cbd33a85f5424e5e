import { describe, expect, it } from 'vitest';
import { readMail } from './read.ts';

const ofHtml = async (html: string) =>
  (await readMail(Buffer.from(`Subject: x\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${html}`))).links;
const urls = async (html: string) =>
  (await ofHtml(html)).map((link) => `${link.sources.join('+')} ${link.url}`);
const flags = async (html: string) => (await ofHtml(html))[0]?.flags;

describe('links of HTML', () => {
  it.each([
    ['<a href="http://e.example/1">x</a>', 'anchor http://e.example/1'],
    ['<map><area href="http://e.example/1"></map>', 'anchor http://e.example/1'],
    ['<form action="http://e.example/1"><input></form>', 'form http://e.example/1'],
    ['<button formaction="http://e.example/1">x</button>', 'form http://e.example/1'],
    ['<img src="http://e.example/1.png">', 'image http://e.example/1.png'],
    ['<img srcset="http://e.example/1.png 2x">', 'image http://e.example/1.png'],
    ['<table background="http://e.example/1.png">', 'image http://e.example/1.png'],
    ['<iframe src="http://e.example/1">', 'resource http://e.example/1'],
    ['<script src="http://e.example/1.js"></script>', 'resource http://e.example/1.js'],
    ['<object data="http://e.example/1">', 'resource http://e.example/1'],
    ['<link rel=stylesheet href="http://e.example/1.css">', 'resource http://e.example/1.css'],
    ['<div style="background:url( \'http://e.example/1.png\' )">', 'style http://e.example/1.png'],
    [
      '<style>@import "http://e.example/1.css"; a{b:url(http://e.example/1.css)}</style>',
      'style http://e.example/1.css',
    ],
    ['<meta http-equiv="Refresh" content="0; URL=http://e.example/1">', 'refresh http://e.example/1'],
    ['<base href="http://e.example/">', 'base http://e.example/'],
    ['<p data-target="http://e.example/1">x</p>', 'attribute http://e.example/1'],
    ['<p onclick="location=\'http://e.example/1\'">x</p>', 'attribute http://e.example/1'],
    ['<script>location.href="http://e.example/1"</script>', 'script http://e.example/1'],
    [
      '<!--[if mso]><v:roundrect href="http://e.example/1"></v:roundrect><![endif]-->',
      'anchor http://e.example/1',
    ],
    ['<p>see http://e.example/1.</p>', 'text http://e.example/1'],
    ['<p>see http://e.exam<wbr>ple/<b>1</b></p>', 'text http://e.example/1'],
    ['<p>see www.e.example</p>', 'text http://www.e.example/'],
    ['<a href="mailto:a@e.example?subject=x">x</a>', 'anchor mailto:a@e.example'],
    ['<a href=" ht&#116;p://e.example/&#x31; ">x</a>', 'anchor http://e.example/1'],
    ['<a href="http://e.exam\nple/1">x</a>', 'anchor http://e.example/1'],
    ['<a href="//e.example/1">x</a>', 'anchor https://e.example/1'],
    ['<a href="www.e.example/1">x</a>', 'anchor http://www.e.example/1'],
    ['<a href=3D"http://e.example/1">x</a>', 'anchor http://e.example/1'],
    ['<a href="file://203.0.113.9/share/x">x</a>', 'anchor file://203.0.113.9/share/x'],
  ])('are found in %s', async (html, expected) => {
    expect(await urls(html)).toEqual([expected]);
  });

  it.each([
    '<a href="#top">x</a>',
    '<img src="cid:a@b">',
    '<a href="javascript:x()">x</a>',
    '<img src="data:image/png;base64,AA">',
    '<a href="/relative">x</a>',
    '<a href="">x</a>',
    '<a href="tel:+1">x</a>',
    '<html xmlns="http://www.w3.org/1999/xhtml">',
    '<div itemtype="http://schema.org/Order">',
    '<!-- http://e.example/ -->',
  ])('are none in %s', async (html) => {
    expect(await urls(html)).toEqual([]);
  });

  it('are resolved against the base address', async () => {
    expect(await urls('<base href="http://e.example/d/"><a href="p?q">x</a>')).toEqual([
      'base http://e.example/d/',
      'anchor http://e.example/d/p?q',
    ]);
  });

  it('are one where several places lead to the same', async () => {
    const links = await ofHtml(
      '<a href="http://E.example">first</a><img src="http://e.example/"><p>http://e.example</p>',
    );
    expect(links).toMatchObject([
      { url: 'http://e.example/', sources: ['anchor', 'image', 'text'], shown: 'first' },
    ]);
  });

  it('are found beyond the length and the depth that are read as HTML', async () => {
    const deep = await readMail(
      Buffer.from(`Content-Type: text/html\r\n\r\n${'<b>'.repeat(20_000)}http://e.example/deep`),
    );
    expect(deep.faults.map((fault) => fault.code)).toEqual(['htmlTooDeep']);
    expect(deep.links.map((link) => link.url)).toEqual(['http://e.example/deep']);
    const long = await readMail(
      Buffer.from(
        `Content-Type: text/html\r\n\r\n${'<p>word</p>'.repeat(130)}<a href="http://e.example/long">x</a>`,
      ),
      { characters: 1_000 },
    );
    expect(long.faults.map((fault) => fault.code)).toEqual(['htmlTooLong']);
    expect(long.links.map((link) => link.url)).toEqual(['http://e.example/long']);
  });

  it('take time in proportion to the length of hostile HTML', async () => {
    const milliseconds = async (html: string) => {
      const start = process.cpuUsage();
      await ofHtml(html);
      const used = process.cpuUsage(start);
      return (used.user + used.system) / 1_000;
    };
    for (const unit of [
      '<a href=x>',
      '<p style="url(',
      '<',
      '<!--[if mso]>',
      '<a b=',
      '&#',
      '<table><td>',
      '<base href=http://a>',
    ]) {
      await milliseconds(unit.repeat(2_000));
      const short = await milliseconds(unit.repeat(4_000));
      expect(await milliseconds(unit.repeat(32_000))).toBeLessThan(8 * 4 * Math.max(short, 5));
    }
  });
});

describe('flags of links', () => {
  it.each([
    ['<a href="http://evil.example/">https://www.bank.example/login</a>', ['mismatch']],
    ['<a href="http://evil.example/">bank.com</a>', ['mismatch']],
    ['<a href="http://evil.example/">Write to <b>help@bank.com</b></a>', ['mismatch']],
    ['<a href="mailto:x@evil.example">x@bank.com</a>', ['mismatch']],
    ['<a href="http://a.github.io/">b.github.io</a>', ['mismatch']],
    ['<a href="http://login.bank.example/">www.bank.example</a>', []],
    ['<a href="http://bank.example/">Log in</a>', []],
    ['<a href="http://evil.example/">Invoice.pdf, version 1.2.3</a>', []],
    ['<a href="http://203.0.113.9/x">go</a>', ['address']],
    ['<a href="http://0xcb007109/x">go</a>', ['address']],
    ['<a href="http://[2001:db8::1]/x">go</a>', ['address']],
    ['<a href="http://xn--pple-43d.com/">go</a>', ['punycode']],
    ['<a href="http://аpple.com/">go</a>', ['punycode']],
    ['<a href="http://bank.example@203.0.113.9/">go</a>', ['address', 'credentials']],
  ])('%s', async (html, expected) => {
    expect(await flags(html)).toEqual(expected);
  });

  it('are judged by the target where a mail gateway wrapped the link', async () => {
    const wrapped = [
      'https://eur01.safelinks.protection.outlook.com/?url=http%3A%2F%2Fbank.example%2Fa&data=1',
      'https://urldefense.proofpoint.com/v2/url?u=http-3A__bank.example_a&d=x',
      'https://urldefense.com/v3/__http://bank.example/a__;!!x',
      'https://urldefense.com/v3/__http:/bank.example/a__;!!x',
      'https://linkprotect.cudasvc.com/url?a=http%3a%2f%2fbank.example%2fa',
    ];
    for (const url of wrapped) {
      const links = await ofHtml(`<a href="${url.replaceAll('&', '&amp;')}">bank.example</a>`);
      expect(links).toMatchObject([
        { shown: '', flags: [] },
        { url: 'http://bank.example/a', shown: 'bank.example', flags: [] },
      ]);
    }
  });
});

describe('links of other places', () => {
  const withPart = (headers: string, body: string) =>
    readMail(
      Buffer.from(
        `Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nhi\r\n--b\r\n${headers}\r\n\r\n${body}\r\n--b--\r\n`,
      ),
    );
  const calendar = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//x//www.vendor.example//EN',
    'BEGIN:VEVENT',
    'UID:1@uid.example.com',
    'DTSTART:20260303T100000Z',
    'SUMMARY:Meeting',
    'ORGANIZER;CN=Boss:mailto:boss@evil.example',
    'ATTENDEE:mailto:ann@ours.example',
    'DESCRIPTION:Join\\nhttp://evil.example/a-very-long-address-that-is-fold',
    ' ed?x=1\\, then call',
    'LOCATION:https://meet.evil.example/r',
    'X-ALT-DESC;FMTTYPE=text/html:<a href="http://evil.example/html">x</a>',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');

  it('are found in an invitation', async () => {
    const mail = await withPart(
      'Content-Type: text/calendar; method=REQUEST\r\nContent-Transfer-Encoding: base64',
      Buffer.from(calendar).toString('base64'),
    );
    expect(mail.faults).toEqual([]);
    expect(mail.links.map((link) => link.url)).toEqual([
      'mailto:boss@evil.example',
      'http://evil.example/a-very-long-address-that-is-folded?x=1',
      'https://meet.evil.example/r',
      'http://evil.example/html',
    ]);
    expect(new Set(mail.links.flatMap((link) => link.sources))).toEqual(new Set(['calendar']));
    expect(mail.links[0]?.within).toEqual([0]);
  });

  it('are found in an invitation that is not well formed, or that hides under another type', async () => {
    const broken = await withPart(
      'Content-Type: text/calendar',
      calendar.replace('DTSTART:', 'DTSTART').replace('END:VEVENT', 'END:VTODO'),
    );
    expect(broken.links.map((link) => link.url)).toContain(
      'http://evil.example/a-very-long-address-that-is-folded?x=1',
    );
    const hidden = await withPart('Content-Type: application/pdf; name="invite.ics"', calendar);
    expect(hidden.links.map((link) => link.url)).toContain('https://meet.evil.example/r');
  });

  it('are found in an attached page and in the unsubscribe header', async () => {
    const page = await withPart(
      'Content-Type: application/octet-stream; name="Invoice.HTML"',
      '<form action="http://evil.example/post">',
    );
    expect(page.links).toMatchObject([
      { url: 'http://evil.example/post', sources: ['attachment'], within: [0] },
    ]);
    const header = await readMail(
      Buffer.from('List-Unsubscribe: <http://evil.example/u>, <mailto:u@evil.example>\r\n\r\n'),
    );
    expect(header.links.map((link) => link.url)).toEqual(['http://evil.example/u', 'mailto:u@evil.example']);
  });
});
