import { expect, it } from 'vitest';
import { domainOf } from './save-layer.ts';

it('takes the matrix that a catalogue is named after', () => {
  expect(domainOf('Enterprise ATT&CK')).toBe('enterprise-attack');
  expect(domainOf('mobile')).toBe('mobile-attack');
  expect(domainOf('ATT&CK ICS 18.1')).toBe('ics-attack');
  expect(domainOf('Basics of ours')).toBe('enterprise-attack');
});
