/**
 * Every operation of the v1 API that others describe is answered as described, or stands in the list of those that are not
 * offered. Calls come from the matrix of routes, which has a valid one for each.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMatrixWorld, type MatrixWorld, type Role } from '../matrix/matrix-world.ts';
import type { MatrixCall, MatrixRow } from '../matrix/row.ts';
import { sendCall } from '../matrix/send-call.ts';
import { declaredOutcome, type MatrixRoute, matrixRoutes, rows } from '../matrix/table.ts';
import type { Person, TestAnswer } from '../support/wire.ts';
import { absent } from './absent.ts';
import { knownDifference } from './differences.ts';
import { facts, type OperationFact, referredSchema, type Schema, signature } from './facts.ts';
import { createChecks, jsonSchema } from './schemas.ts';

interface Offered {
  readonly operation: OperationFact;
  readonly route: MatrixRoute;
  readonly path: string;
}

const byName: ReadonlyMap<string, readonly [MatrixRoute, string]> = new Map(
  matrixRoutes.flatMap((route) =>
    route.paths.map((path) => [signature(route.method, path), [route, path]] as const),
  ),
);
const nameOf = ({ method, path }: OperationFact) => signature(method, path);
const offered: readonly Offered[] = facts.operations.flatMap((operation) => {
  const found = byName.get(nameOf(operation));
  return found === undefined ? [] : [{ operation, route: found[0], path: found[1] }];
});
const outside = new Set(facts.outOfScope);

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await buildMatrixWorld();
});
afterAll(() => matrix?.release());

const checkOf = createChecks();

it('accounts for every operation', () => {
  const known = new Set(offered.map(({ operation }) => nameOf(operation)));
  const others = facts.operations.filter((operation) => !known.has(nameOf(operation)));
  const declared = others.filter(
    (operation) => outside.has(operation.name) || Object.hasOwn(absent, nameOf(operation)),
  );
  console.log(
    `operations: ${known.size} of ${facts.operations.length} answered, ${declared.length} declared absent`,
  );
  expect(others.filter((operation) => !declared.includes(operation)).map(nameOf)).toEqual([]);
  expect(Object.keys(absent).filter((name) => known.has(name))).toEqual([]);
});

/** Whoever the call of a row is made for, in the order in which they are taken. */
const callers = ['orgAdmin', 'platformAdmin', 'analyst', 'stranger'] as const satisfies readonly Role[];

function callerOf(route: MatrixRoute, row: MatrixRow): Person | undefined {
  const role = callers.find((one) =>
    ['answered', 'empty'].includes(declaredOutcome(route, row, one, matrix.people[one])),
  );
  return role === undefined ? undefined : matrix.people[role];
}

/** A call that is answered, and who makes it: what is somebody's own is only for whoever made it. */
async function callOf(
  route: MatrixRoute,
  row: MatrixRow,
): Promise<{ readonly call: MatrixCall; readonly as: Person }> {
  const as = callerOf(route, row) ?? matrix.make.maker;
  return { call: await row.call(matrix.make, as), as };
}

/** The rows of a route; those that nobody but the owner may call only where there are no others. */
function rowsOf(route: MatrixRoute): readonly MatrixRow[] {
  const all = rows.filter((row) => row.route === route.name);
  const callable = all.filter((row) => callerOf(route, row) !== undefined);
  return callable.length > 0 ? callable : all;
}
const described = offered
  .filter(({ route }) => !route.longLived)
  .map((one) => ({ ...one, name: nameOf(one.operation) }));

function differencesIn(operation: OperationFact, answer: TestAnswer): string[] {
  const contents = operation.answers[String(answer.status)];
  if (contents === undefined)
    return [
      `answers ${answer.status}: ${answer.text.slice(0, 300)}; described: ${Object.keys(operation.answers)}`,
    ];
  const schema = jsonSchema(contents);
  const type = String(answer.headers['content-type'] ?? '').split(';')[0] ?? '';
  const types = Object.keys(contents);
  if (types.length === 0) return answer.text === '' ? [] : ['answers with a body'];
  if (schema === undefined || type !== 'application/json')
    return types.includes(type) || types.includes('application/octet-stream')
      ? []
      : [`answers ${type} for ${types}`];
  return checkOf(schema)(answer.body).map((fault) => `body ${fault}`);
}

