/** Requests of v0 that ask by their body: every search, every door of numbers, and queries over every kind of objects. */
import { starters } from '../../server/src/api/v0/operations.ts';
import type { Probe } from './probes.ts';
import { v0Routes } from './rows-v0.ts';

/** Whole paths of the routes that take a body and no reference, by how they end. */
function pathsEnding(end: '/_search' | '/_stats'): readonly string[] {
  return v0Routes.flatMap(({ method, path }) =>
    method === 'POST' && path.endsWith(end) && !path.includes('{') ? [path] : [],
  );
}

const post = (url: string, body: unknown): Probe => ({ method: 'POST', url, body });
const lists = [...starters.keys()].filter((name) => name.startsWith('list'));

const byMaker = { _agg: 'field', _field: 'createdBy', _size: 1_000, _select: [{ _agg: 'count' }] } as const;

/** Everything that can be seen, as searches show it, as queries do, and in numbers. */
export function v0ListProbes(): Probe[] {
  const numbers = pathsEnding('/_stats').filter((path) => path !== '/api/v0/_stats');
  return [
    ...pathsEnding('/_search').map((path) => post(path, { range: 'all', nstats: true })),
    ...pathsEnding('/_search').map((path) => post(path, { range: 'all', nparent: 1 })),
    ...numbers.map((path) => post(path, { stats: [byMaker, { _agg: 'count' }] })),
    post('/api/v0/_stats', {
      stats: ['case', 'alert', 'case_task', 'case_artifact', 'audit'].map((model) => ({
        model,
        stats: [byMaker],
      })),
    }),
    ...lists.flatMap((_name) => [
      post('/api/v0/query', { query: [{ _name }, { _name: 'page', from: 0, to: 1_000, withParents: 1 }] }),
      post('/api/v0/query', { query: [{ _name }, { _name: 'count' }] }),
      post('/api/v0/query', { query: [{ _name }, { _name: 'aggregation', ...byMaker }] }),
    ]),
  ];
}

/** How much holds a word in any text, by every door. */
export function v0WordProbes(word: string): Probe[] {
  const query = { _string: word };
  return [
    ...pathsEnding('/_search').map((path) => post(path, { query, range: 'all' })),
    ...lists.map((_name) =>
      post('/api/v0/query', { query: [{ _name }, { _name: 'filter', ...query }, { _name: 'count' }] }),
    ),
  ];
}
