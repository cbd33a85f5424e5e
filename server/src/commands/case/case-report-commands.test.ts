import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorded } from '../../../../tests/support/triage.ts';
import { share, someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { deleteCaseReport } from '../frame/delete-objects.ts';
import { addCaseReport, replaceCaseReport } from './case-report-commands.ts';

describe('reports about cases', () => {
  let world: World;
  let ann: Actor;
  let reader: Actor;
  let partner: Actor;
  let stranger: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    const { first } = world.organisations;
    ann = await world.person(first, 'analyst', 'ann@main.test');
    reader = await world.person(first, 'read-only', 'reader@main.test');
    partner = await world.person(await world.organisation('partner', first), 'analyst', 'bob@partner.test');
    stranger = await world.person(await world.organisation('other'), 'analyst', 'eve@other.test');
  });
  afterAll(() => world.release());

  const file = async (name: string, content = name) => ({
    uploads: new Map([['file', [await world.upload(name, content)]]]),
  });
  const added = async (id: string, actor = ann): Promise<string> =>
    `~${(await world.run(actor, addCaseReport, { id, highestTlp: 2, withheld: 3 }, await file('a.txt'))).id}`;
  const stored = async (id: string) => {
    const columns = 'filename, highest_tlp, withheld, deleted_at is null as present';
    const [row] = await world.stored(`select ${columns} from skep.case_report where id = $1`, [id.slice(1)]);
    return row;
  };

  it('are kept, replaced and deleted, each recorded under the case', async () => {
    const caseId = await someCase(world, ann);
    const records = await recorded(world, async () => {
      const id = await added(caseId);
      expect(await stored(id)).toEqual({ filename: 'a.txt', highest_tlp: 2, withheld: 3, present: true });
      await world.run(ann, replaceCaseReport, { id }, await file('b.txt'));
      expect(await stored(id)).toEqual({ filename: 'b.txt', highest_tlp: null, withheld: 0, present: true });
      await world.run(ann, deleteCaseReport, { id });
      expect(await stored(id)).toMatchObject({ present: false });
    });
    expect(records.map(({ action, context_id: under }) => [action, under])).toEqual(
      ['create', 'update', 'delete'].map((action) => [action, caseId.slice(1)]),
    );
  });

  it('are one file', async () => {
    const id = await someCase(world, ann);
    await expect(world.run(ann, addCaseReport, { id })).rejects.toMatchObject({ faults: [{ name: 'file' }] });
    const one = await world.upload('a', 'a');
    const uploads = new Map([['file', [one, one]]]);
    await expect(world.run(ann, addCaseReport, { id }, { uploads })).rejects.toMatchObject({
      code: 'badRequest',
    });
    const raw = { id, highestTlp: 9, withheld: -1 };
    await expect(world.run(ann, addCaseReport, raw, await file('a'))).rejects.toMatchObject({
      faults: [{ name: 'highestTlp' }, { name: 'withheld' }],
    });
  });

  it('are left to those with the permission, and unknown elsewhere', async () => {
    const caseId = await someCase(world, ann);
    const id = await added(caseId);
    const denied = { code: 'permissionMissing' };
    await expect(added(caseId, reader)).rejects.toMatchObject(denied);
    await expect(world.run(reader, replaceCaseReport, { id }, await file('b'))).rejects.toMatchObject(denied);
    await expect(world.run(reader, deleteCaseReport, { id })).rejects.toMatchObject(denied);
    const unknown = { code: 'notFound' };
    await expect(added(caseId, stranger)).rejects.toMatchObject(unknown);
    await expect(world.run(stranger, replaceCaseReport, { id }, await file('b'))).rejects.toMatchObject(
      unknown,
    );
    await expect(world.run(stranger, deleteCaseReport, { id })).rejects.toMatchObject(unknown);
  });

  it('of others are not changed by those that the case is shared with; their own are', async () => {
    const caseId = await someCase(world, ann);
    const id = await added(caseId);
    await share(world, ann, caseId, partner.organisation);
    const refused = { code: 'notAllowed' };
    await expect(world.run(partner, replaceCaseReport, { id }, await file('b'))).rejects.toMatchObject(
      refused,
    );
    await expect(world.run(partner, deleteCaseReport, { id })).rejects.toMatchObject(refused);
    const own = await added(caseId, partner);
    await world.run(partner, replaceCaseReport, { id: own }, await file('c'));
    await world.run(partner, deleteCaseReport, { id: own });
  });
});
