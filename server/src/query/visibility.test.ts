/** What an organisation sees: its own rows and what is shared with it, behind every way in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { createReader, type Reader } from '../../../tests/support/reading.ts';
import {
  type BuiltOrganisation,
  type BuiltProfile,
  type BuiltRow,
  type BuiltUser,
  createRows,
  type RowFactory,
} from '../../../tests/support/rows.ts';
import type { EntityName } from '../model/registry.ts';

interface Side {
  readonly organisation: BuiltOrganisation;
  readonly user: BuiltUser;
  readonly reader: Reader;
}

let lease: TestDatabase;
let rows: RowFactory;
let profile: BuiltProfile;
let own: Side;
let other: Side;
let administrator: Side;

async function buildSide(name?: string): Promise<Side> {
  const organisation = await rows.buildOrganisation(name === undefined ? {} : { name });
  const user = await rows.buildUser(organisation, profile);
  return { organisation, user, reader: createReader(lease.database, user.actor) };
}

beforeAll(async () => {
  lease = await leaseDatabase();
  rows = createRows(lease.database);
  profile = await rows.buildProfile(['manageCase/update', 'manageTask']);
  own = await buildSide();
  other = await buildSide();
  administrator = await buildSide('admin');
});
afterAll(() => lease?.release());

/** One object of each kind that belongs to an organisation. */
async function buildEverything(organisation: BuiltOrganisation): Promise<ReadonlyMap<EntityName, BuiltRow>> {
  const alert = await rows.buildAlert(organisation);
  const caseRow = await rows.buildCase(organisation);
  const task = await rows.buildTask(caseRow);
  const observable = await rows.buildObservable(caseRow);
  return new Map<EntityName, BuiltRow>([
    ['alert', alert],
    ['case', caseRow],
    ['task', task],
    ['observable', observable],
    ['log', await rows.buildLog(task)],
    ['comment', await rows.buildComment(alert)],
    ['attachment', await rows.buildAttachment(caseRow)],
    ['caseTemplate', await rows.buildCaseTemplate(organisation)],
    ['tag', await rows.buildTag(organisation, 'phishing')],
    ['view', await rows.buildView(organisation, { is_shared: true })],
    ['job', await rows.buildJob(observable)],
    ['action', await rows.buildAction(caseRow)],
    ['audit', await rows.buildAudit(caseRow)],
    ['share', await rows.buildShare(caseRow, organisation, profile)],
  ]);
}

describe('objects of an organisation', () => {
  it('are seen by it and by nobody else, in lists and by id', async () => {
    for (const [entity, row] of await buildEverything(own.organisation)) {
      const get = { op: 'get', entity, id: row.id } as const;
      await expect(own.reader.ids(get), entity).resolves.toEqual([row.id]);
      await expect(own.reader.ids({ op: 'list', entity }), entity).resolves.toContain(row.id);
      for (const stranger of [other, administrator]) {
        await expect(stranger.reader.ids(get), entity).resolves.toEqual([]);
        await expect(stranger.reader.ids({ op: 'list', entity }), entity).resolves.not.toContain(row.id);
        await expect(
          stranger.reader.number(
            { op: 'list', entity },
            { op: 'filter', filter: { op: 'id', id: row.id } },
            { op: 'count' },
          ),
          entity,
        ).resolves.toBe(0);
      }
    }
  });

  it('are not reached from an alert that names a foreign case', async () => {
    const foreign = await rows.buildCase(other.organisation);
    const alert = await rows.buildAlert(own.organisation, { case_id: foreign.id });
    const get = { op: 'get', entity: 'alert', id: alert.id } as const;
    await expect(own.reader.ids(get, { op: 'follow', relation: 'case' })).resolves.toEqual([]);
    const page = { op: 'page', from: 0, to: 1, extraData: ['caseNumber', 'relatedCase'] } as const;
    const { extraData } = await own.reader.first(get, page);
    expect(extraData).toEqual({
      caseNumber: null,
      relatedCase: { accessKind: 'OrganisationAccessKind', isVisible: false },
    });
    const related = { op: 'related', relation: 'case', filter: { op: 'all' }, at: '' } as const;
    await expect(own.reader.ids(get, { op: 'filter', filter: related })).resolves.toEqual([]);
  });

  it('disappear from every list once they are deleted', async () => {
    const deleted = { deleted_at: new Date(), deleted_by: own.user.login };
    const caseRow = await rows.buildCase(own.organisation);
    const task = await rows.buildTask(caseRow, deleted);
    const alert = await rows.buildAlert(own.organisation, deleted);
    await expect(own.reader.ids({ op: 'get', entity: 'alert', id: alert.id })).resolves.toEqual([]);
    await expect(
      own.reader.ids({ op: 'get', entity: 'case', id: caseRow.id }, { op: 'follow', relation: 'tasks' }),
    ).resolves.toEqual([]);
    await expect(own.reader.ids({ op: 'get', entity: 'task', id: task.id })).resolves.toEqual([]);
  });
});

