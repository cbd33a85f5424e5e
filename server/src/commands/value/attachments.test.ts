import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorded, related, someAlert } from '../../../../tests/support/triage.ts';
import { share, someCase, someTask } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { createLog } from '../task/log-commands.ts';
import {
  addAlertAttachments,
  addCaseAttachments,
  addLogAttachments,
  markCaseAttachment,
  removeAlertAttachment,
  removeCaseAttachment,
  removeLogAttachment,
} from './attachments.ts';

describe('attachments', () => {
  let world: World;
  let analyst: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    analyst = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
  });
  afterAll(() => world.release());

  const files = async (...contents: readonly (readonly [name: string, content: string])[]) => ({
    uploads: new Map([
      ['attachments', await Promise.all(contents.map(([name, content]) => world.upload(name, content)))],
    ]),
  });
  const names = async (entity: string, id: string) =>
    (await related(world, analyst, entity, id, 'attachments')).map((one) => one.values.name).toSorted();

  it('are added to cases, alerts and logs with their hashes, each recorded under its owner', async () => {
    const caseId = await someCase(world, analyst);
    const task = await someTask(world, analyst, caseId);
    const log = `~${(await world.run(analyst, createLog, { taskId: task, message: 'x' })).id}`;
    const alert = await someAlert(world, analyst);
    for (const [command, entity, type, id] of [
      [addCaseAttachments, 'case', 'Case', caseId],
      [addAlertAttachments, 'alert', 'Alert', alert],
      [addLogAttachments, 'log', 'Log', log],
    ] as const) {
      const uploads = await files(['a.txt', 'content'], ['b.txt', 'other']);
      const records = await recorded(world, () => world.run(analyst, command, { id }, uploads));
      expect(await names(entity, id)).toEqual(['a.txt', 'b.txt']);
      expect(records.map((one) => [one.action, one.object_type, one.context_type, one.context_id])).toEqual([
        ['create', 'Attachment', type, id.slice(1)],
        ['create', 'Attachment', type, id.slice(1)],
      ]);
    }
    const [first] = await related(world, analyst, 'case', caseId, 'attachments');
    expect(first?.values).toMatchObject({
      size: expect.any(Number),
      hashes: [expect.any(String), expect.any(String), expect.any(String)],
    });
  });

  it('of cases are marked for reporters, and nothing else of them is changed', async () => {
    const id = await someCase(world, analyst);
    const [attachment] = await world.run(analyst, addCaseAttachments, { id }, await files(['a.txt', 'mark']));
    const mark = (raw: object) =>
      world.run(analyst, markCaseAttachment, { id, attachment: `~${attachment}`, ...raw });
    const records = await recorded(world, () => mark({ external: true }));
    expect(records.map((one) => [one.action, one.object_type, one.context_id])).toEqual([
      ['update', 'Attachment', id.slice(1)],
    ]);
    const [found] = await related(world, analyst, 'case', id, 'attachments');
    expect(found?.values).toMatchObject({ name: 'a.txt', external: true });
    await expect(mark({})).rejects.toMatchObject({ code: 'invalidFields' });
    await expect(mark({ attachment: '~1', external: true })).rejects.toMatchObject({ code: 'notFound' });
  });

  it('get another name where one is taken and that is allowed; otherwise nothing is added', async () => {
    const id = await someCase(world, analyst);
    await world.run(analyst, addCaseAttachments, { id }, await files(['a.tar.gz', '1']));
    const two = await files(['b.txt', '2'], ['a.tar.gz', '3']);
    await expect(world.run(analyst, addCaseAttachments, { id }, two)).rejects.toMatchObject({
      code: 'attachmentAlreadyExists',
      message: 'A file called a.tar.gz is already attached',
    });
    expect(await names('case', id)).toEqual(['a.tar.gz']);
    await world.run(analyst, addCaseAttachments, { id, canRename: true }, two);
    expect(await names('case', id)).toEqual(['a.tar (2).gz', 'a.tar.gz', 'b.txt']);
  });

  it('are removed by id or by content, and leave their name free', async () => {
    const id = await someCase(world, analyst);
    const uploads = await files(['a.txt', '1'], ['b.txt', '2']);
    const [first = '', second = ''] = await world.run(analyst, addCaseAttachments, { id }, uploads);
    await expect(
      world.run(analyst, removeCaseAttachment, { id, attachment: `x${first}` }),
    ).rejects.toMatchObject({ message: 'Attachment not found' });
    const records = await recorded(world, () =>
      world.run(analyst, removeCaseAttachment, { id, attachment: `~${first}` }),
    );
    expect(records.map((one) => [one.action, one.object_id, one.context_id, one.organisation_ids])).toEqual([
      ['delete', first, id.slice(1), []],
    ]);
    const hash = uploads.uploads.get('attachments')?.[1]?.id;
    await world.run(analyst, removeCaseAttachment, { id, attachment: hash });
    expect(await names('case', id)).toEqual([]);
    expect(second).not.toBe('');
    await world.run(analyst, addCaseAttachments, { id }, await files(['a.txt', '3']));
  });

  it('need files to be added, and a name to be removed', async () => {
    const id = await someCase(world, analyst);
    await expect(world.run(analyst, addCaseAttachments, { id })).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'attachments' })],
    });
    await expect(world.run(analyst, removeCaseAttachment, { id })).rejects.toMatchObject({
      faults: [expect.objectContaining({ name: 'attachment' })],
    });
  });

  it('are refused without the permission in profile or share, and for others', async () => {
    const caseId = await someCase(world, analyst);
    const task = await someTask(world, analyst, caseId);
    const log = `~${(await world.run(analyst, createLog, { taskId: task, message: 'x' })).id}`;
    const alert = await someAlert(world, analyst);
    const reader = await world.person(world.organisations.first, 'read-only');
    const partner = await world.organisation('partner', world.organisations.first);
    const guest = await world.person(partner, 'analyst');
    for (const [add, remove, id] of [
      [addCaseAttachments, removeCaseAttachment, caseId],
      [addLogAttachments, removeLogAttachment, log],
      [addAlertAttachments, removeAlertAttachment, alert],
    ] as const) {
      const uploads = await files(['a.txt', 'a']);
      const [attachment] = await world.run(analyst, add, { id }, uploads);
      const refused = { code: 'permissionMissing' };
      await expect(world.run(reader, add, { id }, uploads)).rejects.toMatchObject(refused);
      await expect(world.run(reader, remove, { id, attachment: `~${attachment}` })).rejects.toMatchObject(
        refused,
      );
      await expect(world.run(guest, add, { id }, uploads)).rejects.toMatchObject({ code: 'notFound' });
      await expect(world.run(guest, remove, { id, attachment: `~${attachment}` })).rejects.toMatchObject({
        code: 'notFound',
      });
    }
    await share(world, analyst, caseId, partner, 'read-only');
    const uploads = await files(['a.txt', 'a']);
    await expect(world.run(guest, addCaseAttachments, { id: caseId }, uploads)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });
});
