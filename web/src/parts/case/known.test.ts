/** The most telling observables of a case. */
import { expect, it } from 'vitest';
import { mostTelling } from './known.ts';

it('are signs of compromise, then what is bad, then the newest', () => {
  const one = (name: string, part: object) => ({
    name,
    ioc: false,
    sighted: false,
    reports: {},
    _createdAt: 1,
    ...part,
  });
  const bad = {
    VT: { taxonomies: [{ level: 'malicious', namespace: 'VT', predicate: 'score', value: '8/92' }] },
  };
  const found = mostTelling(
    [
      one('old', {}),
      one('new', { _createdAt: 2 }),
      one('bad', { reports: bad }),
      one('ioc', { ioc: true }),
      one('seen', { sighted: true }),
    ],
    4,
  );
  expect(found.map(({ name }) => name)).toEqual(['ioc', 'bad', 'seen', 'new']);
});
