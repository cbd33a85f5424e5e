/** The limits that an organisation has set itself, beside those that a definition allows. */
import { expect, it } from 'vitest';
import { aboveDefinition, limitsOf } from './limits-form.tsx';
import { withOwnLimits } from './neuron-data.ts';

it('are those that are stored, not the stricter ones that count', () => {
  const counts = { _id: '~1', name: 'Block', maxTlp: 1, maxPap: 1 } as const;
  const [own] = withOwnLimits([counts], [{ _id: '~1', maxTlp: 2 }]);
  expect(own).toEqual({ _id: '~1', name: 'Block', maxTlp: 2 });
  expect(withOwnLimits([counts], [])).toEqual([{ _id: '~1', name: 'Block' }]);
});

it('are refused above the definition, and nowhere else', () => {
  const limits = (maxTlp: number | null, maxPap: number | null) => ({
    ...limitsOf(undefined),
    maxTlp,
    maxPap,
  });
  expect(aboveDefinition(limits(2, 2), { maxTlp: 1, maxPap: 2 })).toEqual(['maxTlp']);
  expect(aboveDefinition(limits(3, 1), { maxTlp: null, maxPap: 0 })).toEqual(['maxPap']);
  expect(aboveDefinition(limits(null, 3), { maxTlp: 0 })).toEqual([]);
});
