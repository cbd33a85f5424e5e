/** What is made in one of the two dialects of the API is the same object in the other, and writing back what was read changes nothing. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fuzzSeconds, fuzzSeed } from '../conformance/random-length.ts';
import {
  buildWire,
  formOf,
  type Person,
  type Wire as Server,
  type TestAnswer,
  type TestRequest,
} from '../support/wire.ts';
import {
  copiedInV1,
  customFields,
  type DialectKind,
  dialectKinds,
  expectedInV0,
  holders,
  ownStatuses,
  type Parents,
  saidAgain,
  shownInV0,
  type Wire,
} from './dialect-objects.ts';

/** Objects of each of the five kinds; a dozen questions are asked of each. */
const runsEach = fuzzSeconds(5);
const patienceMs = 30_000 + runsEach * 2_000;

let server: Server;
let ann: Person;
let parents: Parents;
let otherParents: Parents;

beforeAll(async () => {
  server = await buildWire({ requests: 1_000_000 });
  const { first, admin } = server.world.organisations;
  ann = await server.person(first, 'analyst', holders[0]);
  await server.person(first, 'analyst', holders[1]);
  const as = await server.person(admin, 'admin', 'root@platform.test');
  for (const [name, type] of Object.entries(customFields)) {
    const body = { name, displayName: name, description: name, type, group: 'default' };
    await asked('POST', '/api/v1/customField', { as, body });
  }
  for (const [kind, statuses] of Object.entries(ownStatuses))
    for (const [value, stage] of Object.entries(statuses))
      await asked('POST', `/api/v1/${kind}Status`, { as, body: { value, stage } });
  parents = await newParents();
  otherParents = await newParents();
}, patienceMs);
afterAll(() => server?.release());

async function asked(method: string, url: string, request: TestRequest): Promise<TestAnswer> {
  const answer = await server.send(method, url, { as: ann, ...request });
  if (answer.status < 300) return answer;
  throw new Error(`${method} ${url} ${JSON.stringify(request.body)}: ${answer.status} ${answer.text}`);
}

async function newParents(): Promise<Parents> {
  const made = await asked('POST', '/api/v1/case', { body: { title: 'Holder', description: 'D' } });
  const caseId = made.read('_id');
  const task = await asked('POST', `/api/v1/case/${caseId}/task`, { body: { title: 'Holder' } });
  return { caseId, taskId: task.read('_id') };
}

/** The id in an answer that is an object or a list of one. */
function idIn({ body }: TestAnswer): string {
  const [made] = [body].flat() as Wire[];
  return String(made?._id);
}

async function inV1({ get }: DialectKind, id: string): Promise<Wire> {
  const { body } = await asked('POST', '/api/v1/query', { body: { query: [{ _name: get, idOrName: id }] } });
  const [found] = body as Wire[];
  return found ?? {};
}

async function inV0({ v0 }: DialectKind, id: string): Promise<Wire> {
  return (await asked('GET', `/api/v0${v0.one}/${id}`, {})).body as Wire;
}

async function audits(): Promise<unknown> {
  return server.world.read(ann, [{ op: 'list', entity: 'audit' }, { op: 'count' }]);
}

async function madeInV1(kind: DialectKind, fields: Wire, moves: Wire): Promise<string> {
  const id = idIn(await asked('POST', `/api/v1${kind.v1.make(parents)}`, { body: fields }));
  if (Object.keys(moves).length > 0) await asked('PATCH', `/api/v1${kind.v1.one}/${id}`, { body: moves });
  return id;
}

/** Writes back in each dialect what was read there; nothing may come of it. */
async function writeBack(kind: DialectKind, id: string): Promise<void> {
  const [before, shown, audited] = [await inV1(kind, id), await inV0(kind, id), await audits()];
  await asked('PATCH', `/api/v0${kind.v0.one}/${id}`, { body: shown });
  expect(await inV1(kind, id), 'written back in v0').toEqual(before);
  await asked('PATCH', `/api/v1${kind.v1.one}/${id}`, { body: saidAgain(kind, before) });
  expect(await inV0(kind, id), 'written back in v1').toEqual(shown);
  expect(await audits(), 'audit records of writing back').toEqual(audited);
}

/** Makes in v0 what v0 shows of an object, as a program does that copies it. */
async function copyInV0(name: string, kind: DialectKind, shown: Wire): Promise<string> {
  const body = name === 'alert' ? { ...shown, sourceRef: `${String(shown.sourceRef)} again` } : shown;
  const id = idIn(await asked('POST', `/api/v0${kind.v0.make(otherParents)}`, { body }));
  await asked('PATCH', `/api/v0${kind.v0.one}/${id}`, { body });
  return id;
}

describe('an object of either dialect', () => {
  for (const [name, kind] of Object.entries(dialectKinds))
    it(
      `is the same ${name} in the other, and stays it when it is written back`,
      async () => {
        const property = fc.asyncProperty(kind.made, kind.moved, async (fields, moves) => {
          otherParents = name === 'observable' ? await newParents() : otherParents;
          parents = name === 'observable' ? await newParents() : parents;
          const id = await madeInV1(kind, fields, moves);
          const [first, shown] = [await inV1(kind, id), await inV0(kind, id)];
          expect(shownInV0(kind, shown), 'shown in v0').toEqual(expectedInV0(kind, first));
          await writeBack(kind, id);
          const copy = await copyInV0(name, kind, shown);
          const sourceRef = name === 'alert' ? { sourceRef: `${String(shown.sourceRef)} again` } : {};
          expect(shownInV0(kind, await inV0(kind, copy)), 'copied in v0').toEqual({
            ...shownInV0(kind, shown),
            ...sourceRef,
          });
          const second = await inV1(kind, copy);
          const { tlp } = second;
          expect(
            { ...expectedInV0(kind, second), ...(tlp === undefined ? {} : { tlp }) },
            'copied, in v1',
          ).toEqual({
            ...copiedInV1(kind, first),
            ...sourceRef,
          });
          await writeBack(kind, copy);
        });
        await fc.assert(property, { seed: fuzzSeed(), numRuns: runsEach });
      },
      patienceMs,
    );

  it('keeps its files when it is written back', async () => {
    const sample = {
      name: 'attachment',
      fileName: 'sämple 1.bin',
      type: 'application/x-thing',
      content: 'MZ',
    };
    const given = { name: '_json', content: JSON.stringify({ dataType: 'file', message: 'M', tags: ['a'] }) };
    const { observable, log } = dialectKinds;
    const stored = await asked('POST', `/api/v0${observable.v0.make(parents)}`, formOf([given, sample]));
    const shown = await inV0(observable, idIn(stored));
    expect(shown).toMatchObject({
      attachment: { name: 'sämple 1.bin', contentType: 'application/x-thing', size: 2 },
    });
    expect(await inV1(observable, idIn(stored))).toMatchObject({ attachment: shown.attachment });
    await writeBack(observable, idIn(stored));
    const text = { name: '_json', content: JSON.stringify({ message: 'With a file' }) };
    const written = await asked('POST', `/api/v0${log.v0.make(parents)}`, formOf([text, sample]));
    expect(await inV0(log, idIn(written))).toMatchObject({ attachment: { id: expect.any(String), size: 2 } });
    const file = { name: 'sämple 1.bin', size: 2, contentType: 'application/x-thing' };
    expect(await inV1(log, idIn(written))).toMatchObject({ attachment: file, attachments: [file] });
    await writeBack(log, idIn(written));
  });
});
