import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { defang, refang } from './fanging.ts';

describe('refang', () => {
  it.each([
    ['hxxp://evil[.]example/a', 'http://evil.example/a'],
    ['hXXps://evil(.)example', 'https://evil.example'],
    ['HXXP://EVIL{.}EXAMPLE', 'http://EVIL.EXAMPLE'],
    ['h**p://evil[dot]example', 'http://evil.example'],
    ['hxxp[:]//evil[.]example', 'http://evil.example'],
    ['hxxps[://]evil[.]example[/]x', 'https://evil.example/x'],
    ['fxp://evil[.]example', 'ftp://evil.example'],
    ['sfxp://evil[.]example', 'sftp://evil.example'],
    ['user[at]evil[dot]example', 'user@evil.example'],
    ['user [at] evil [dot] example', 'user@evil.example'],
    ['user[@]evil[.]example', 'user@evil.example'],
    ['user(at)evil(dot)example', 'user@evil.example'],
    ['203[.]0[.]113[.]7', '203.0.113.7'],
    ['2001[:]db8[:][:]1', '2001:db8::1'],
    ['https:\\/\\/evil.example\\/x', 'https://evil.example/x'],
  ])('turns %s into %s', (written, real) => {
    expect(refang(written)).toBe(real);
  });

  it.each([
    'http://[2001:db8::1]/x',
    'an ordinary sentence. Another one',
    'a [1] note (see there)',
    'C:\\Users\\.ssh',
    '',
  ])('leaves %s alone', (text) => {
    expect(refang(text)).toBe(text);
  });
});

describe('defang', () => {
  it.each([
    ['http://evil.example/a.html', 'url', 'hxxp://evil[.]example/a[.]html'],
    ['HTTPS://EVIL.EXAMPLE/', 'url', 'HXXPS://EVIL[.]EXAMPLE/'],
    ['ftp://evil.example/', 'url', 'fxp://evil[.]example/'],
    ['https://a.example/?u=http://b.example', 'url', 'hxxps://a[.]example/?u=hxxp://b[.]example'],
    ['a.b@evil.example', 'mail', 'a[.]b[@]evil[.]example'],
    ['203.0.113.7', 'ip', '203[.]0[.]113[.]7'],
    ['2001:db8::1', 'ip', '2001[:]db8[:][:]1'],
    ['evil.example', 'domain', 'evil[.]example'],
    ['d41d8cd98f00b204e9800998ecf8427e', 'hash', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['invoice.exe', 'filename', 'invoice.exe'],
  ])('writes %s (%s) as %s', (value, dataType, safe) => {
    expect(defang(value, dataType)).toBe(safe);
  });

  it('is undone by refang, apart from the case of the scheme', () => {
    const host = fc.domain();
    fc.assert(
      fc.property(
        fc.webUrl({ withQueryParameters: true }),
        host,
        fc.ipV4(),
        fc.ipV6(),
        (url, domain, v4, v6) => {
          expect(refang(defang(url, 'url'))).toBe(url);
          expect(refang(defang(domain, 'domain'))).toBe(domain);
          expect(refang(defang(`user@${domain}`, 'mail'))).toBe(`user@${domain}`);
          expect(refang(defang(v4, 'ip'))).toBe(v4);
          expect(refang(defang(v6, 'ip'))).toBe(v6);
        },
      ),
      { numRuns: 50 },
    );
  });
});
