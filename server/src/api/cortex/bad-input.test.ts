/** Whatever is sent, a mistake of the caller is told as one: nothing here ends as a defect. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildFullWire } from '../../../../tests/matrix/matrix-world.ts';
import { shareOf } from '../../../../tests/support/faults.ts';
import type { Person, Wire } from '../../../../tests/support/wire.ts';
import { someNeuron } from '../../../../tests/support/work.ts';
import { routes } from './routes/index.ts';

let wire: Wire;
let close: () => void;
let lead: Person;
let root: Person;
beforeAll(async () => {
  const full = await buildFullWire();
  ({ wire } = full);
  close = () => full.catalogue.close();
  const { first, admin } = wire.world.organisations;
  lead = await wire.person(first, 'org-admin', 'lead@main.test');
  root = await wire.person(admin, 'admin', 'root@admin.test');
  await someNeuron(wire.world, lead, 'analyzer', { name: 'Lookup' });
});
afterAll(async () => {
  close?.();
  await wire?.release();
});

const odd: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  '',
  'x'.repeat(5_000),
  '*',
  [],
  [null],
  [[]],
  {},
  { a: { b: 1 } },
  { _and: 7 },
  { _field: 'id', _value: [] },
  { _in: { _field: 'id', _values: [null, {}] } },
  { _string: '*:*' },
  { _like: { _field: 'name', _value: '%_*' } },
];

/** Names of fields that routes read. */
const names = [...new Set(routes.flatMap(({ input = {} }) => Object.keys(input)))];

it.each(
  shareOf(
    routes.filter(({ path }) => !/log(?:in|out)$/.test(path)),
    3,
  ),
)('$method $path refuses what it cannot read', async ({ method, path }) => {
  const filled = path.replaceAll(/\{workerId\}/g, 'Lookup').replaceAll(/\{\w+\}/g, '~0%2F%25');
  const url = `/cortex${filled}`;
  for (const as of [lead, root])
    for (const value of odd) {
      const body = Object.fromEntries(names.map((name) => [name, value]));
      const query = new URLSearchParams({
        query: JSON.stringify(value),
        range: String(value),
        sort: String(value),
      });
      // The wire throws for answers that are defects.
      const answer =
        method === 'GET'
          ? await wire.send(method, `${url}?${query}&atMost=1ms`, { as })
          : await wire.send(method, url, { as, body });
      expect(answer.status).toBeLessThan(500);
    }
});
