/** Similar cases and alerts: what counts as shared, what is left out, and the order in which they are found. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import {
  type BuiltOrganisation,
  type BuiltRow,
  createRows,
  type RowFactory,
} from '../../../tests/support/rows.ts';
import type { Actor } from '../model/actor.ts';
import { runQuery } from './index.ts';
import type { SimilarityName, SimilarObject, Stage } from './stage.ts';

let lease: TestDatabase;
let rows: RowFactory;

beforeAll(async () => {
  lease = await leaseDatabase();
  rows = createRows(lease.database);
});
afterAll(() => lease?.release());

interface Asker {
  readonly organisation: BuiltOrganisation;
  readonly actor: Actor;
}

async function buildAsker(): Promise<Asker> {
  const organisation = await rows.buildOrganisation();
  return { organisation, actor: (await rows.buildUser(organisation)).actor };
}

const start = (row: BuiltRow): Stage => ({
  op: 'get',
  entity: 'number' in row.columns ? 'case' : 'alert',
  id: row.id,
});

async function similar(
  actor: Actor,
  row: BuiltRow,
  similarity: SimilarityName,
  more: Partial<Extract<Stage, { op: 'similar' }>> = {},
): Promise<readonly SimilarObject[]> {
  const stage: Stage = { op: 'similar', similarity, count: false, ...more };
  const result = await runQuery(lease.database, actor, [start(row), stage]);
  if (result.kind !== 'similar') throw new Error(`The pipeline gave a ${result.kind}`);
  return result.found;
}

const idsOf = (found: readonly SimilarObject[]) => found.map(({ object }) => object.values.id);

async function countSimilar(actor: Actor, row: BuiltRow, similarity: SimilarityName) {
  return runQuery(lease.database, actor, [start(row), { op: 'similar', similarity, count: true }]);
}

async function buildAlertWith(organisation: BuiltOrganisation, ...data: string[]): Promise<BuiltRow> {
  const alert = await rows.buildAlert(organisation);
  for (const value of data) await rows.buildObservable(alert, { data: value });
  return alert;
}

async function buildCaseWith(organisation: BuiltOrganisation, ...data: string[]): Promise<BuiltRow> {
  const caseRow = await rows.buildCase(organisation);
  for (const value of data) await rows.buildObservable(caseRow, { data: value });
  return caseRow;
}

describe('a similar case', () => {
  it('comes with what it holds, what it shares and how rare that is', async () => {
    const { organisation, actor } = await buildAsker();
    const alert = await buildAlertWith(organisation, 'a', 'b');
    await rows.buildObservable(alert, { data_type: 'ip', data: '192.0.2.1' });
    const caseRow = await rows.buildCase(organisation);
    await rows.buildObservable(caseRow, { data: 'a', ioc: true });
    await rows.buildObservable(caseRow, { data_type: 'ip', data: '192.0.2.1' });
    await rows.buildObservable(caseRow, { data: 'elsewhere', ioc: true });
    await buildAlertWith(organisation, 'a');
    const [found, ...others] = await similar(actor, alert, 'similarCases');
    expect(others).toEqual([]);
    expect(found).toMatchObject({
      object: { entity: 'case', values: { id: caseRow.id, title: 'A case' } },
      similarObservableCount: 2,
      observableCount: 3,
      similarIocCount: 1,
      iocCount: 2,
      observableTypes: { ip: 1, other: 1 },
      shared: [
        { dataType: 'ip', data: '192.0.2.1', seen: 2 },
        { dataType: 'other', data: 'a', seen: 3 },
      ],
    });
  });

  it('shares values of the same type, and files by their content', async () => {
    const { organisation, actor } = await buildAsker();
    const alert = await rows.buildAlert(organisation);
    await rows.buildObservable(alert, { data_type: 'ip', data: '192.0.2.7' });
    const file = { data_type: 'file', attachment_id: 'cd'.repeat(32), attachment_name: 'invoice.pdf' };
    await rows.buildObservable(alert, file);
    const sameText = await rows.buildCase(organisation);
    await rows.buildObservable(sameText, { data_type: 'other', data: '192.0.2.7' });
    const sameFile = await rows.buildCase(organisation);
    await rows.buildObservable(sameFile, { ...file, attachment_name: 'copy.pdf' });
    const found = await similar(actor, alert, 'similarCases');
    expect(idsOf(found)).toEqual([sameFile.id]);
    expect(found[0]?.shared).toEqual([{ dataType: 'file', data: 'invoice.pdf', seen: 2 }]);
  });

  it('shares nothing by observables that are ignored or deleted, on either side', async () => {
    const { organisation, actor } = await buildAsker();
    const alert = await buildAlertWith(organisation, 'kept');
    await rows.buildObservable(alert, { data: 'ignored', ignore_similarity: true });
    await buildCaseWith(organisation, 'ignored');
    const ignoring = await rows.buildCase(organisation);
    await rows.buildObservable(ignoring, { data: 'kept', ignore_similarity: true });
    const removed = await rows.buildCase(organisation);
    await rows.buildObservable(removed, { data: 'kept', deleted_at: new Date() });
    await expect(similar(actor, alert, 'similarCases')).resolves.toEqual([]);
    const sharing = await buildCaseWith(organisation, 'kept');
    await rows.buildObservable(sharing, { data: 'more', ignore_similarity: true });
    await expect(similar(actor, alert, 'similarCases')).resolves.toMatchObject([{ observableCount: 1 }]);
  });

  it('is never the case itself, and never a deleted one', async () => {
    const { organisation, actor } = await buildAsker();
    const caseRow = await buildCaseWith(organisation, 'x', 'x');
    const other = await buildCaseWith(organisation, 'x');
    const deleted = await rows.buildCase(organisation, { deleted_at: new Date() });
    await rows.buildObservable(deleted, { data: 'x' });
    expect(idsOf(await similar(actor, caseRow, 'similarCases'))).toEqual([other.id]);
  });

  it('fits the filter', async () => {
    const { organisation, actor } = await buildAsker();
    const alert = await buildAlertWith(organisation, 'x');
    await buildCaseWith(organisation, 'x');
    const flagged = await rows.buildCase(organisation, { flag: true });
    await rows.buildObservable(flagged, { data: 'x' });
    const filter = { op: 'equals', path: 'flag', value: true, at: '' } as const;
    expect(idsOf(await similar(actor, alert, 'similarCases', { filter }))).toEqual([flagged.id]);
  });
});

describe('similar alerts', () => {
  it('leave out those that a case holds', async () => {
    const { organisation, actor } = await buildAsker();
    const alert = await buildAlertWith(organisation, 'x');
    const open = await buildAlertWith(organisation, 'x');
    const caseRow = await buildCaseWith(organisation, 'x');
    const imported = await rows.buildAlert(organisation, { case_id: caseRow.id, stage: 'Imported' });
    await rows.buildObservable(imported, { data: 'x' });
    expect(idsOf(await similar(actor, alert, 'similarAlerts'))).toEqual([open.id]);
    expect(idsOf(await similar(actor, alert, 'similarCases'))).toEqual([caseRow.id]);
    expect(idsOf(await similar(actor, caseRow, 'similarAlerts'))).toEqual([open.id, alert.id]);
  });

  it('come in the order of shared values, then of their rarity, then the newest first', async () => {
    const { organisation, actor } = await buildAsker();
    const alert = await buildAlertWith(organisation, 'rare', 'common', 'usual');
    const older = await buildAlertWith(organisation, 'common');
    const newer = await buildAlertWith(organisation, 'common');
    const telling = await buildAlertWith(organisation, 'rare');
    const both = await buildAlertWith(organisation, 'common', 'usual');
    const found = await similar(actor, alert, 'similarAlerts');
    expect(idsOf(found)).toEqual([both.id, telling.id, newer.id, older.id]);
  });

  it('are counted', async () => {
    const { organisation, actor } = await buildAsker();
    const alert = await buildAlertWith(organisation, 'x', 'y');
    for (const data of ['x', 'y', 'z']) await buildAlertWith(organisation, data);
    await expect(countSimilar(actor, alert, 'similarAlerts')).resolves.toEqual({ kind: 'number', value: 2 });
    await expect(countSimilar(actor, alert, 'similarCases')).resolves.toEqual({ kind: 'number', value: 0 });
  });

  it('are at most a hundred', async () => {
    const { organisation, actor } = await buildAsker();
    const alert = await buildAlertWith(organisation, 'x');
    const ids: string[] = [];
    for (let index = 0; index < 103; index += 1) ids.push((await buildAlertWith(organisation, 'x')).id);
    const newest = ids.slice(-100).reverse();
    expect(idsOf(await similar(actor, alert, 'similarAlerts'))).toEqual(newest);
    await expect(countSimilar(actor, alert, 'similarAlerts')).resolves.toMatchObject({ value: 103 });
  });
});

describe('objects of other organisations', () => {
  it('are neither found nor counted as holders', async () => {
    const own = await buildAsker();
    const other = await buildAsker();
    const alert = await buildAlertWith(own.organisation, 'x');
    const caseRow = await buildCaseWith(own.organisation, 'x');
    await buildCaseWith(other.organisation, 'x');
    await buildAlertWith(other.organisation, 'x');
    const found = await similar(own.actor, alert, 'similarCases');
    expect(idsOf(found)).toEqual([caseRow.id]);
    expect(found[0]?.shared).toMatchObject([{ seen: 2 }]);
    await expect(similar(other.actor, alert, 'similarCases')).resolves.toEqual([]);
  });

  it('are found once they are shared, by the observables that are shared', async () => {
    const own = await buildAsker();
    const other = await buildAsker();
    const profile = await rows.buildProfile();
    const alert = await buildAlertWith(own.organisation, 'x', 'y');
    const caseRow = await rows.buildCase(other.organisation);
    const shown = await rows.buildObservable(caseRow, { data: 'x' });
    await rows.buildObservable(caseRow, { data: 'y' });
    await rows.buildShare(caseRow, own.organisation, profile);
    await expect(similar(own.actor, alert, 'similarCases')).resolves.toEqual([]);
    await rows.buildShare(shown, own.organisation, profile);
    await expect(similar(own.actor, alert, 'similarCases')).resolves.toMatchObject([
      { similarObservableCount: 1, observableCount: 1, shared: [{ data: 'x' }] },
    ]);
  });
});

it('is asked for alerts and cases only', async () => {
  const { actor } = await buildAsker();
  const pipeline = [
    { op: 'list', entity: 'task' },
    { op: 'similar', similarity: 'similarCases', count: false },
  ] as const;
  await expect(runQuery(lease.database, actor, pipeline)).rejects.toThrow('on Case and Alert only');
});
