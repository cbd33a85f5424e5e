/** Earlier versions of a page, told from its records. */
import { expect, it } from 'vitest';
import type { OutputAudit } from '../../../../contract/v1-types.ts';
import { versionsOf } from './page-versions.ts';

const record = (
  _id: string,
  action: OutputAudit['action'],
  details: unknown,
  previous: unknown,
): OutputAudit => ({
  _type: 'Audit',
  _id,
  _createdAt: Number(_id),
  _createdBy: 'ann',
  action,
  requestId: '',
  rootId: '~1',
  objectType: 'Page',
  objectId: '~2',
  mainAction: true,
  details,
  previous,
});

const current = { title: 'New', category: 'A', content: 'three' };

it('undoes one change after the other, from the newest to the first', () => {
  const versions = versionsOf(current, [
    record('4', 'update', { title: 'New' }, { title: 'Old' }),
    record('3', 'update', { order: 2 }, { order: 1 }),
    record('2', 'update', { content: 'three' }, { content: 'two' }),
    record('1', 'create', {}, {}),
  ]);
  expect(versions.map(({ id, title, content }) => [id, title, content])).toEqual([
    ['4', 'New', 'three'],
    ['2', 'Old', 'three'],
    ['1', 'Old', 'two'],
  ]);
  expect(versions.map(({ former }) => former?.content)).toEqual(['three', 'two', undefined]);
});

it('ends where the records end', () => {
  expect(versionsOf(current, [])).toEqual([]);
  expect(versionsOf(current, [record('2', 'update', {}, { content: 'x' })])).toHaveLength(1);
});
