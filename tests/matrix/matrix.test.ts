/** Every route is called by everybody: who is nobody, who lacks the permission, and who belongs elsewhere get nothing of it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { shareOf } from '../support/faults.ts';
import type { Person } from '../support/wire.ts';
import { buildMatrixWorld, type MatrixWorld, type Role, roles } from './matrix-world.ts';
import type { MatrixCall, MatrixRow, Outcome } from './row.ts';
import { addressOf, sendCall } from './send-call.ts';
import { declaredOutcome, type MatrixRoute, matrixRoutes, rows } from './table.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await buildMatrixWorld();
});
afterAll(() => matrix?.release());

describe('the matrix', () => {
  it('has a row for every route, and no row without a route', () => {
    const names = matrixRoutes.map(({ name }) => name);
    expect([...new Set(rows.map(({ route }) => route))].sort()).toEqual([...new Set(names)].sort());
  });

  it('knows every route of the server', async () => {
    const known = matrixRoutes.flatMap(({ method, paths }) =>
      paths.map((path) => `${method} ${path.replaceAll(/\{\w+\}/g, ':')}`),
    );
    expect(registeredRoutes(matrix.wire.server.printRoutes({ commonPrefix: false }))).toEqual(
      [...new Set(known)].sort(),
    );
  });
});

/** Method and path of every registered route; names of parameters are left out, since the tree merges them. */
function registeredRoutes(tree: string): string[] {
  const above: string[] = [];
  return tree
    .split('\n')
    .flatMap((line) => {
      const [, indent = '', path, methods = ''] = /^(.*?)[├└]── (.+?)(?: \((.*)\))?$/.exec(line) ?? [];
      if (path === undefined) return [];
      above.splice(indent.length / 4, Infinity, path);
      const whole = above.join('').replaceAll(/:\w+(?:\|:\w+)*/g, ':');
      return methods === '' ? [] : methods.split(', ').map((method) => `${method} ${whole}`);
    })
    .filter((route) => !route.startsWith('HEAD '))
    .sort();
}

const places = matrixRoutes.flatMap((route) =>
  route.paths.map((path, place) => ({ ...route, path, isAlias: place > 0 })),
);

/** Other paths of the same routes: a quarter of them by chance in each run, all with SKEP_TEST_FAULTS=all. */
const aliases = new Set(
  shareOf(
    places.filter(({ isAlias }) => isAlias),
    4,
  ),
);

describe.each(places.filter((place) => !place.isAlias || aliases.has(place)))('$method $path', (route) => {
  it.each(rows.filter((row) => row.route === route.name).map((row) => ({ ...row, about: row.about ?? '' })))(
    'gives each caller what is declared $about',
    async (row) => {
      const expected = Object.fromEntries(
        roles.map((role) => [role, declaredOutcome(route, row, role, personOf(role))]),
      );
      expect(await outcomes(route, row)).toEqual(expected);
    },
  );
});

function personOf(role: Role): Person | undefined {
  return role === 'nobody' ? undefined : matrix.people[role];
}

/** What each caller gets. Objects are made anew after each call that may have used them up. */
async function outcomes(
  route: MatrixRoute & { readonly path: string },
  row: MatrixRow,
): Promise<Readonly<Record<string, Outcome | string>>> {
  const seen: Record<string, Outcome | string> = {};
  let fresh: MatrixCall | undefined;
  for (const role of roles) {
    const person = personOf(role);
    const call: MatrixCall =
      row.own === true || fresh === undefined
        ? await row.call(matrix.make, person ?? matrix.make.maker)
        : fresh;
    seen[role] = await outcomeOf(route, call, person);
    const used = route.method !== 'GET' && (seen[role] === 'answered' || seen[role] === 'empty');
    fresh = used ? undefined : call;
  }
  return seen;
}

async function outcomeOf(
  route: MatrixRoute & { readonly path: string },
  call: MatrixCall,
  as: Person | undefined,
): Promise<Outcome | string> {
  if (route.longLived && route.method === 'GET')
    return outcomeIn(route, await statusOfStream(addressOf(route.path, call), as), '');
  const { status, text } = await sendCall(matrix.wire, { method: route.method, path: route.path, call, as });
  return outcomeIn(route, status, text);
}

const refusals: ReadonlyMap<number, Outcome> = new Map([
  [401, 'unknown'],
  [403, 'refused'],
  [404, 'hidden'],
]);

function outcomeIn(route: MatrixRoute, status: number, text: string): Outcome | string {
  if (status === route.status) return text === '[]' || text === '{}' ? 'empty' : 'answered';
  return refusals.get(status) ?? `${status} ${text}`;
}

/** A stream does not end by itself: its head is enough. */
async function statusOfStream(url: string, as: Person | undefined): Promise<number> {
  const stop = new AbortController();
  const headers: Record<string, string> = as === undefined ? {} : { authorization: `Bearer ${as.key}` };
  const { status } = await fetch(`${matrix.address}${url}`, { headers, signal: stop.signal });
  stop.abort();
  return status;
}
