/** What is shown before a merge, an un-merge or a promotion is what the command then does, whatever is in alert and case. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { read, related, someAlert, someField, someTemplate } from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { ReadObject } from '../../query/stage.ts';
import { createObservables, updateObservables } from '../observable/observable-commands.ts';
import { addAlertAttachments, addCaseAttachments } from '../value/attachments.ts';
import { importAlert } from './import-alert.ts';
import { mergeAlerts } from './merge-alerts.ts';
import { previewMerge, previewUnmerge } from './preview-merge.ts';
import { previewPromotion } from './preview-promotion.ts';
import { unmergeAlert } from './unlink-alert.ts';

let world: World;
let ann: Actor;
beforeAll(async () => {
  world = await buildWorld();
  ann = await world.person(world.organisations.first, 'analyst', 'ann@main.test');
  for (const name of ['one', 'two']) await someField(world, name);
});
afterAll(() => world?.release());

const call = () => ({ actor: ann, requestId: 'preview' });

/** A case as it is read. */
async function stateOf(caseId: string) {
  const caseObject = await read(world, ann, 'case', caseId);
  const below = (relation: string) => related(world, ann, 'case', caseId, relation);
  return {
    tags: [...(caseObject.values.tags as string[])].sort(),
    fields: (caseObject.customFields ?? []).map(({ name, value }) => `${name}=${value}`).sort(),
    observables: await below('observables'),
    files: (await below('attachments')).map(({ values }) => String(values.name)).sort(),
  };
}

const dataOf = (objects: readonly ReadObject[]): string[] =>
  objects.map(({ values }) => String(values.data)).sort();
const without = (all: readonly string[], some: readonly string[]): string[] =>
  all.filter((one) => !some.includes(one));

/** Contents of an alert or a case. */
const contents = fc.record({
  tags: fc.uniqueArray(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 }),
  observables: fc.uniqueArray(fc.constantFrom('192.0.2.1', '192.0.2.2', '192.0.2.3'), { maxLength: 3 }),
  fields: fc.dictionary(fc.constantFrom('one', 'two'), fc.constantFrom('x', 'y', null)),
  files: fc.uniqueArray(fc.constantFrom('f1', 'f2'), { maxLength: 2 }),
});
type Contents = typeof contents extends fc.Arbitrary<infer T> ? T : never;

const rawOf = ({ tags, fields }: Contents, marks: readonly string[]) => ({
  tags: [...tags, ...marks],
  customFields: Object.entries(fields).map(([name, value]) => ({ name, value })),
});

async function filesOf(names: readonly string[]) {
  const stored = [];
  for (const name of names) stored.push(await world.upload(name, `content of ${name}`));
  return { uploads: new Map([['attachments', stored]]) };
}

async function alertWith(given: Contents): Promise<string> {
  const observables = given.observables.map((data, index) => ({ dataType: 'ip', data, ioc: index === 0 }));
  const id = await someAlert(world, ann, { ...rawOf(given, []), observables });
  if (given.files.length > 0) await world.run(ann, addAlertAttachments, { id }, await filesOf(given.files));
  return id;
}

async function caseWith(given: Contents): Promise<string> {
  const id = await someCase(world, ann, rawOf(given, []));
  for (const data of given.observables)
    await world.run(ann, createObservables, { caseId: id, dataType: 'ip', data });
  if (given.files.length > 0) await world.run(ann, addCaseAttachments, { id }, await filesOf(given.files));
  return id;
}

