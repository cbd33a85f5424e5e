/** What takes a change of a case back. */
import { expect, it } from 'vitest';
import { inverseOf } from './use-case-change.ts';

it('holds the former values, and takes away what was not there', () => {
  const detail = { title: 'old', severity: 2 as const, tags: ['a'] };
  expect(inverseOf(detail, { severity: 4, assignee: 'ana', tags: [] })).toEqual({
    severity: 2,
    assignee: null,
    tags: ['a'],
  });
});
