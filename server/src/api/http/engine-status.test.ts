import { expect, it } from 'vitest';
import { ownServer, togetherStatus } from './engine-status.ts';

it.each([
  [2, [], 'OK'],
  [0, [], 'ERROR'],
  [1, ['OK'], 'OK'],
  [1, ['AUTH_ERROR'], 'WARNING'],
  [0, ['OK'], 'WARNING'],
  [0, ['ERROR'], 'ERROR'],
] as const)('with %i processes here and servers %j elsewhere stands %s', (workers, elsewhere, expected) => {
  const servers = elsewhere.map((status, place) => ({ name: `c${place}`, version: '', status }));
  expect(togetherStatus([ownServer('1', { workers }), ...servers])).toBe(expected);
});