describe('the preview of a merge', () => {
  it('says what merging then does, and undoing takes back what its preview says', async () => {
    const touched = fc.nat({ max: 2 });
    await fc.assert(
      fc.asyncProperty(contents, contents, touched, async (ofAlert, ofCase, touch) => {
        const [alertId, caseId] = [await alertWith(ofAlert), await caseWith(ofCase)];
        const before = await stateOf(caseId);
        const preview = await previewMerge(world.dependencies, alertId, caseId, call());
        expect(await stateOf(caseId)).toEqual(before);

        await world.run(ann, mergeAlerts, { caseId, alertIds: [alertId], how: 'merge' });
        const merged = await stateOf(caseId);
        expect(dataOf(preview.observables.added)).toEqual(
          without(dataOf(merged.observables), dataOf(before.observables)),
        );
        expect([...preview.tags].sort()).toEqual(without(merged.tags, before.tags));
        expect(preview.files.map(({ values }) => String(values.name)).sort()).toEqual(
          without(merged.files, before.files),
        );
        const said = [
          ...preview.customFields.added.map(({ field, value }) => `${field}=${value}`),
          ...preview.customFields.conflicts.flatMap(({ field, mine, theirs }) =>
            mine.filter((value) => !theirs.includes(value)).map((value) => `${field}=${value}`),
          ),
        ];
        expect(said.sort()).toEqual(without(merged.fields, before.fields));

        const brought = merged.observables.filter(
          ({ values }) => !dataOf(before.observables).includes(String(values.data)),
        );
        for (const { values } of brought.slice(0, touch))
          await world.run(ann, updateObservables, { id: `~${values.id}`, message: 'seen' });
        const unpreview = await previewUnmerge(world.dependencies, alertId, caseId, call());
        expect(unpreview.observables.kept.map(({ why }) => why)).toEqual(
          brought.slice(0, touch).map(() => 'changed'),
        );
        await world.run(ann, unmergeAlert, { caseId, alertId });
        const undone = await stateOf(caseId);
        expect(unpreview.observables.removed).toHaveLength(
          merged.observables.length - undone.observables.length,
        );
        expect(unpreview.files.removed).toHaveLength(merged.files.length - undone.files.length);
        expect([...unpreview.tags.removed].sort()).toEqual(without(merged.tags, undone.tags));
        expect(undone.fields).toEqual(before.fields);
      }),
      { numRuns: 12 },
    );
  });

  it('names values that differ, and merging keeps what was chosen; undoing restores the other', async () => {
    const given = { tags: [], observables: [], files: [] };
    const chosen = async (customFields: Record<string, string>) => {
      const alertId = await alertWith({ ...given, fields: { one: 'x', two: 'x' } });
      const caseId = await caseWith({ ...given, fields: { one: 'y', two: 'y' } });
      const { customFields: shown } = await previewMerge(world.dependencies, alertId, caseId, call());
      expect(shown.conflicts).toEqual(['one', 'two'].map((field) => ({ field, mine: ['x'], theirs: ['y'] })));
      await world.run(ann, mergeAlerts, { caseId, alertIds: [alertId], how: 'merge', customFields });
      const { fields } = await stateOf(caseId);
      await world.run(ann, unmergeAlert, { caseId, alertId });
      expect((await stateOf(caseId)).fields).toEqual(['one=y', 'two=y']);
      return fields;
    };
    expect(await chosen({ one: 'mine', two: 'theirs' })).toEqual(['one=x', 'two=y']);
    expect(await chosen({ one: 'both' })).toEqual(['one=x', 'one=y', 'two=x', 'two=y']);
    await expect(chosen({ one: 'neither' })).rejects.toMatchObject({ code: 'invalidFields' });
  });

  it('is refused as the merge is', async () => {
    const [alertId, caseId] = [await someAlert(world, ann), await someCase(world, ann)];
    await world.run(ann, mergeAlerts, { caseId, alertIds: [alertId], how: 'merge' });
    await expect(previewMerge(world.dependencies, alertId, caseId, call())).rejects.toMatchObject({
      code: 'alertAlreadyImported',
    });
    const reader = await world.person(world.organisations.first, 'read-only');
    await expect(
      previewUnmerge(world.dependencies, alertId, caseId, { actor: reader, requestId: 'r' }),
    ).rejects.toMatchObject({ code: 'permissionMissing' });
  });
});

describe('the preview of a promotion', () => {
  it('is the case that promoting then makes, and draws no number', async () => {
    await someTemplate(world, ann, {
      name: 'phishing',
      titlePrefix: '[Phish]',
      tags: ['t'],
      tasks: [{ title: 'Look' }, { title: 'Ask' }],
      customFields: [{ name: 'two', value: 'z' }],
    });
    const given: Contents = { tags: ['a'], observables: ['192.0.2.1'], fields: { one: 'x' }, files: ['f1'] };
    const alertId = await alertWith(given);
    const counter = async () =>
      (await world.stored('select last_value from skep.case_number'))[0]?.last_value;
    const drawn = await counter();
    const raw = { alert: alertId, caseTemplate: 'phishing', severity: 4 };
    const preview = await previewPromotion(world.dependencies, raw, call());
    expect(await counter()).toBe(drawn);
    expect(await world.stored('select case_id from skep.alert where id = $1', [alertId.slice(1)])).toEqual([
      { case_id: null },
    ]);
    const { id } = await world.run(ann, importAlert, raw);
    const made = await read(world, ann, 'case', `~${id}`);
    const lasting = ({ values, customFields = [] }: ReadObject) => ({
      values: Object.fromEntries(
        Object.entries(values).filter(([name]) => !['id', 'number', 'observableCount'].includes(name)),
      ),
      fields: customFields.map(({ name, value }) => [name, value]),
    });
    expect(lasting(preview.case)).toEqual(lasting(made));
    expect(preview.case.values).toMatchObject({ title: '[Phish] Beacon', severity: 4 });
    expect(preview.tasks.map(({ values }) => values.title).sort()).toEqual(['Ask', 'Look']);
    expect(dataOf(preview.observables)).toEqual(['192.0.2.1']);
    expect(preview.files.map(({ values }) => values.name)).toEqual(['f1']);
    expect(preview.exists).toBe(false);
    expect(await previewPromotion(world.dependencies, raw, call())).toMatchObject({ exists: true });
  });
});