/** Fails with everything that was found. */
function requireNone(found: readonly string[], about: string): void {
  if (found.length > 0) expect.fail(`${about}\n${found.join('\n')}`);
}

describe.each(described)('$name', ({ operation, route, path, name }) => {
  it('is answered as described', async () => {
    for (const row of rowsOf(route)) {
      const { call, as } = await callOf(route, row);
      const answer = await sendCall(matrix.wire, {
        method: route.method,
        path,
        call,
        as: route.permission === 'public' ? undefined : as,
      });
      const found = differencesIn(operation, answer).filter((one) => !knownDifference(name, one));
      requireNone(found, JSON.stringify(call));
    }
  });

  it('takes what is described', async () => {
    const schema = jsonSchema(operation.request ?? {});
    if (schema === undefined) return;
    for (const row of rowsOf(route)) {
      const { call } = await callOf(route, row);
      if (call.body === undefined) continue;
      const found = checkOf(schema)(call.body).filter((one) => !knownDifference(name, `request ${one}`));
      requireNone(found, JSON.stringify(call.body));
    }
  });

  it('refuses as described who is nobody, what does not exist and what is no request', async () => {
    const [row] = rowsOf(route);
    if (row === undefined) throw new Error(`The matrix has no row for ${route.name}`);
    const { call, as } = await callOf(route, row);
    const send = (changed: MatrixCall, person = as) =>
      sendCall(matrix.wire, { method: route.method, path, call: changed, as: person });
    const failures: string[] = [];
    const expectFailure = (about: string, answer: TestAnswer, status: number) => {
      const faults = checkOf({ $ref: '#/components/schemas/ApiError' })(answer.body);
      if (answer.status !== status) failures.push(`${about}: ${answer.status} ${answer.text.slice(0, 200)}`);
      else if (faults.length > 0) failures.push(`${about}: error ${faults.join(', ')}`);
    };
    if (route.permission !== 'public')
      expectFailure(
        'nobody',
        await sendCall(matrix.wire, { method: route.method, path, call, as: undefined }),
        401,
      );
    for (const parameter of Object.keys(call.at ?? {}))
      expectFailure(
        `unknown ${parameter}`,
        await send({ ...call, at: { ...call.at, [parameter]: '~999999999999' } }),
        404,
      );
    for (const [field, body] of brokenBodies(operation, call))
      expectFailure(`wrong ${field}`, await send({ ...call, body }), 400);
    requireNone(
      failures.filter((one) => !knownDifference(name, one)),
      name,
    );
  });
});

/** The body without each field that is required, and with something else in its place. */
function brokenBodies(operation: OperationFact, { body }: MatrixCall): [string, unknown][] {
  const schema = referredSchema(jsonSchema(operation.request ?? {}));
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return [];
  const required: readonly unknown[] = Array.isArray(schema?.required) ? schema.required : [];
  return required.map(String).flatMap((name): [string, unknown][] => {
    const rest = Object.entries(body).filter(([other]) => other !== name);
    const wrong = otherThan(schema, name);
    return [
      [`${name}: missing`, Object.fromEntries(rest)],
      ...(wrong === undefined
        ? []
        : [[`${name}: of another type`, { ...body, [name]: wrong }] as [string, unknown]]),
    ];
  });
}

/** A value that a property does not take; undefined where it takes any. */
function otherThan(schema: Schema | undefined, name: string): unknown {
  const property = referredSchema(asSchema(asSchema(schema?.properties)[name])) ?? {};
  if (Object.keys(property).length === 0) return undefined;
  return property.type === 'object' || property.additionalProperties !== undefined
    ? 17
    : { unexpected: [true] };
}

function asSchema(value: unknown): Schema {
  return typeof value === 'object' && value !== null ? (value as Schema) : {};
}
