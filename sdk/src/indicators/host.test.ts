import { describe, expect, it } from 'vitest';
import { controlledDomain, hostKind } from './host.ts';

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
