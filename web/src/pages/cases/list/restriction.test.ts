import { expect, it } from 'vitest';
import { keptBefore, keptTo } from './restriction.ts';

const kept = (_id: string, assignee?: string, users?: readonly string[]) => ({
  _id,
  ...(assignee === undefined ? {} : { assignee }),
  access:
    users === undefined
      ? { _kind: 'OrganisationAccessKind' }
      : { _kind: 'UserAccessKind', users: [...users] },
});
const rows = [kept('~1', 'lea'), kept('~2'), kept('~3', 'lea', ['lea', 'omar'])];

it('cases are kept to the people named and to whoever holds each, one request for the same people', () => {
  expect(keptTo(rows, ['ana'])).toEqual([
    { ids: ['~1', '~3'], people: ['ana', 'lea'] },
    { ids: ['~2'], people: ['ana'] },
  ]);
  expect(keptTo(rows, undefined)).toEqual([{ ids: ['~1', '~2', '~3'], people: undefined }]);
});

it('taking that back gives each case what it had', () => {
  expect(keptBefore(rows)).toEqual([
    { ids: ['~1', '~2'], people: undefined },
    { ids: ['~3'], people: ['lea', 'omar'] },
  ]);
});
