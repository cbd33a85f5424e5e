import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defangText, extractIndicators } from './extract.ts';

const found = (text: string, includePrivate = false) =>
  extractIndicators(text, { includePrivate }).map(({ dataType, value }) => `${dataType} ${value}`);

describe('extractIndicators', () => {
  it('finds every kind, plain or disguised, in the order of the text', () => {
    const text = [
      'Mail from bad.guy[at]evil[.]example, then hxxps://login.evil[.]example/a(b)?x=1.',
      'C2: 203[.]0[.]113[.]7, 2001:db8::7 and 198.51.100.0/24 (AS64496).',
      'Dropped invoice.pdf.exe, SHA256 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08',
      'Persists in HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Run, calls www.evil.co.uk.',
      'UA: Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36',
    ].join('\n');
    expect(found(text)).toEqual([
      'mail bad.guy@evil.example',
      'url https://login.evil.example/a(b)?x=1',
      'ip 203.0.113.7',
      'ip 2001:db8::7',
      'ip 198.51.100.0/24',
      'autonomous-system AS64496',
      'filename invoice.pdf.exe',
      'hash 9F86D081884C7D659A2FEAA0C55AD015A3BF4F1B2B0B822CD15D6C15B0F00A08',
      'registry HKLM\\Software\\Microsoft\\Windows NT\\CurrentVersion\\Run',
      'fqdn www.evil.co.uk',
      'user-agent Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120.0.0.0 Safari/537.36',
    ]);
  });

  it('says where the indicator stands and how it was written there', () => {
    const text = 'first hxxp://a[.]example/ then evil[.]com';
    expect(extractIndicators(text)).toEqual([
      { dataType: 'url', value: 'http://a.example/', original: 'hxxp://a[.]example/', offset: 6 },
      { dataType: 'domain', value: 'evil.com', original: 'evil[.]com', offset: 31 },
    ]);
  });

  it('takes two spellings of one indicator as one', () => {
    expect(found('EVIL.com evil[.]com evil.com. hxxp://evil[.]com http://EVIL.com/')).toEqual([
      'domain EVIL.com',
      'url http://evil.com',
    ]);
  });

  it('takes a host with a path as a URL, and the end of a range', () => {
    expect(found('see evil.com/gate.php, 203.0.113.7:8080/x and 203.0.113.1-203.0.113.9')).toEqual([
      'url http://evil.com/gate.php',
      'url http://203.0.113.7:8080/x',
      'ip 203.0.113.1',
      'ip 203.0.113.9',
    ]);
  });

  it('separates URLs listed without blanks, but not a URL within another', () => {
    expect(found('http://a.example,http://b.example;https://c.example/?u=http://d.example/')).toEqual([
      'url http://a.example',
      'url http://b.example',
      'url https://c.example/?u=http://d.example/',
    ]);
  });

  it('keeps the real host of a URL with credentials', () => {
    expect(found('go to https://login.bank.example@evil.example/x now')).toEqual([
      'url https://login.bank.example@evil.example/x',
    ]);
  });

  it('finds indicators between words of scripts without blanks', () => {
    expect(found('请访问evil.com的网站，或http://evil.com/下载。联系bad@evil.com。')).toEqual([
      'domain evil.com',
      'url http://evil.com/下载',
      'mail bad@evil.com',
    ]);
    expect(found('открой пример.рф и аpple.com')).toEqual(['domain пример.рф', 'domain аpple.com']);
  });

  it.each([
    'version 1.2.3.4, v1.2.3.4, Chrome/120.0.6099.71, OID 1.3.6.1.4.1.311',
    'done.It was good. See e.g. this, i.e. that... ASP.NET and Node.js',
    'at 12:34:56 the MAC 00:1a:2b:3c:4d:5e and std::vector<int>',
    '127.0.0.1 0.0.0.0 255.255.255.255 224.0.0.1 ::1 fe80::1 169.254.1.1 10.0.0.1 192.168.1.1',
    'http://localhost:8080/x http://127.0.0.1/ http://10.0.0.1/x srv.corp.local',
    'xmlns="http://www.w3.org/1999/xhtml"',
    'document.open("x") and window.name("y")',
    'd41d8cd98f00b204e9800998ecf8427e 00000000000000000000000000000000',
    '/var/www/evil.com/ and C:\\work\\evil.com',
    '@evil.com',
    'http://http:// http:///x http://.. https://',
    'deadbeef cafe 0123456789abcdef0123456789abcdef0',
  ])('finds nothing in %j', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('gives private addresses and internal names when asked', () => {
    expect(found('10.0.0.1 fd00::1 srv.corp.local 127.0.0.1 http://192.168.1.1/x', true)).toEqual([
      'ip 10.0.0.1',
      'ip fd00::1',
      'hostname srv.corp.local',
      'url http://192.168.1.1/x',
    ]);
  });

  it('stops at the maximum', () => {
    const text = Array.from({ length: 50 }, (_, index) => `host${index}.evil.com`).join(' ');
    expect(extractIndicators(text, { maximum: 7 })).toHaveLength(7);
    expect(extractIndicators(text, { maximum: 0 })).toEqual([]);
  });

  it('loses nothing at the borders of its pieces', () => {
    const line = `${'x'.repeat(97)} http://evil.example/${'p'.repeat(50)} `;
    const text = Array.from({ length: 2_000 }, (_, index) => `${line.trimEnd()}${index}`).join(' ');
    expect(extractIndicators(text)).toHaveLength(2_000);
  });

  it('never fails, and every original stands at its offset', () => {
    const atom = fc.constantFrom(
      'http://',
      'hxxp',
      '[.]',
      '.',
      '@',
      ':',
      '/',
      'evil',
      'com',
      '1',
      '203.0.113.7',
      ' ',
      '\\',
      'HKLM',
      '的',
      '[at]',
      '\n',
      '(',
      ')',
    );
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 4, arbitrary: atom }, fc.string({ unit: 'binary', maxLength: 4 })), {
          maxLength: 40,
        }),
        (atoms) => {
          const text = atoms.join('');
          for (const { original, offset } of extractIndicators(text, { includePrivate: true })) {
            expect(text.slice(offset, offset + original.length)).toBe(original);
            expect(original).not.toBe('');
          }
        },
      ),
      { numRuns: 250 },
    );
  });
});

