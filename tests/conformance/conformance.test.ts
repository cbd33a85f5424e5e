/**
 * Every operation of the v1 API that others describe is answered as described, or stands in the list of those that are not
 * offered. Calls come from the matrix of routes, which has a valid one for each.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMatrixWorld, type MatrixWorld } from '../matrix/matrix-world.ts';
import { sendCall } from '../matrix/send-call.ts';
import type { TestAnswer } from '../support/wire.ts';
import { absent } from './absent.ts';
import { type DamagedCall, leadingNowhere, withoutRequired } from './damaged-calls.ts';
import { knownDifference } from './differences.ts';
import { facts, type OperationFact, signature } from './facts.ts';
import { answeredCall, answeredRows, offeredOperations } from './offered-operations.ts';
import { createChecks, jsonSchema } from './schemas.ts';

const nameOf = ({ method, path }: OperationFact) => signature(method, path);
const outside = new Set(facts.outOfScope);

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await buildMatrixWorld();
});
afterAll(() => matrix?.release());

const checkOf = createChecks();

it('accounts for every operation', () => {
  const known = new Set(offeredOperations.map(({ name }) => name));
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

const described = offeredOperations.filter(({ route }) => !route.longLived);

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
    for (const row of answeredRows(matrix, route)) {
      const { call, as } = await answeredCall(matrix, route, row);
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
    for (const row of answeredRows(matrix, route)) {
      const { call } = await answeredCall(matrix, route, row);
      if (call.body === undefined) continue;
      const found = checkOf(schema)(call.body).filter((one) => !knownDifference(name, `request ${one}`));
      requireNone(found, JSON.stringify(call.body));
    }
  });

  it('refuses as described who is nobody, what does not exist and what is no request', async () => {
    const [row] = answeredRows(matrix, route);
    if (row === undefined) throw new Error(`The matrix has no row for ${route.name}`);
    const { call, as } = await answeredCall(matrix, route, row);
    const send = ({ call: damaged }: DamagedCall) =>
      sendCall(matrix.wire, { method: route.method, path, call: damaged, as });
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
    for (const damaged of leadingNowhere(call)) expectFailure(damaged.about, await send(damaged), 404);
    for (const damaged of withoutRequired(operation, call))
      expectFailure(`wrong ${damaged.about}`, await send(damaged), 400);
    requireNone(
      failures.filter((one) => !knownDifference(name, one)),
      name,
    );
  });
});
