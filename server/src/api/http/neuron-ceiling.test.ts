/** Which ceiling of a neuron holds. */
import { expect, it } from 'vitest';
import { ceilingOf } from './neuron-ceiling.ts';

const facts = {
  name: 'LookUp',
  version: '1.0',
  description: '',
  destination: undefined,
  checkTlp: true,
  checkPap: false,
  maxTlp: 1,
  maxPap: 0,
};

it('is the stricter of what the definition and the organisation say', () => {
  expect(ceilingOf(facts, { maxTlp: 3 })).toEqual({ maxTlp: 1, maxPap: undefined });
  expect(ceilingOf(facts, { maxTlp: 0, maxPap: 2 })).toEqual({ maxTlp: 0, maxPap: 2 });
  expect(ceilingOf(undefined, { maxPap: 1 })).toEqual({ maxTlp: undefined, maxPap: 1 });
});

it('is amber where the definition asks for the check but says no level', () => {
  expect(ceilingOf({ ...facts, checkPap: true, maxTlp: undefined, maxPap: undefined }, {})).toEqual({
    maxTlp: 2,
    maxPap: 2,
  });
});
