/** Which values of a text are offered. */
import { extractIndicators } from '@skep/sdk/indicators';
import { expect, it } from 'vitest';
import { worthAdding } from './new-values.tsx';

it('offers each value once, unlikely indicators last, and no address of a private network', () => {
  const text =
    '203[.]0[.]113[.]9 from 10.0.0.8, fe80::1 and 192.168.1.4, again 203.0.113.9, evil.example.org, 8.8.8.8 and evil.co';
  const offered = worthAdding(extractIndicators(text, { maximum: 50 }));
  expect(offered.map(({ value }) => value)).toEqual([
    'evil.co',
    '203.0.113.9',
    'evil.example.org',
    '8.8.8.8',
  ]);
});
