import { expect, it } from 'vitest';
import { nearest } from './nearest.ts';

const names = ['port', 'host', 'log_level', 'SKEP_PORT'];

it.each([
  ['prot', 'port'],
  ['porte', 'port'],
  ['PORT', 'port'],
  ['log_levle', 'log_level'],
  ['SKEP_PROT', 'SKEP_PORT'],
  ['something else', undefined],
  ['', undefined],
])('takes %s for %s', (name, meant) => {
  expect(nearest(name, names)).toBe(meant);
});

it('takes the closest, the first of equals', () => {
  expect(nearest('severty', ['severities', 'severity'])).toBe('severity');
  expect(nearest('hist', ['host', 'hint'])).toBe('host');
});
