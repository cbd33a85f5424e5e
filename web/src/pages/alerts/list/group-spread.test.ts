/** What the alerts of a group share: only what all of them have. */
import { expect, it } from 'vitest';
import { spreadOf } from './group-spread.ts';

it('tells what all have from what only some have, the most frequent first', () => {
  const answer = { siem: { count: 40 }, edr: { count: 3 }, proxy: { count: 7 }, firewall: { count: 3 } };
  expect(spreadOf(answer, 40)).toEqual({
    shared: ['siem'],
    differing: [
      { value: 'proxy', count: 7 },
      { value: 'edr', count: 3 },
      { value: 'firewall', count: 3 },
    ],
  });
});

it('finds nothing in an answer that holds no numbers', () => {
  expect(spreadOf(null, 3)).toEqual({ shared: [], differing: [] });
  expect(spreadOf({ siem: 3 }, 3)).toEqual({ shared: [], differing: [] });
});
