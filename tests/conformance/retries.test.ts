/**
 * A client that lost an answer asks again: with the same `Idempotency-Key` nothing is made a second time, and with the version it
 * has read a change that another one overtook is refused. Calls come from the matrix of routes.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMatrixWorld, type MatrixWorld, type Role } from '../matrix/matrix-world.ts';
import type { MatrixCall, MatrixRow } from '../matrix/row.ts';
import { addressOf } from '../matrix/send-call.ts';
import { declaredOutcome, type MatrixRoute, matrixRoutes, rows } from '../matrix/table.ts';
import { formOf, type Person, type TestAnswer } from '../support/wire.ts';
import { unversioned, withoutKey } from './retry-exceptions.ts';
import { grownTables, rowCounts } from './row-counts.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await buildMatrixWorld();
});
afterAll(() => matrix?.release());

const callers = ['orgAdmin', 'platformAdmin', 'analyst'] as const satisfies readonly Role[];

/** Somebody whose call is answered; undefined where only the maker of the objects is. */
function callerOf(route: MatrixRoute, row: MatrixRow): Person | undefined {
  const role = callers.find((one) =>
    ['answered', 'empty'].includes(declaredOutcome(route, row, one, matrix.people[one])),
  );
  return role === undefined ? undefined : matrix.people[role];
}

interface Prepared {
  readonly call: MatrixCall;
  readonly as: Person;
}

async function prepare(route: MatrixRoute, row: MatrixRow): Promise<Prepared> {
  const as = callerOf(route, row) ?? matrix.make.maker;
  return { call: await row.call(matrix.make, as), as };
}

function send(
  route: MatrixRoute,
  { call, as }: Prepared,
  headers: Readonly<Record<string, string>>,
): Promise<TestAnswer> {
  const form = call.form === undefined ? { headers: {} } : formOf(call.form);
  return matrix.wire.send(route.method, addressOf(route.paths[0] ?? '', call), {
    as,
    ...(call.body === undefined ? {} : { body: call.body }),
    ...form,
    headers: { ...form.headers, ...headers },
  });
}

/** An answer as a client understands it: the order of members says nothing. */
function told({ status, body, text }: TestAnswer): unknown {
  return { status, content: body ?? text };
}

/** The call with another text in its body; undefined where there is none. */
function altered(call: MatrixCall): MatrixCall | undefined {
  const { body } = call;
  if (typeof body !== 'object' || body === null) return undefined;
  const text = Object.entries(body).find(
    ([name, value]) => /title|name|description|message/.test(name) && typeof value === 'string',
  );
  return text === undefined ? undefined : { ...call, body: { ...body, [text[0]]: `${text[1]} again` } };
}

/** Routes of a method that somebody known calls. Clients of Cortex and of older versions know neither keys nor versions. */
const routesOf = (method: string) =>
  matrixRoutes.filter(
    (route) =>
      route.method === method &&
      route.permission !== 'public' &&
      !route.longLived &&
      !/ \/(?:cortex|api\/v0)\//.test(route.name),
  );
/** The rows of a route; those that only the maker of the objects may call where there are no others. */
function rowsOf(route: MatrixRoute): readonly MatrixRow[] {
  const all = rows.filter((row) => row.route === route.name);
  const callable = all.filter((row) => callerOf(route, row) !== undefined);
  return callable.length > 0 ? callable : all;
}

/** What is looked at: each row of each route. */
const cases = (routes: readonly MatrixRoute[]) =>
  routes.flatMap((route) =>
    rows
      .filter((row) => row.route === route.name)
      .map((row) => ({ route, row, name: route.name, about: row.about ?? '' })),
  );

describe('a repeated request', () => {
  it.each(cases(routesOf('POST')))('$name $about makes nothing twice', async ({ route, row }) => {
    if (!rowsOf(route).includes(row)) return;
    const prepared = await prepare(route, row);
    const headers = { 'idempotency-key': matrix.make.text() };
    const before = await rowCounts(matrix.wire);
    const first = await send(route, prepared, headers);
    const between = await rowCounts(matrix.wire);
    const made = grownTables(before, between);
    expect(first.status, first.text).toBe(route.status);
    if (Object.hasOwn(withoutKey, route.name)) return;
    if (route.status === 201) expect(made).not.toEqual([]);
    if (made.length === 0) return;
    const second = await send(route, prepared, headers);
    expect(grownTables(between, await rowCounts(matrix.wire))).toEqual([]);
    expect(told(second)).toEqual(told(first));
  });

  it.each(cases(routesOf('POST')).filter(({ name }) => !Object.hasOwn(withoutKey, name)))(
    '$name $about is refused under the key of another one',
    async ({ route, row }) => {
      if (!rowsOf(route).includes(row)) return;
      const prepared = await prepare(route, row);
      const other = altered(prepared.call);
      if (other === undefined) return;
      const headers = { 'idempotency-key': matrix.make.text() };
      const before = await rowCounts(matrix.wire);
      await send(route, prepared, headers);
      const between = await rowCounts(matrix.wire);
      if (grownTables(before, between).length === 0) return;
      const second = await send(route, { ...prepared, call: other }, headers);
      expect(second, second.text).toMatchObject({ status: 409, body: { code: 'idempotencyMismatch' } });
      expect(grownTables(between, await rowCounts(matrix.wire))).toEqual([]);
    },
  );

  it('is looked at for every route that makes something, and exceptions name routes', () => {
    const names = new Set(routesOf('POST').map(({ name }) => name));
    expect(Object.keys(withoutKey).filter((name) => !names.has(name))).toEqual([]);
  });
});

const onOne = routesOf('PATCH').filter(({ name }) => !name.endsWith('/_bulk'));

describe('a change of an object that has changed', () => {
  it.each(cases(onOne).filter(({ name }) => !Object.hasOwn(unversioned, name)))(
    '$name $about is refused with the version it had before',
    async ({ route, row }) => {
      if (!rowsOf(route).includes(row)) return;
      const prepared = await prepare(route, row);
      const stale = await send(route, prepared, { 'if-match': '"999999"' });
      expect(stale, stale.text).toMatchObject({ status: 409, body: { code: 'staleVersion' } });
      const right = /version (\d+), not/.exec(stale.text)?.[1] ?? '';
      const fresh = await send(route, prepared, { 'if-match': `"${right}"` });
      expect(fresh.status, fresh.text).toBe(route.status);
    },
  );

  it('has exceptions that are routes', () => {
    const names = new Set(onOne.map(({ name }) => name));
    expect(Object.keys(unversioned).filter((name) => !names.has(name))).toEqual([]);
  });
});
