/** Every route of the v0 API of others lands somewhere: it is served below `/api`, or stands in the list of those that are not. */
import { expect, it } from 'vitest';
import { routes } from '../../server/src/api/v0/routes/index.ts';
import { routes as routesOfV1 } from '../../server/src/api/v1/routes/index.ts';
import { absentInV0 } from './absent-v0.ts';
import { signature } from './facts.ts';
import { families, olderRoutes, signaturesIn } from './facts-v0.ts';

/** Where each route without a version lands, by what it is known as. */
const served: ReadonlyMap<string, string> = new Map([
  ...routesOfV1.flatMap(({ method, aliases = [] }) =>
    aliases.map((alias) => [signature(method, alias.replace(/^\/api/, '')), 'v1'] as const),
  ),
  ...routes.map(({ method, path }) => [signature(method, path), 'v0'] as const),
]);

const known = Object.values(families).flatMap((family) => family.routes.flatMap(signaturesIn));
const older = olderRoutes.flatMap(signaturesIn);

it('has as many facts as there are routes', () => {
  for (const [name, family] of Object.entries(families)) {
    const all = family.routes.flatMap(signaturesIn);
    expect([name, new Set(all).size]).toEqual([name, family.count]);
  }
});

it('lands every route, or says why not', () => {
  const all = [...known, ...older];
  const landed = all.filter((name) => served.has(name));
  console.log(`routes of v0: ${landed.length} of ${all.length} served`);
  expect(all.filter((name) => !served.has(name) && !Object.hasOwn(absentInV0, name))).toEqual([]);
  expect(Object.keys(absentInV0).filter((name) => served.has(name) || !all.includes(name))).toEqual([]);
});
