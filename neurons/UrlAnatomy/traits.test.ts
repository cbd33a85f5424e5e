/** Which traits which addresses show. */

import { describe, expect, it } from 'vitest';
import { readAddress } from './address.ts';
import { disguiseOf } from './disguise.ts';
import { unfold } from './redirects.ts';
import { traitsOf } from './traits.ts';

function codes(dataType: string, data: string): string[] {
  const address = readAddress(dataType, data);
  const unfolded = address.url === undefined ? { hops: [], others: [] } : unfold(address.url);
  return traitsOf({ address, disguise: disguiseOf(address.host), unfolded }).map(({ code }) => code);
}

describe('traitsOf', () => {
  it.each([
    ['https://www.example.org/help', []],
    ['https://mail.cloud.protection.outlook.com/', []],
    ['http://203.0.113.9/a', ['ipHost', 'unencrypted']],
    ['http://0xcb007109/a', ['ipHost', 'numericHost', 'unencrypted']],
    ['https://[2001:db8::1]/', ['ipHost']],
    ['https://login.paypal.com.evil.example/', ['domainInFront']],
    ['https://paypal.com-secure.evil.example/', ['domainInFront']],
    ['https://a.b.c.d.e.f.example.org/', ['manyLabels']],
    ['https://bank.example@evil.example/', ['credentials']],
    ['https://bank.example\\@evil.example/', ['backslash']],
    ['https://ev%69l.example/', ['encodedHost']],
    ['https://evil.example:8443/', ['unusualPort']],
    ['https://evil.example/invoice.pdf.exe', ['program', 'doubleExtension']],
    ['https://evil.example/?id=bGVhQGFjbWUuZXhhbXBsZQ==', ['mailInside']],
    ['https://evil.example/#lea@acme.example', ['mailInside']],
    ['https://bit.ly/abc', ['shortener']],
    ['https://evil.example/\u200bx', ['hiddenCharacters']],
    ['https://a.example.org/?u=https://evil.example/', ['redirect']],
    ['data:text/html,<script>1</script>', ['activeScheme']],
    ['https://xn--80ak6aa92e.com/', ['punycode', 'lookalike']],
    ['https://xn--pypal-4ve.com/', ['punycode', 'mixedScripts', 'lookalike']],
    ['https://b\u00fccher.example/', ['punycode']],
    [`https://evil.example/${'x'.repeat(600)}`, ['long']],
  ])('names those of %s', (address, traits) => {
    expect(codes('url', address)).toEqual(traits);
  });

  it('accepts writing systems that languages mix', () => {
    expect(codes('domain', '東京タワーtokyo.jp')).toEqual(['punycode']);
  });

  it('warns of a mailbox in mixed letters', () => {
    expect(codes('mail', 'b\u043eb@example.org')).toEqual(['mixedMailbox']);
  });
});

describe('readAddress', () => {
  it('refuses an address that is too long', () => {
    const endless = `https://evil.example/${'x'.repeat(20_000)}`;
    expect(() => readAddress('url', endless)).toThrow('Only addresses of up to 16384 characters are read');
  });
});
