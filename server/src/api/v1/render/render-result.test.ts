import { describe, expect, it } from 'vitest';
import type { Actor } from '../../../model/actor.ts';
import type { ReadObject, SimilarObject } from '../../../query/stage.ts';
import { parseQuery } from '../query/parse-query.ts';
import { renderResult } from './render-result.ts';

const viewer: Actor = {
  userId: '9',
  login: 'ann@acme.org',
  name: 'Ann',
  organisation: { id: '3', name: 'acme' },
  permissions: new Set(),
  person: true,
};
const query = (operations: readonly unknown[], more: object = {}) =>
  parseQuery({ query: operations, ...more }, 'ann');
const tag: ReadObject = {
  entity: 'tag',
  values: { id: '1', namespace: '_freetags_', predicate: 'phishing', colour: '#000000' },
  extraData: {},
};

describe('the result of a query', () => {
  it('is a list of objects with the size of the whole set when it was counted', () => {
    const rendered = renderResult(
      query([{ _name: 'listTag' }]),
      { kind: 'objects', objects: [tag], total: 90 },
      viewer,
    );
    expect(rendered.total).toBe(90);
    expect(rendered.body).toMatchObject([{ _id: '~1', _type: 'Tag', predicate: 'phishing' }]);
    expect(renderResult(query([{ _name: 'listTag' }]), { kind: 'objects', objects: [] }, viewer)).toEqual({
      body: [],
    });
  });

  it('keeps or leaves out fields as asked', () => {
    const result = { kind: 'objects', objects: [tag] } as const;
    const kept = query([{ _name: 'listTag' }], { includeFields: ['_id', 'predicate'] });
    expect(renderResult(kept, result, viewer).body).toEqual([{ _id: '~1', predicate: 'phishing' }]);
    const left = query([{ _name: 'listTag' }], {
      excludeFields: ['extraData', 'colour', 'namespace', '_type'],
    });
    expect(renderResult(left, result, viewer).body).toEqual([{ _id: '~1', predicate: 'phishing' }]);
  });

  it('is a list of texts where texts were asked for', () => {
    const asked = query([{ _name: 'tagAutoComplete', freeTag: 'ph' }]);
    expect(renderResult(asked, { kind: 'objects', objects: [tag] }, viewer).body).toEqual(['phishing']);
  });

  it('is a bare number, negated when a limited count stopped at its limit', () => {
    const counted = (name: string, value: number) =>
      renderResult(query([{ _name: 'listTag' }, { _name: name }]), { kind: 'number', value }, viewer).body;
    expect(counted('count', 5_000)).toBe(5_000);
    expect(counted('limitedCount', 999)).toBe(999);
    expect(counted('limitedCount', 1_000)).toBe(-1_000);
  });

  it('shows similar objects with their counts, wrapped or flat', () => {
    const found: SimilarObject = {
      object: { entity: 'case', values: { id: '7', number: 3 }, extraData: {}, customFields: [] },
      similarObservableCount: 2,
      observableCount: 9,
      similarIocCount: 1,
      iocCount: 3,
      observableTypes: { ip: 2 },
      shared: [
        { dataType: 'ip', data: '192.0.2.1', seen: 2 },
        { dataType: 'ip', data: '192.0.2.2', seen: 5 },
      ],
    };
    const asked = (name: string) =>
      renderResult(
        query([{ _name: 'getAlert', idOrName: '~1' }, { _name: name }]),
        { kind: 'similar', found: [found] },
        viewer,
      ).body;
    const counts = { similarObservableCount: 2, observableCount: 9, similarIocCount: 1, iocCount: 3 };
    expect(asked('similarCases')).toMatchObject([
      { case: { _id: '~7', number: 3 }, ...counts, observableTypes: { ip: 2 } },
    ]);
    expect(asked('similarCasesLight')).toMatchObject([
      { _id: '~7', number: 3, ...counts, linksCount: 2, linkedWith: { ip: ['192.0.2.1', '192.0.2.2'] } },
    ]);
  });
});
