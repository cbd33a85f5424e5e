/** Proves what a record of a change says of itself. */
import { describe, expect, it } from 'vitest';
import { addressOf, changedFields, datumOf, nameOf, textOf, unnamedIn } from './audit-row.ts';

describe('a record of a change', () => {
  it('is named by the best name it holds, also by one from before', () => {
    expect(nameOf({ details: { name: 'x', title: 'Mail' }, previous: {} })).toBe('Mail');
    expect(nameOf({ details: {}, previous: { predicate: 'phishing' } })).toBe('phishing');
    expect(nameOf({ details: { severity: 2, title: ' ' }, previous: {} })).toBeUndefined();
    expect(nameOf({ details: { analyzerId: '119', analyzerName: 'Whois_1_0' }, previous: {} })).toBe(
      'Whois_1_0',
    );
  });

  it('lists each changed field once', () => {
    expect(changedFields({ details: { a: 1, b: 2 }, previous: { a: 0, c: 1 } })).toEqual(['a', 'b', 'c']);
  });

  it('shows values as they are written', () => {
    expect([textOf('x'), textOf(2), textOf(['a']), textOf(null)]).toEqual(['x', '2', '["a"]', '']);
  });

  it('leads to its object where that has a page', () => {
    const row = { _id: '~1', objectId: '~2' };
    expect(addressOf('acme', { ...row, objectType: 'Case' })).toBe('/o/acme/cases/~2');
    expect(addressOf('acme', { ...row, objectType: 'User' })).toBe('/o/acme/settings/users/~2');
    expect(addressOf('acme', { ...row, objectType: 'Share' })).toBe('/o/acme/settings/audit?preview=~1');
  });
});

describe('the datum of a record', () => {
  it('is there for observables only, so that it can be shown defanged', () => {
    const details = { data: 'evil.example', dataType: 'domain' };
    expect(datumOf({ objectType: 'Observable', details, previous: {} })).toEqual({
      dataType: 'domain',
      value: 'evil.example',
    });
    expect(datumOf({ objectType: 'Comment', details, previous: {} })).toBeUndefined();
  });
});

describe('names that have to be read', () => {
  const row = (
    objectType: string,
    objectId: string,
    details: object,
    action: 'update' | 'delete' = 'update',
  ) => ({
    _type: 'Audit' as const,
    _id: '~1',
    _createdAt: 0,
    _createdBy: 'a@example.org',
    requestId: 'r',
    rootId: '~1',
    mainAction: true,
    action,
    objectType,
    objectId,
    details: { ...details },
    previous: {},
  });

  it('are those of objects that no record names, each once, by kind', () => {
    const rows = [
      row('User', '~9', { keyCreated: 'feeder' }),
      row('User', '~9', { locked: true }),
      row('Case', '~7', { title: 'Mail' }),
      row('Case', '~7', { severity: 3 }),
      row('Share', '~5', {}),
      row('Tag', '~4', {}, 'delete'),
      row('case_artifact_job', '~3', { status: 'Success' }),
    ];
    expect(unnamedIn(rows, 10)).toEqual(
      new Map([
        ['user', ['~9']],
        ['job', ['~3']],
      ]),
    );
  });

  it('are no more than are read at once', () => {
    expect(unnamedIn([row('User', '~1', {}), row('User', '~2', {})], 1).get('user')).toHaveLength(1);
  });
});
