/**
 * Every operation of the v1 API that others describe refuses in each way it can: who has no permission, what cannot be read, what
 * does not exist or is another organisation's, and what is there already or has changed meanwhile. Calls come from the matrix of
 * routes, and one thing of each is damaged. A way that does not occur stands in the list of exceptions. A sixth of the operations
 * by chance in each run, all with SKEP_TEST_FAULTS=all.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildMatrixWorld, type MatrixWorld, roles } from '../matrix/matrix-world.ts';
import type { MatrixRow, Outcome } from '../matrix/row.ts';
import { addressOf, sendCall } from '../matrix/send-call.ts';
import { declaredOutcome, rows } from '../matrix/table.ts';
import { shareOf } from '../support/faults.ts';
import { formOf, type Person, type TestAnswer } from '../support/wire.ts';
import { type DamagedCall, namingNothing, unreadable } from './damaged-calls.ts';
import {
  answeredCall,
  answeredRows,
  type OfferedOperation,
  type OwnCall,
  offeredOperations,
} from './offered-operations.ts';
import { type RefusalKind, refusalExceptions, refusalKinds } from './refusal-exceptions.ts';
import { createChecks } from './schemas.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await buildMatrixWorld();
});

const counted = new Map<RefusalKind, number>();
afterAll(async () => {
  const parts = refusalKinds.map((kind) => `${counted.get(kind) ?? 0} ${kind}`);
  console.log(`refusals of ${tried.length} of ${operations.length} operations: ${parts.join(', ')}`);
  await matrix?.release();
});

const operations = offeredOperations.filter(({ route }) => !route.longLived);
const tried = shareOf(operations, 6);
const checkOf = createChecks();

/** What is wrong with how a refusal is told; nothing when it is told as described. */
function faultsOf({ operation }: OfferedOperation, { status, headers, body, text }: TestAnswer): string[] {
  const about = `${status} ${text.slice(0, 200)}`;
  // A conflict is told apart from other mistakes here, which older clients take for one of these.
  if (status !== 409 && !operation.failures.includes(status)) return [`not described: ${about}`];
  if (!String(headers['content-type']).startsWith('application/json')) return [`no JSON: ${about}`];
  return checkOf({ $ref: '#/components/schemas/ApiError' })(body).map((fault) => `${fault}: ${about}`);
}

function sendDamaged(
  { route, path }: OfferedOperation,
  { call, raw }: DamagedCall,
  as?: Person,
): Promise<TestAnswer> {
  if (raw === undefined) return sendCall(matrix.wire, { method: route.method, path, call, as });
  return matrix.wire.send(route.method, addressOf(path, call), {
    ...(as === undefined ? {} : { as }),
    raw,
    headers: { 'content-type': 'application/json' },
  });
}

/** Answers to callers of whom the matrix says that they get this outcome. */
async function answersTo(offered: OfferedOperation, wanted: Outcome): Promise<TestAnswer[]> {
  const { route } = offered;
  const answers: TestAnswer[] = [];
  for (const row of rows.filter((one) => one.route === route.name))
    for (const role of roles) {
      if (role === 'nobody' || declaredOutcome(route, row, role, matrix.people[role]) !== wanted) continue;
      const call = await row.call(matrix.make, matrix.make.maker);
      answers.push(await sendDamaged(offered, { about: role, call }, matrix.people[role]));
    }
  return answers;
}

/** Answers to damaged calls that somebody makes who may. */
async function answersToDamaged(
  offered: OfferedOperation,
  damage: (own: OwnCall) => readonly DamagedCall[],
): Promise<TestAnswer[]> {
  const answers: TestAnswer[] = [];
  for (const row of answeredRows(matrix, offered.route)) {
    const own = await answeredCall(matrix, offered.route, row);
    for (const damaged of damage(own))
      answers.push(
        await sendDamaged(offered, damaged, offered.route.permission === 'public' ? undefined : own.as),
      );
  }
  return answers;
}

/** Answers to a call that is made twice, and to one that is based on a version that the object does not have. */
async function answersToConflicts(offered: OfferedOperation): Promise<TestAnswer[]> {
  const answers: TestAnswer[] = [];
  for (const row of answeredRows(matrix, offered.route)) {
    answers.push(await answerToStale(offered, row));
    const { call, as } = await answeredCall(matrix, offered.route, row);
    await sendDamaged(offered, { about: 'first', call }, as);
    answers.push(await sendDamaged(offered, { about: 'again', call }, as));
  }
  return answers;
}

async function answerToStale({ route, path }: OfferedOperation, row: MatrixRow): Promise<TestAnswer> {
  const { call, as } = await answeredCall(matrix, route, row);
  const form = call.form === undefined ? { headers: {} } : formOf(call.form);
  return matrix.wire.send(route.method, addressOf(path, call), {
    as,
    ...(call.body === undefined ? {} : { body: call.body }),
    ...form,
    headers: { ...form.headers, 'if-match': '"999999"' },
  });
}

const isConflict = ({ status, body }: TestAnswer): boolean =>
  status === 409 || /AlreadyExists$|^neuronAlreadyEnabled$/.test(String(Object(body).code));

/** The answers by which an operation refuses in a way. */
const refusals: Readonly<Record<RefusalKind, (offered: OfferedOperation) => Promise<TestAnswer[]>>> = {
  forbidden: async (offered) => (await answersTo(offered, 'refused')).filter(({ status }) => status === 403),
  validation: async (offered) =>
    (await answersToDamaged(offered, ({ call }) => unreadable(offered.operation, call))).filter(
      ({ status }) => status === 400,
    ),
  unknown: async (offered) =>
    [
      ...(await answersTo(offered, 'hidden')),
      ...(await answersToDamaged(offered, ({ call }) => namingNothing(call))),
    ].filter(({ status }) => status === 404),
  conflict: async (offered) => (await answersToConflicts(offered)).filter(isConflict),
};

const exceptionOf = (kind: RefusalKind, name: string) =>
  refusalExceptions.find((one) => one.kind === kind && one.operation.test(name));

describe.each(tried)('$name', (offered) => {
  it.each(refusalKinds)(
    'refuses as described, or is listed as one without such a refusal: %s',
    async (kind) => {
      const found = await refusals[kind](offered);
      if (found.length > 0) counted.set(kind, (counted.get(kind) ?? 0) + 1);
      expect(found.flatMap((answer) => faultsOf(offered, answer))).toEqual([]);
      const reason = exceptionOf(kind, offered.name)?.reason;
      if (reason === undefined)
        expect(found.length, `${offered.name} has no refusal: ${kind}`).toBeGreaterThan(0);
      else
        expect(
          found.map(({ status, text }) => `${status} ${text}`),
          `in spite of: ${reason}`,
        ).toEqual([]);
    },
  );
});

it('has exceptions that are about operations', () => {
  const idle = refusalExceptions.filter(
    ({ kind, operation }) => !operations.some(({ name }) => exceptionOf(kind, name)?.operation === operation),
  );
  expect(idle.map(({ kind, operation }) => `${kind} ${operation}`)).toEqual([]);
});
