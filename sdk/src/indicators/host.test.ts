import { describe, expect, it } from 'vitest';
import { addressReach, controlledDomain, hostKind } from './host.ts';

describe('hostKind', () => {
  it.each([
    ['evil.com', 'domain'],
    ['www.evil.com', 'fqdn'],
    ['x.github.io', 'fqdn'],
    ['a.test', 'domain'],
    ['abcdef.onion', 'domain'],
    ['printer.lan', 'hostname'],
    ['co.uk', undefined],
    ['evil', undefined],
    ['evil..com', undefined],
    ['203.0.113.7', undefined],
    ['foo.docx', undefined],
    [`${'a'.repeat(64)}.com`, undefined],
    [`${'a.'.repeat(130)}com`, undefined],
  ])('calls %s %s', (name, kind) => {
    expect(hostKind(name)).toBe(kind);
  });
});

it('finds the part one party controls', () => {
  expect(controlledDomain('a.b.evil.co.uk')).toBe('evil.co.uk');
  expect(controlledDomain('x.github.io')).toBe('x.github.io');
  expect(controlledDomain('203.0.113.7')).toBe('203.0.113.7');
  expect(controlledDomain('intranet')).toBe('intranet');
});

it.each([
  ['203.0.113.7', 'public'],
  ['8.8.8.8', 'public'],
  ['2001:db8::1', 'public'],
  ['10.1.2.3', 'private'],
  ['100.64.0.1', 'private'],
  ['fd00::1', 'private'],
  ['::ffff:10.0.0.1', 'private'],
  ['127.0.0.1', 'none'],
  ['250.1.1.1', 'none'],
  ['fe80::1', 'none'],
  ['evil.com', undefined],
  ['3232235777', undefined],
])('says how far %s reaches: %s', (address, reach) => {
  expect(addressReach(address)).toBe(reach);
});
