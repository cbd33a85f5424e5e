/**
 * Names that every object of the language has, where a request names something: they are names like any other, and no route of any
 * dialect breaks over them. Calls come from the matrix of routes, with each text of them replaced. A part of the routes by chance in
 * each run, all with SKEP_TEST_FAULTS=all.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { buildMatrixWorld, type MatrixWorld } from '../matrix/matrix-world.ts';
import type { MatrixCall, MatrixRow } from '../matrix/row.ts';
import { sendCall } from '../matrix/send-call.ts';
import { declaredOutcome, matrixRoutes, rows } from '../matrix/table.ts';
import { shareOf } from '../support/faults.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await buildMatrixWorld();
});
afterAll(() => matrix?.release());

const borrowed = ['constructor', '__proto__', 'toString', 'hasOwnProperty'] as const;
const callers = ['orgAdmin', 'platformAdmin', 'analyst', 'stranger'] as const;
const parts = 12;

/** Everything that a value becomes when one of its texts is another. */
function replaced(value: unknown, name: string): unknown[] {
  if (typeof value === 'string') return [name];
  if (Array.isArray(value))
    return value.flatMap((item, place) => replaced(item, name).map((other) => value.with(place, other)));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    replaced(item, name).map((other) => ({ ...value, [key]: other })),
  );
}

/** The call with a name in place of each of its texts, and with members that are called so. */
function named(call: MatrixCall, name: string): MatrixCall[] {
  const { at = {}, query = '', body } = call;
  const asked = [...new URLSearchParams(query).keys()];
  return [
    ...replaced(body, name).map((other) => ({ ...call, body: other })),
    ...Object.keys(at).map((key) => ({ ...call, at: { ...at, [key]: name } })),
    ...asked.map((key) => ({ ...call, query: withParameter(query, key, name) })),
    ...(Array.isArray(body) || typeof body !== 'object' || body === null
      ? []
      : [{ ...call, body: { ...body, toString: name, hasOwnProperty: name } }]),
  ];
}

function withParameter(query: string, key: string, value: string): string {
  const all = new URLSearchParams(query);
  all.set(key, value);
  return `?${all}`;
}

const short = rows.flatMap((row) => {
  const route = matrixRoutes.find(({ name }) => name === row.route);
  return route === undefined || route.longLived ? [] : [{ row, route }];
});

/** Who the matrix says may call, with a call of theirs; undefined where nobody does. */
async function callOf(row: MatrixRow, route: (typeof matrixRoutes)[number]) {
  const role = callers.find((one) => declaredOutcome(route, row, one, matrix.people[one]) === 'answered');
  if (role === undefined) return undefined;
  const as = matrix.people[role];
  return { as, call: await row.call(matrix.make, row.own === true ? as : matrix.make.maker) };
}

it.each(shareOf(short, parts).map(({ row, route }) => [row.route, row, route] as const))(
  '%s is not broken by a name that every object has [in turn by chance, SKEP_TEST_FAULTS=all takes all]',
  async (_, row, route) => {
    const found = await callOf(row, route);
    if (found === undefined) return;
    const [path = ''] = route.paths;
    const broken: unknown[] = [];
    for (const name of borrowed)
      for (const call of named(found.call, name)) {
        const { status, text } = await sendCall(matrix.wire, {
          method: route.method,
          path,
          call,
          as: found.as,
        });
        if (status >= 500) broken.push([call, status, text.slice(0, 200)]);
      }
    expect(broken).toEqual([]);
  },
);
