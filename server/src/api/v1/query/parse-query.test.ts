import { describe, expect, it } from 'vitest';
import { CodedError } from '../../../model/errors.ts';
import { parseQuery } from './parse-query.ts';

const query = (...operations: readonly unknown[]) => parseQuery({ query: operations }, 'ann@acme.org');
const list = (name: string) => ({ _name: name });

function fault(run: () => unknown): CodedError {
  try {
    run();
  } catch (error) {
    if (error instanceof CodedError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('a query', () => {
  it('becomes a pipeline that begins with a starter and ends with output', () => {
    expect(query(list('listAlert')).pipeline).toEqual([{ op: 'list', entity: 'alert' }, { op: 'output' }]);
  });

  it('asks for the values that an organisation always shows, also when it is put out without a page', () => {
    expect(query(list('listOrganisation')).pipeline.at(-1)).toEqual({
      op: 'page',
      from: 0,
      to: -1,
      extraData: ['links', 'avatarHash'],
    });
    expect(query(list('listOrganisation'), list('output'))).toEqual(query(list('listOrganisation')));
  });

  it('keeps the extra data that was asked for apart from what is always shown', () => {
    const parsed = query(list('listOrganisation'), {
      _name: 'page',
      from: 0,
      to: 15,
      extraData: ['total', 'userCount'],
    });
    expect(parsed.shape).toEqual({ kind: 'objects', extraData: ['total', 'userCount'] });
    expect(parsed.pipeline.at(-1)).toEqual({
      op: 'page',
      from: 0,
      to: 15,
      extraData: ['total', 'userCount', 'links', 'avatarHash'],
    });
  });

  it('leaves out what pages say where it gives their headers', () => {
    const headers = { _name: 'headerPage', from: 0, to: 15, extraData: ['caseTemplateCount'] };
    expect(query(list('listPageTemplate'), headers).shape).toEqual({
      kind: 'objects',
      extraData: ['caseTemplateCount'],
      headers: true,
    });
    expect(() => query(list('listCase'), headers)).toThrow();
  });

  it.each([
    ['~12', { op: 'get', entity: 'case', id: '12' }],
    ['7', { op: 'get', entity: 'case', name: '7' }],
    [7, { op: 'get', entity: 'case', name: '7' }],
    ['seven', { op: 'get', entity: 'case', id: '0' }],
    ['~', { op: 'get', entity: 'case', id: '0' }],
  ])('gets a case by id or number: %s', (idOrName, stage) => {
    expect(query({ _name: 'getCase', idOrName }).pipeline[0]).toEqual(stage);
  });

  it('gets other objects by id or by the name that people use', () => {
    expect(query({ _name: 'getAlert', idOrName: 'a;b;c' }).pipeline[0]).toMatchObject({ name: 'a;b;c' });
    expect(query({ _name: 'getUser', idOrName: '~5' }).pipeline[0]).toMatchObject({ id: '5' });
    expect(query({ _name: 'getTask', idOrName: '~x' }).pipeline[0]).toMatchObject({ id: '0' });
  });

  it('knows the caller', () => {
    expect(query(list('currentUser')).pipeline[0]).toEqual({
      op: 'get',
      entity: 'user',
      name: 'ann@acme.org',
    });
    expect(query(list('myTasks')).pipeline[1]).toMatchObject({
      filter: {
        of: [
          { path: 'assignee', value: 'ann@acme.org' },
          { op: 'has', path: 'caseId' },
        ],
      },
    });
  });

  it.each([
    ['countCase', 'case'],
    ['countAlert', 'alert'],
    ['countUnreadAlert', 'alert'],
    ['countImportedAlert', 'alert'],
    ['countFreetags', 'tag'],
  ])('counts at once with %s', (name, entity) => {
    const parsed = query(list(name));
    expect(parsed.pipeline[0]).toEqual({ op: 'list', entity });
    expect(parsed.pipeline.at(-1)).toEqual({ op: 'count' });
    expect(parsed.shape).toEqual({ kind: 'number' });
  });

  it('counts what belongs to one object', () => {
    expect(query({ _name: 'countTask', caseId: '~5' }).pipeline).toEqual([
      { op: 'get', entity: 'case', id: '5' },
      { op: 'follow', relation: 'tasks' },
      { op: 'filter', filter: { op: 'differs', path: 'status', value: 'Cancel', at: '' } },
      { op: 'count' },
    ]);
  });

  it('walks from one entity to another, with the filters of each', () => {
    const { pipeline } = query(
      list('listObservable'),
      { _name: 'filter', dataType: 'ip' },
      list('case'),
      { _name: 'filter', _eq: { _field: 'number', _value: 3 } },
      list('tasks'),
    );
    expect(pipeline.map((stage) => stage.op)).toEqual([
      'list',
      'filter',
      'follow',
      'filter',
      'follow',
      'output',
    ]);
  });

  it('reaches audits from any object', () => {
    expect(query(list('listTask'), list('audits')).pipeline[1]).toEqual({ op: 'audits', of: 'object' });
    expect(query(list('listCase'), list('auditsFromContext'), list('count')).pipeline.slice(1)).toEqual([
      { op: 'audits', of: 'context' },
      { op: 'count' },
    ]);
  });

  it('counts up to a limit', () => {
    const parsed = query(list('listAlert'), list('limitedCount'));
    expect(parsed.pipeline.at(-1)).toEqual({ op: 'count', limit: 1000 });
    expect(parsed.shape).toEqual({ kind: 'number', limit: 1000 });
  });

  it('finds similar cases, and counts them', () => {
    const found = query(
      { _name: 'getAlert', idOrName: '~1' },
      { _name: 'similarCases', caseFilter: { flag: true } },
    );
    expect(found.shape).toEqual({ kind: 'similar', wrapped: true });
    expect(found.pipeline.at(-1)).toMatchObject({
      op: 'similar',
      similarity: 'similarCases',
      count: false,
      filter: { op: 'equals', path: 'flag', value: true },
    });
    const counted = query({ _name: 'getAlert', idOrName: '~1' }, list('similarCases'), list('count'));
    expect(counted.pipeline.at(-1)).toMatchObject({ op: 'similar', count: true });
    expect(counted.shape).toEqual({ kind: 'number' });
    expect(query({ _name: 'getCase', idOrName: '~1' }, list('similarAlertsLight')).shape).toEqual({
      kind: 'similar',
      wrapped: false,
    });
  });

  it('completes tags', () => {
    const parsed = query({ _name: 'tagAutoComplete', freeTag: 'phi', limit: 5 });
    expect(parsed.shape).toEqual({ kind: 'texts', path: 'predicate' });
    expect(parsed.pipeline.at(-1)).toEqual({ op: 'page', from: 0, to: 5, extraData: [] });
    expect(query(list('listTag'), list('freetags'), list('text')).shape.kind).toBe('texts');
  });

  it('reads which fields are wanted; a choice to include wins', () => {
    const body = { query: [list('listAlert')], excludeFields: ['description'] };
    expect(parseQuery(body, 'a').exclude).toEqual(new Set(['description']));
    const both = parseQuery({ ...body, includeFields: ['_id', 'title'] }, 'a');
    expect(both.include).toEqual(new Set(['_id', 'title']));
    expect(both.exclude.size).toBe(0);
  });

  it('passes over parameters that an operation does not know', () => {
    expect(query({ _name: 'listCase', colour: 'red' })).toEqual(query(list('listCase')));
  });
});

describe('a query that cannot be read', () => {
  it('names the operations that could stand at the beginning', () => {
    const { faults } = fault(() => query(list('listEverything')));
    expect(faults[0]).toMatchObject({
      kind: 'invalid',
      name: '_name',
      accepted: 'query',
      given: 'listEverything',
    });
    expect(faults[0]?.choices).toContain('listAlert');
    expect(faults[0]?.choices).not.toContain('filter');
  });

  it('names the operations that could follow on an alert', () => {
    const choices = fault(() => query(list('listAlert'), list('tasks'))).faults[0]?.choices ?? [];
    expect(choices).toEqual(expect.arrayContaining(['observables', 'filter', 'similarCases', 'case']));
    expect(choices).not.toContain('shares');
  });

  it('lets nothing follow values', () => {
    for (const terminal of [
      list('count'),
      { _name: 'page', from: 0, to: 1 },
      { _name: 'aggregation', _agg: 'count' },
    ]) {
      expect(fault(() => query(list('listAlert'), terminal, list('sort'))).faults[0]).toMatchObject({
        name: '_name',
        given: 'sort',
      });
    }
    expect(fault(() => query(list('countCase'), list('filter'))).code).toBe('invalidFields');
  });

  it.each([
    [{}, 'query', 'missing'],
    [{ query: [] }, 'query', 'invalid'],
    [{ query: 'listCase' }, 'query', 'invalid'],
    [{ query: ['listCase'] }, 'query[0]', 'invalid'],
    [{ query: [{}] }, '_name', 'missing'],
    [{ query: [{ _name: 'listCase' }, { _name: 'page', from: 0 }] }, 'to', 'missing'],
    [{ query: [{ _name: 'listCase' }, { _name: 'page', from: '0', to: 5 }] }, 'from', 'invalid'],
    [{ query: [{ _name: 'listCase' }, { _name: 'page', from: 5, to: 2 }] }, 'to', 'invalid'],
    [{ query: [{ _name: 'listCase' }, { _name: 'page', from: -1, to: 2 }] }, 'from', 'invalid'],
    [{ query: [{ _name: 'getCase' }] }, 'idOrName', 'missing'],
    [{ query: [{ _name: 'listCase' }], excludeFields: 'title' }, 'excludeFields', 'invalid'],
  ])('says what is wrong in %j', (body, name, kind) => {
    expect(fault(() => parseQuery(body, 'a')).faults[0]).toMatchObject({ name, kind });
  });

  it('is refused when it has far too many operations', () => {
    const many = Array.from({ length: 200 }, () => ({ _name: 'filter' }));
    expect(fault(() => query(list('listCase'), ...many)).code).toBe('tooManyItems');
  });

  it('does not take names of the language of the server for operations', () => {
    for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty']) {
      expect(fault(() => query(list(name))).code).toBe('invalidFields');
      expect(fault(() => query(list('listTag'), list(name))).code).toBe('invalidFields');
      expect(fault(() => query(list('listAlert'), { _name: 'filter', [name]: 1 })).code).toMatch(/^invalid/);
      expect(fault(() => query(list('listAlert'), { _name: 'sort', _fields: [name] })).code).toBe(
        'invalidQuery',
      );
    }
  });
});
