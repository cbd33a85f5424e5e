/** What is unfolded from addresses that carry another one. */

import { describe, expect, it } from 'vitest';
import { unfold } from './redirects.ts';

const target = 'https://evil.example/login?x=1';
const encoded = encodeURIComponent(target);
const base64 = Buffer.from(target).toString('base64');

const chain = (address: string) => unfold(new URL(address)).hops.map(({ url }) => url.href);

describe('unfold', () => {
  it.each([
    ['Safe Links', `https://eur03.safelinks.protection.outlook.com/?url=${encoded}&data=05`],
    ['Google', `https://www.google.com/url?sa=t&url=${encoded}`],
    ['Google AMP', 'https://www.google.com/amp/s/evil.example/login?x=1'],
    ['the AMP cache', 'https://evil-example.cdn.ampproject.org/c/s/evil.example/login?x=1'],
    ['Proofpoint 1', `https://urldefense.proofpoint.com/v1/url?u=${encoded}&k=1`],
    ['Proofpoint 2', 'https://urldefense.proofpoint.com/v2/url?u=https-3A__evil.example_login-3Fx-3D1&d=Dw'],
    ['Proofpoint 3', 'https://urldefense.com/v3/__https://evil.example/login*x=1__;Pw!!key$'],
    [
      'Proofpoint 3 with a run',
      'https://urldefense.com/v3/__https:/evil.example/login**Ax=1__;Pz8!!key$',
      'https://evil.example/login??x=1',
    ],
    ['Bing', `https://www.bing.com/ck/a?!&p=1&u=a1${base64.replace(/=+$/, '')}`],
    ['Sophos', `https://eu-west-1.protection.sophos.com?d=evil.example&u=${encodeURIComponent(base64)}`],
    ['Cisco', `https://secure-web.cisco.com/1abc/${encoded}`],
    ['a parameter', `https://news.example.org/track?utm_source=x&redirect=${encoded}`],
    ['a parameter in base64', `https://news.example.org/track?p=${encodeURIComponent(base64)}`],
    ['a path', 'https://web.archive.example.org/web/2026/https://evil.example/login?x=1'],
    ['a fragment', `https://news.example.org/#${encoded}`],
  ])('finds the target in %s', (_name, address, expected = target) => {
    expect(chain(address)).toEqual([expected]);
  });

  it('prefers the parameter that redirectors use and keeps the other one', () => {
    const { hops, others } = unfold(new URL(`https://a.example/?ref=https://b.example/&url=${encoded}`));
    expect(hops.map(({ url, via }) => [via, url.href])).toEqual([['parameter url', target]]);
    expect(others.map((url) => url.href)).toEqual(['https://b.example/']);
  });

  it('does not go round in circles', () => {
    const circle = 'https://a.example/?u=https://b.example/?u=https://a.example/?u=https://b.example/';
    expect(chain(circle).length).toBeLessThan(5);
  });

  it('stops after ten addresses within each other', () => {
    const deep = Array.from({ length: 15 }).reduce<string>(
      (inner, _step, index) => `https://s${index}.example/?u=${encodeURIComponent(inner)}`,
      target,
    );
    expect(chain(deep)).toHaveLength(10);
  });

  it.each([
    'https://example.org/?q=words',
    'https://example.org/?p=%E0%A4%A&id=QUJDREVGRw==',
    'https://example.org/#/settings',
  ])('finds nothing in %s', (address) => {
    expect(chain(address)).toEqual([]);
  });
});