describe('a shared case', () => {
  it('is seen by the other organisation, with the parts that were shared and no others', async () => {
    const caseRow = await rows.buildCase(own.organisation);
    const sharedTask = await rows.buildTask(caseRow);
    const hiddenTask = await rows.buildTask(caseRow);
    const log = await rows.buildLog(sharedTask);
    const hiddenLog = await rows.buildLog(hiddenTask);
    const comment = await rows.buildComment(caseRow);
    await rows.buildShare(caseRow, other.organisation, profile);
    await rows.buildShare(sharedTask, other.organisation, profile);
    const get = { op: 'get', entity: 'case', id: caseRow.id } as const;
    await expect(other.reader.ids(get)).resolves.toEqual([caseRow.id]);
    await expect(other.reader.ids(get, { op: 'follow', relation: 'tasks' })).resolves.toEqual([
      sharedTask.id,
    ]);
    await expect(other.reader.ids(get, { op: 'follow', relation: 'comments' })).resolves.toEqual([
      comment.id,
    ]);
    await expect(
      other.reader.ids(get, { op: 'follow', relation: 'tasks' }, { op: 'follow', relation: 'logs' }),
    ).resolves.toEqual([log.id]);
    await expect(other.reader.ids({ op: 'get', entity: 'log', id: hiddenLog.id })).resolves.toEqual([]);
    await expect(own.reader.ids(get, { op: 'follow', relation: 'tasks' })).resolves.toHaveLength(2);
  });

  it('shows all of its shares to its owner, and to the other organisation its own', async () => {
    const caseRow = await rows.buildCase(own.organisation);
    const ownShare = await rows.buildShare(caseRow, own.organisation, profile);
    const given = await rows.buildShare(caseRow, other.organisation, profile);
    const get = { op: 'get', entity: 'case', id: caseRow.id } as const;
    const shares = { op: 'follow', relation: 'shares' } as const;
    expect(new Set(await own.reader.ids(get, shares))).toEqual(new Set([ownShare.id, given.id]));
    await expect(other.reader.ids(get, shares)).resolves.toEqual([given.id]);
  });

  it('gives what the share allows beside the object', async () => {
    const caseRow = await rows.buildCase(own.organisation);
    const reading = await rows.buildProfile([]);
    await rows.buildShare(caseRow, own.organisation, profile);
    await rows.buildShare(caseRow, other.organisation, reading);
    const get = { op: 'get', entity: 'case', id: caseRow.id } as const;
    const page = { op: 'page', from: 0, to: 1, extraData: ['permissions', 'isOwner', 'shareCount'] } as const;
    const owned = await own.reader.first(get, page);
    expect(owned.values.sharePermissions).toEqual(['manageCase/update', 'manageTask']);
    expect(owned.extraData).toEqual({
      permissions: ['manageCase/update', 'manageTask'],
      isOwner: true,
      shareCount: 1,
    });
    const seen = await other.reader.first(get, page);
    expect(seen.values.sharePermissions).toEqual([]);
    expect(seen.extraData).toEqual({ permissions: [], isOwner: false, shareCount: 1 });
  });
});

describe('other rules', () => {
  it('keep a private view to its maker until it is shared', async () => {
    const colleague = await rows.buildUser(own.organisation, profile);
    const mine = await rows.buildView(own.organisation, { created_by: own.user.login });
    const theirs = createReader(lease.database, colleague.actor);
    await expect(own.reader.ids({ op: 'get', entity: 'view', id: mine.id })).resolves.toEqual([mine.id]);
    await expect(theirs.ids({ op: 'get', entity: 'view', id: mine.id })).resolves.toEqual([]);
  });

  it('keep a draft to its author', async () => {
    const id = await rows.nextId();
    await rows.insert('draft', {
      id,
      organisation_id: own.organisation.id,
      created_at: new Date(),
      created_by: own.user.login,
      place: 'case/1',
      content: {},
    });
    const colleague = createReader(lease.database, (await rows.buildUser(own.organisation, profile)).actor);
    await expect(own.reader.ids({ op: 'list', entity: 'draft' })).resolves.toEqual([id]);
    await expect(colleague.ids({ op: 'list', entity: 'draft' })).resolves.toEqual([]);
  });

  it('show people only to their own organisation and to platform administrators', async () => {
    const get = { op: 'get', entity: 'user', id: own.user.id } as const;
    await expect(own.reader.ids(get)).resolves.toEqual([own.user.id]);
    await expect(other.reader.ids(get)).resolves.toEqual([]);
    await expect(administrator.reader.ids(get)).resolves.toEqual([own.user.id]);
  });

  it('show an organisation to itself, to those linked to it and to platform administrators', async () => {
    const [watcher, watched] = [await buildSide(), await buildSide()];
    await rows.buildOrganisationLink(watcher.organisation, watched.organisation);
    const sees = (side: Side, seen: Side) =>
      side.reader.number({ op: 'get', entity: 'organisation', id: seen.organisation.id }, { op: 'count' });
    await expect(sees(watcher, watcher)).resolves.toBe(1);
    await expect(sees(watcher, watched)).resolves.toBe(1);
    await expect(sees(watched, watcher)).resolves.toBe(0);
    await expect(sees(administrator, watched)).resolves.toBe(1);
  });
});