describe('extractIndicators on hostile input', () => {
  const units = [
    'a',
    '.',
    '@',
    'a.',
    'a@',
    '@a.',
    'xn--a.',
    'http://',
    'http://a.',
    '://',
    '[.]',
    ':',
    '1.',
    'a:',
    'f',
    'HKLM\\',
    '(',
    ' [',
    'hxxp',
    'A B\\',
    'Mozilla/5.0 (',
    '的a.',
  ];
  const milliseconds = (text: string) => {
    const start = process.threadCpuUsage();
    extractIndicators(text);
    const used = process.threadCpuUsage(start);
    return (used.user + used.system) / 1_000;
  };

  it.each(units)('grows no faster than the text, made of %j', (unit) => {
    const ofLength = (length: number) => unit.repeat(Math.ceil(length / unit.length));
    milliseconds(ofLength(20_000));
    const short = milliseconds(ofLength(50_000));
    const long = milliseconds(ofLength(400_000));
    expect(long).toBeLessThan(8 * 4 * Math.max(short, 4));
  });

  it.each(['a', '.', '@'])('reads ten million times %j', (unit) => {
    expect(extractIndicators(unit.repeat(10_000_000))).toEqual([]);
  });
});

describe('defangText', () => {
  it('defangs each occurrence and leaves the rest as it is', () => {
    expect(
      defangText('a http://evil.com/x b evil.com/y c a@evil.com (10.0.0.1) invoice.exe evil.com, evil.com'),
    ).toBe(
      'a hxxp://evil[.]com/x b evil[.]com/y c a[@]evil[.]com (10[.]0[.]0[.]1) invoice.exe evil[.]com, evil[.]com',
    );
  });

  it('finishes what was half disguised', () => {
    expect(defangText('http://www[.]evil.com/ hxxp://evil.com')).toBe(
      'hxxp://www[.]evil[.]com/ hxxp://evil[.]com',
    );
  });
});
