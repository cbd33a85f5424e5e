/**
 * A client that loses every third answer and sends its form again, as clients do: with the same `Idempotency-Key` and a new
 * boundary. What it leaves behind is what a client leaves that lost none.
 */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routes } from '../../server/src/api/v1/routes/index.ts';
import { buildMatrixWorld, type MatrixWorld } from '../matrix/matrix-world.ts';
import type { MatrixRow } from '../matrix/row.ts';
import { addressOf } from '../matrix/send-call.ts';
import { matrixRoutes, rows } from '../matrix/table.ts';
import { type FormPart, formOf, type TestAnswer } from '../support/wire.ts';
import { answeredCall, type OwnCall } from './offered-operations.ts';
import { grownTables, type RowCounts, rowCounts } from './row-counts.ts';

let matrix: MatrixWorld;
beforeAll(async () => {
  matrix = await buildMatrixWorld();
});
afterAll(() => matrix?.release());

const file = (name: string): FormPart => ({
  name,
  fileName: 'a.txt',
  type: 'text/plain',
  content: randomUUID(),
});
const json = (value: unknown): FormPart => ({ name: '_json', content: JSON.stringify(value) });
const fileDatum = () => [json({ dataType: 'file' }), file('attachment')];

/** Forms with files, of routes whose row in the matrix sends none. */
const furtherForms: readonly MatrixRow[] = [
  {
    route: 'POST /case/{caseId}/observable',
    call: async (make) => ({ at: { caseId: await make.case() }, form: fileDatum() }),
  },
  {
    route: 'POST /alert/{alertId}/observable',
    call: async (make) => ({ at: { alertId: await make.alert() }, form: fileDatum() }),
  },
  {
    route: 'POST /task/{taskId}/log',
    call: async (make) => ({
      at: { taskId: await make.task() },
      form: [json({ message: 'Seen' }), file('attachments')],
    }),
  },
  {
    route: 'POST /alert',
    call: (make) => ({
      form: [
        json({
          ...{ type: 'siem', source: 'forms', sourceRef: make.text(), title: 'Beacon', description: 'Seen' },
          observables: [{ dataType: 'file', attachment: 'sample' }],
        }),
        file('sample'),
      ],
    }),
  },
];

interface Prepared extends OwnCall {
  readonly method: string;
  readonly path: string;
  readonly status: number;
}

async function prepare(row: MatrixRow): Promise<Prepared> {
  const route = matrixRoutes.find(({ name }) => name === row.route);
  if (route === undefined) throw new Error(`No route ${row.route}`);
  const { method, status } = route;
  const { call, as } = await answeredCall(matrix, route, row);
  const form = call.form ?? [json(call.body)];
  return { call: { ...call, form }, as, method, status, path: route.paths[0] ?? '' };
}

function sendForm({ call, as, method, path }: Prepared, key: string, form = call.form): Promise<TestAnswer> {
  const { raw } = formOf(form ?? []);
  const boundary = randomUUID();
  return matrix.wire.send(method, addressOf(path, call), {
    as,
    raw: Buffer.from(raw.toString('latin1').replaceAll('skep-test-boundary', boundary), 'latin1'),
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}`, 'idempotency-key': key },
  });
}

/**
 * Tables that hold more than before. Contents stream into the store before anybody knows what they are for, each once whoever sends
 * it; what nothing refers to is removed later.
 */
function madeIn(before: RowCounts, after: RowCounts): string[] {
  return grownTables(before, after).filter((name) => name !== 'stored_file');
}

/** Three forms; each answer whose turn it is gets lost, and its form is sent again. Gives how much each table has grown. */
async function growthBy(row: MatrixRow, isLost: (turn: number) => boolean): Promise<RowCounts> {
  const calls = [await prepare(row), await prepare(row), await prepare(row)];
  const before = await rowCounts(matrix.wire);
  let turn = 0;
  for (const call of calls) {
    const key = randomUUID();
    let answer: TestAnswer;
    do {
      answer = await sendForm(call, key);
      expect(answer.status, answer.text).toBe(call.status);
      turn += 1;
    } while (isLost(turn));
  }
  const after = await rowCounts(matrix.wire);
  return Object.fromEntries(
    madeIn(before, after).map((name) => [name, (after[name] ?? 0) - (before[name] ?? 0)]),
  );
}

const takingFiles = new Set(
  routes
    .filter(({ method, body }) => method === 'POST' && body?.files !== undefined)
    .map(({ method, path }) => `${method} ${path}`),
);
const forms = [...rows.filter(({ route }) => takingFiles.has(route)), ...furtherForms];

async function requireNoDoubles(row: MatrixRow): Promise<void> {
  // What is made once for good is made by these.
  await growthBy(row, () => false);
  const usual = await growthBy(row, () => false);
  expect(Object.keys(usual), row.route).not.toEqual([]);
  expect(await growthBy(row, (turn) => turn % 3 === 0), row.route).toEqual(usual);
}

describe('a form that is sent again because its answer was lost', () => {
  it.each(forms)('makes no doubles by $route', requireNoDoubles);

  it.each(furtherForms)('is refused with another file under the same key by $route', async (row) => {
    const prepared = await prepare(row);
    const key = randomUUID();
    expect((await sendForm(prepared, key)).status).toBe(prepared.status);
    const between = await rowCounts(matrix.wire);
    const others = prepared.call.form?.map((part) =>
      part.fileName === undefined ? part : { ...part, content: randomUUID() },
    );
    const second = await sendForm(prepared, key, others);
    expect(second, second.text).toMatchObject({ status: 409, body: { code: 'idempotencyMismatch' } });
    expect(madeIn(between, await rowCounts(matrix.wire))).toEqual([]);
  });
});
