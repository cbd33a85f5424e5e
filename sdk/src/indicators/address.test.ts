import { expect, it } from 'vitest';
import { addressReach } from './address.ts';

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
