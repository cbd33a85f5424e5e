import { expect, it } from 'vitest';
import { readRelays } from './relays.ts';

const read = (...values: string[]) =>
  readRelays(
    values.map((raw) => ({ name: 'Received', raw })),
    10,
    [],
  );

it.each([
  [
    'from a.example (a.example [203.0.113.9]) by b.example with ESMTP id 1; Tue, 3 Mar 2026 10:00:05 +0000',
    '203.0.113.9',
  ],
  [
    'from a.example ([203.0.113.9]:4711 helo=claimed.example) by b.example with esmtp (Exim 4.97); Tue, 3 Mar 2026 10:00:05 +0000',
    '203.0.113.9',
  ],
  [
    'from unknown (HELO a.example) (203.0.113.9) by b.example with SMTP; 3 Mar 2026 10:00:05 -0000',
    '203.0.113.9',
  ],
  [
    'from a.example (2001:db8::9) by b.example (2001:db8::1) with Microsoft SMTP Server; Tue, 3 Mar 2026 10:00:05 +0000',
    '2001:db8::9',
  ],
  [
    'from a.example ([IPv6:2001:db8::9]) by b.example with ESMTP; Tue, 3 Mar 2026 10:00:05 +0000',
    '2001:db8::9',
  ],
  [
    'from [203.0.113.9] (helo=a.example) by b.example with esmtp; Tue, 3 Mar 2026 10:00:05 +0000',
    '203.0.113.9',
  ],
  [
    'from [198.51.100.1] (unknown [203.0.113.9]) by b.example with ESMTP; Tue, 3 Mar 2026 10:00:05 +0000',
    '203.0.113.9',
  ],
  ['from [203.0.113.9] by b.example via HTTP; Tue, 3 Mar 2026 10:00:05 +0000', '203.0.113.9'],
  [
    'from a.example (unknown) by b.example (SG) with HTTP id x Tue, 03 Mar 2026 10:00:05.000 +0000 (UTC)',
    undefined,
  ],
  ['by b.example with SMTP id x for <ann@ours.example>; Tue, 03 Mar 2026 02:00:05 -0800 (PST)', undefined],
])('reads "%s"', (value, address) => {
  const [relay] = read(value);
  expect(relay).toMatchObject({ by: 'b.example', date: Date.UTC(2026, 2, 3, 10, 0, 5) });
  expect(relay?.address).toBe(address);
});

it('gives the hops in the order of travel', () => {
  expect(read('from second by third; x', 'from first by second; x').map((relay) => relay.from)).toEqual([
    'first',
    'second',
  ]);
});

it.each(['', ';', 'nonsense', '(((((', 'from', '\\', `from ${'a '.repeat(3_000)}`])(
  'does not fail on %j',
  (value) => {
    expect(read(value)).toHaveLength(1);
  },
);
