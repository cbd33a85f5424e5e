import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dataTypes } from './data-type.ts';
import { normalise } from './normalise.ts';

describe('normalise', () => {
  it.each([
    ['ip', ' 203.0.113.7 ', '203.0.113.7'],
    ['ip', '203[.]0[.]113[.]7', '203.0.113.7'],
    ['ip', '203.000.113.007', '203.0.113.7'],
    ['ip', '2001:0DB8:0:0:0:0:0:1', '2001:db8::1'],
    ['ip', '[2001:db8::1]', '2001:db8::1'],
    ['ip', '::ffff:203.0.113.7', '203.0.113.7'],
    ['ip', '203.0.113.77/24', '203.0.113.0/24'],
    ['ip', '203.0.113.7/32', '203.0.113.7'],
    ['ip', '2001:db8::1/32', '2001:db8::/32'],
    ['ip', '0xcb.0.113.7', '203.0.113.7'],
    ['ip', 'not an address', 'not an address'],
    ['domain', 'EVIL.Example.', 'evil.example'],
    ['domain', 'münchen.de', 'xn--mnchen-3ya.de'],
    ['domain', 'MÜNCHEN.de', 'xn--mnchen-3ya.de'],
    ['fqdn', 'a_b.evil.example', 'a_b.evil.example'],
    ['domain', '*.Evil.example', '*.evil.example'],
    ['domain', 'evil example', 'evil example'],
    ['hostname', 'DESKTOP-1', 'desktop-1'],
    ['url', 'HTTP://EVIL.example:80', 'http://evil.example/'],
    ['url', 'hxxp://evil[.]example/Path?Q=1#F', 'http://evil.example/Path?Q=1#F'],
    ['url', 'https://evil.example./x', 'https://evil.example/x'],
    ['url', 'http://0xcb007107/', 'http://203.0.113.7/'],
    ['url', 'evil.example/a', 'http://evil.example/a'],
    ['url', 'evil.example:8080/a', 'http://evil.example:8080/a'],
    ['url', 'http://münchen.de/ü', 'http://xn--mnchen-3ya.de/%C3%BC'],
    ['url', 'http://', 'http://'],
    ['mail', 'John.Doe@EVIL.example', 'John.Doe@evil.example'],
    ['mail', '<mailto:x@Evil.example>', 'x@evil.example'],
    ['mail', 'x[at]evil[.]example', 'x@evil.example'],
    ['hash', 'D41D8CD98F00B204E9800998ECF8427E', 'd41d8cd98f00b204e9800998ecf8427e'],
    ['hash', '96:AbCdEf:GhI', '96:AbCdEf:GhI'],
    ['autonomous-system', 'asn 064496', 'AS64496'],
    ['autonomous-system', '64496', 'AS64496'],
    ['registry', 'HKLM\\Software\\Run\\', 'hkey_local_machine\\software\\run'],
    ['registry', 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Run', 'hkey_local_machine\\software\\run'],
    ['filename', ' Invoice.EXE ', 'Invoice.EXE'],
    ['regexp', 'a[.]b', 'a[.]b'],
    ['registry', '__proto__', '__proto__'],
    ['registry', 'Constructor\\Run', 'constructor\\run'],
    ['my-own-type', ' Value ', 'Value'],
  ])('writes the %s %j as %j', (dataType, value, canonical) => {
    expect(normalise(dataType, value)).toBe(canonical);
  });

  it('is stable: the canonical form of a canonical form is itself', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...dataTypes),
        fc.oneof(
          fc.string(),
          fc.string({ unit: 'binary' }),
          fc.webUrl(),
          fc.domain(),
          fc.emailAddress(),
          fc.ipV4Extended(),
          fc.ipV6(),
        ),
        (dataType, value) => {
          const once = normalise(dataType, value);
          expect(normalise(dataType, once)).toBe(once);
        },
      ),
      { numRuns: 300 },
    );
  });
});
