import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someCase, someObservable, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { AttachmentNotFound } from '../../storage/attachments/store.ts';
import { createAlert } from '../alert/create-alert.ts';
import { createObservables } from '../observable/observable-commands.ts';
import { createCustomField } from '../settings/reference-commands.ts';
import { createComment, createLog } from '../task/log-commands.ts';
import { deleteAlerts, deleteCase, deleteObservable, deleteTask } from './delete-objects.ts';
import { purgeDeleted } from './purge-deleted.ts';
import { reRoot } from './re-root.ts';
import { removedWithRoot } from './tree-tables.ts';

const day = 86_400_000;

describe('purgeDeleted', () => {
  let world: World;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    lead = await world.person(world.organisations.first, 'org-admin');
    const platform = await world.person(world.organisations.admin, 'admin');
    const field = { name: 'unit', group: 'g', description: 'd', type: 'string' };
    await world.run(platform, createCustomField, field);
  });
  afterAll(() => world.release());

  const tables = [
    'case',
    'alert',
    'task',
    'task_log',
    'comment',
    'observable',
    'attachment',
    'custom_field_value',
    'transition',
    'share',
  ];
  async function rowsOf(id: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const table of tables) {
      const sql = `select count(*)::int as count from skep."${table}" where root_id = $1`;
      const [found] = await world.stored(sql, [id.slice(1)]);
      if (found?.count !== 0) counts[table] = Number(found?.count);
    }
    return counts;
  }

  it('and moving a tree know every table of the trees', async () => {
    const found = await world.stored(
      `select table_name as name from information_schema.columns where table_schema = 'skep' and column_name = 'root_id'`,
    );
    const roots = ['alert', 'case', 'case_template'];
    // The record of what was done stays where it was done; presence ends by itself.
    const besides = ['audit', 'presence'];
    const expected = found
      .map(({ name }) => String(name))
      .filter((name) => ![...roots, ...besides].includes(name))
      .sort();
    const moved = reRoot('1', '2').map(({ sql }) => /delete from skep\.(\w+)/.exec(sql)?.[1]);
    expect({ purged: [...removedWithRoot].sort(), moved: moved.sort() }).toEqual({
      purged: expected,
      moved: expected,
    });
  });

  async function fullCase(file: string): Promise<{ caseId: string; taskId: string; fileId: string }> {
    const caseId = await someCase(world, lead, { customFields: { unit: 'x' } });
    const taskId = await someTask(world, lead, caseId);
    await someObservable(world, lead, caseId);
    const upload = await world.upload(`${file}.bin`, file);
    const uploads = new Map([['attachments', [upload]]]);
    await world.run(lead, createLog, { taskId, message: 'm' }, { uploads });
    await world.run(lead, createComment, { caseId, message: 'm' });
    return { caseId, taskId, fileId: upload.id };
  }

  const isStored = async (id: string) => {
    try {
      (await world.files.open(id)).stream.destroy();
      return true;
    } catch (error) {
      if (error instanceof AttachmentNotFound) return false;
      throw error;
    }
  };

  it('removes a deleted case with all that is in it once the time is over, not before', async () => {
    const { caseId, fileId } = await fullCase('first');
    const kept = await fullCase('kept');
    const before = await rowsOf(kept.caseId);
    await world.run(lead, deleteCase, { id: caseId });
    world.clock.now += 29 * day;
    await purgeDeleted(world.dependencies, 30 * day);
    expect(await rowsOf(caseId)).toEqual(before);
    world.clock.now += day;
    const purged = await purgeDeleted(world.dependencies, 30 * day);
    expect(await rowsOf(caseId)).toEqual({});
    expect(await rowsOf(kept.caseId)).toEqual(before);
    expect(purged.files).toBe(1);
    expect([await isStored(fileId), await isStored(kept.fileId)]).toEqual([false, true]);
    expect(purged.rows).toBe(Object.values(before).reduce((sum, count) => sum + count, 0));
    expect(await purgeDeleted(world.dependencies, 30 * day)).toEqual({ rows: 0, files: 0 });
  });

  it('removes alerts, and at once when nothing is kept', async () => {
    const raw = { type: 't', source: 's', sourceRef: 'gone', title: 'Alert', description: 'd' };
    const observables = [{ dataType: 'ip', data: ['192.0.2.1', '192.0.2.2'] }];
    const made = await world.run(lead, createAlert, { ...raw, observables });
    const id = `~${String(made.values.id)}`;
    await world.run(lead, deleteAlerts, { id });
    await purgeDeleted(world.dependencies, 0);
    expect(await rowsOf(id)).toEqual({});
  });

  it('removes single objects of what stays', async () => {
    const { caseId, taskId } = await fullCase('partly');
    const observable = await someObservable(world, lead, caseId, { data: '192.0.2.77' });
    await world.run(lead, deleteTask, { id: taskId });
    await world.run(lead, deleteObservable, { id: observable });
    await purgeDeleted(world.dependencies, 0);
    expect(await rowsOf(caseId)).toMatchObject({ case: 1, observable: 1, comment: 1, custom_field_value: 1 });
    expect(await rowsOf(caseId)).not.toMatchObject({ task: 1 });
    expect(await rowsOf(caseId)).not.toMatchObject({ task_log: 1 });
  });

  it('keeps a file as long as anything refers to it, and one that has just come', async () => {
    const file = await world.upload('shared.bin', 'the same content');
    const uploads = new Map([['attachment', [file]]]);
    const raw = { dataType: 'file', attachment: 'attachment' };
    const [first, second] = [await someCase(world, lead), await someCase(world, lead)];
    for (const caseId of [first, second])
      await world.run(lead, createObservables, { ...raw, caseId }, { uploads });
    const unused = await world.upload('unused.bin', 'of a request that was refused');
    await world.run(lead, deleteCase, { id: first });
    await purgeDeleted(world.dependencies, 0);
    expect([await isStored(file.id), await isStored(unused.id)]).toEqual([true, true]);
    world.clock.now += day;
    await purgeDeleted(world.dependencies, 0);
    expect([await isStored(file.id), await isStored(unused.id)]).toEqual([true, false]);
    await world.run(lead, deleteCase, { id: second });
    await purgeDeleted(world.dependencies, 0);
    expect(await isStored(file.id)).toBe(false);
  });

  it('leaves a file alone that a transaction has in its hands', async () => {
    const file = await world.upload('held.bin', 'held');
    world.clock.now += day;
    await world.dependencies.database.transaction({ role: 'worker' }, async (transaction) => {
      const sql = 'select true from skep.stored_file where id = $1 for update';
      await transaction.run({ sql, parameters: [file.id] });
      await purgeDeleted(world.dependencies, 0);
    });
    expect(await isStored(file.id)).toBe(true);
    await purgeDeleted(world.dependencies, 0);
    expect(await isStored(file.id)).toBe(false);
  });

  it('does not remove what somebody restores at the same moment', async () => {
    const caseId = await someCase(world, lead);
    await world.run(lead, deleteCase, { id: caseId });
    await world.dependencies.database.transaction({ role: 'worker' }, async (transaction) => {
      const sql = 'update skep."case" set deleted_at = null where id = $1';
      await transaction.run({ sql, parameters: [caseId.slice(1)] });
      await purgeDeleted(world.dependencies, 0);
    });
    expect(await rowsOf(caseId)).toMatchObject({ case: 1 });
  });
});
