/** Every route of the API of Cortex is served, or stands in the list of those that are not. */
import { expect, it } from 'vitest';
import { routes } from '../../server/src/api/cortex/routes/index.ts';
import { absentInCortex } from './absent-cortex.ts';
import { signature } from './facts.ts';
import { cortexFamilies } from './facts-cortex.ts';
import { signaturesIn } from './facts-v0.ts';

const served = new Set(routes.map(({ method, path }) => signature(method, path)));
const known = Object.values(cortexFamilies).flatMap((family) => family.routes.flatMap(signaturesIn));

it('has as many facts as there are routes', () => {
  for (const [name, family] of Object.entries(cortexFamilies))
    expect([name, new Set(family.routes.flatMap(signaturesIn)).size]).toEqual([name, family.count]);
});

it('serves every route, or says why not', () => {
  const landed = known.filter((name) => served.has(name));
  console.log(`routes of Cortex: ${landed.length} of ${known.length} served`);
  expect(known.filter((name) => !served.has(name) && !Object.hasOwn(absentInCortex, name))).toEqual([]);
  expect(Object.keys(absentInCortex).filter((name) => served.has(name) || !known.includes(name))).toEqual([]);
});
