/** Rights in a case, and what a TLP says about sharing. */
import { expect, it } from 'vitest';
import { rightsOf, tlpCaution } from './rights.ts';

it('lets everybody read who sees the case, and nobody do more than the profile allows', () => {
  expect([...rightsOf([])]).toEqual(['read']);
  expect([...rightsOf(['manageTask', 'manageShare', 'managePage'])]).toEqual(['read', 'task', 'share']);
});

it('warns at amber and asks at what may not leave', () => {
  expect([0, 1, 2, 3, 4].map(tlpCaution)).toEqual(['none', 'none', 'warn', 'against', 'against']);
});
