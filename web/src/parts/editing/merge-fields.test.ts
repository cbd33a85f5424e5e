import { expect, it } from 'vitest';
import { changedFields, mergeFields } from './merge-fields.ts';

const base = { title: 'Call', at: '2026-01-01T10:00', description: 'one\ntwo\nthree' };

it('changes of other fields and of other lines come together', () => {
  const theirs = { ...base, title: 'Call of the bank', description: 'one!\ntwo\nthree' };
  const mine = { ...base, at: '2026-01-01T11:00', description: 'one\ntwo\nthree!' };
  expect(mergeFields(base, theirs, mine)).toEqual({
    values: { title: 'Call of the bank', at: '2026-01-01T11:00', description: 'one!\ntwo\nthree!' },
    clashes: [],
  });
});

it('where both changed the same, mine stands and the field is named', () => {
  const theirs = { ...base, at: '2026-01-01T12:00', title: 'Both' };
  const mine = { ...base, at: '2026-01-01T11:00', title: 'Both' };
  expect(mergeFields(base, theirs, mine)).toEqual({ values: mine, clashes: ['at'] });
});

it('only what was changed is told', () => {
  expect(changedFields(base, { ...base, title: '' })).toEqual({ title: '' });
});
