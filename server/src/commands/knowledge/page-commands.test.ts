import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someAlert, someTemplate } from '../../../../tests/support/triage.ts';
import { audits, row, share, someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import type { Stage } from '../../query/stage.ts';
import { importAlert } from '../alert/import-alert.ts';
import { applyCaseTemplate } from '../case/apply-case-template.ts';
import { updateCaseTemplate } from '../case/case-template-commands.ts';
import { mergeCases } from '../case/merge-cases.ts';
import { deleteCase } from '../frame/delete-objects.ts';
import { restoreObject } from '../frame/restore-object.ts';
import * as pages from './page-commands.ts';
import * as templates from './page-template-commands.ts';

const page = { title: 'Notes', content: 'Seen **here**', category: 'General' };

let world: World;
let analyst: Actor;
let administrator: Actor;
let reader: Actor;
let stranger: Actor;
let partner: Actor;

beforeAll(async () => {
  world = await buildWorld();
  const { first } = world.organisations;
  analyst = await world.person(first, 'analyst', 'ann@main.test');
  administrator = await world.person(first, 'org-admin', 'oscar@main.test');
  reader = await world.person(first, 'read-only', 'rita@main.test');
  stranger = await world.person(await world.organisation('strangers'), 'org-admin', 'sam@strangers.test');
  partner = await world.person(await world.organisation('partner', first), 'analyst', 'pat@partner.test');
});
afterAll(() => world.release());

const pagesOf = async (caseId: string): Promise<unknown[]> => {
  const pipeline: readonly Stage[] = [
    { op: 'get', entity: 'case', id: caseId.slice(1) },
    { op: 'follow', relation: 'pages' },
    { op: 'output' },
  ];
  return (await world.objects(analyst, pipeline)).map(({ values }) => values.title);
};

const ofCase = (id: string): readonly Stage[] => [
  { op: 'filter', filter: { op: 'equals', path: 'caseId', value: id, at: '' } },
  { op: 'output' },
];

const template = async (raw = {}): Promise<string> =>
  `~${(await world.run(analyst, templates.createPageTemplate, { ...page, ...raw })).id}`;

describe('pages of cases', () => {
  it('are written, changed and deleted under their case', async () => {
    const caseId = await someCase(world, analyst);
    const { id } = await world.run(analyst, pages.createCasePage, { caseId, ...page });
    expect(await row(world, 'page', `~${id}`)).toMatchObject({
      root_id: caseId.slice(1),
      case_id: caseId.slice(1),
      title: 'Notes',
      position: 0,
      origin_kind: 'person',
    });
    await world.run(analyst, pages.updateCasePage, { id: `~${id}`, caseId, content: 'More', order: 3 });
    expect(await row(world, 'page', `~${id}`)).toMatchObject({ content: 'More', position: 3, version: 2 });
    await world.run(analyst, pages.deleteCasePage, { id: `~${id}`, caseId });
    expect(await pagesOf(caseId)).toEqual([]);
    expect(await audits(world, `~${id}`)).toEqual([
      expect.objectContaining({ action: 'create', context_type: 'Case', context_id: caseId.slice(1) }),
      expect.objectContaining({ action: 'update', context_type: 'Case' }),
      expect.objectContaining({ action: 'delete', main_action: true }),
    ]);
  });

  it('can be read back as they were, version by version, from their records', async () => {
    const caseId = await someCase(world, analyst);
    const { id } = await world.run(analyst, pages.createCasePage, { caseId, ...page });
    for (const content of ['Second', 'Third'])
      await world.run(analyst, pages.updateCasePage, { id: `~${id}`, caseId, content });
    const records = await world.objects(analyst, [
      { op: 'get', entity: 'page', id },
      { op: 'audits', of: 'object' },
      { op: 'sort', keys: [{ path: 'id', descending: false }] },
      { op: 'page', from: 0, to: -1, extraData: [] },
    ]);
    expect(records.map(({ values }) => [values.details, values.previous])).toEqual([
      [expect.objectContaining(page), {}],
      [{ content: 'Second' }, { content: 'Seen **here**' }],
      [{ content: 'Third' }, { content: 'Second' }],
    ]);
  });

  it('are seen by those who have the case, and by nobody else', async () => {
    const caseId = await someCase(world, analyst);
    const { id } = await world.run(analyst, pages.createCasePage, { caseId, ...page });
    const change = { id: `~${id}`, caseId, title: 'Ours' };
    await expect(world.run(partner, pages.updateCasePage, change)).rejects.toMatchObject({
      code: 'notFound',
    });
    await share(world, analyst, caseId, { name: 'partner' });
    await world.run(partner, pages.updateCasePage, change);
    expect(await pagesOf(caseId)).toEqual(['Ours']);
    await expect(world.run(partner, pages.deleteCasePage, { id: `~${id}`, caseId })).rejects.toMatchObject({
      code: 'notAllowed',
    });
    await expect(world.run(stranger, pages.updateCasePage, change)).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.run(reader, pages.updateCasePage, change)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
  });

  it('are not found under another case or in the knowledge base', async () => {
    const caseId = await someCase(world, analyst);
    const { id } = await world.run(analyst, pages.createCasePage, { caseId, ...page });
    const elsewhere = { id: `~${id}`, caseId: await someCase(world, analyst), title: 'x' };
    await expect(world.run(analyst, pages.updateCasePage, elsewhere)).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.run(administrator, pages.deleteKnowledgePage, { id: `~${id}` })).rejects.toMatchObject(
      { code: 'notFound' },
    );
  });

  it('go with their case when it is merged, and when it is deleted and restored', async () => {
    const [one, other] = [
      await someCase(world, analyst, { pages: [page] }),
      await someCase(world, analyst, { pages: [{ ...page, title: 'Plan' }] }),
    ];
    const { id } = await world.run(analyst, mergeCases, { ids: [one, other] });
    expect((await pagesOf(`~${id}`)).sort()).toEqual(['Notes', 'Plan']);
    await world.run(administrator, deleteCase, { id: `~${id}` });
    expect(await world.objects(analyst, [{ op: 'list', entity: 'page' }, ...ofCase(id)])).toEqual([]);
    await world.run(administrator, restoreObject, { entity: 'case', id: `~${id}` });
    expect((await pagesOf(`~${id}`)).sort()).toEqual(['Notes', 'Plan']);
  });

  it('say every fault at once', async () => {
    const wrong = { caseId: '', title: '', content: 1 };
    await expect(world.run(analyst, pages.createCasePage, wrong)).rejects.toMatchObject({
      faults: expect.arrayContaining(
        ['title', 'content', 'category', 'caseId'].map((name) => expect.objectContaining({ name })),
      ),
    });
  });

  it('come with a new case', async () => {
    const caseId = await someCase(world, analyst, { pages: [page, { ...page, title: 'Plan', order: 1 }] });
    expect(await pagesOf(caseId)).toEqual(['Notes', 'Plan']);
    await expect(someCase(world, analyst, { pages: [{ title: 'x' }, 7] })).rejects.toMatchObject({
      faults: expect.arrayContaining([
        expect.objectContaining({ name: 'pages[0].content' }),
        expect.objectContaining({ name: 'pages[1]' }),
      ]),
    });
  });
});

describe('pages of the knowledge base', () => {
  it('belong to their organisation alone', async () => {
    const { id } = await world.run(administrator, pages.createKnowledgePage, page);
    expect(await row(world, 'page', `~${id}`)).toMatchObject({ root_id: id, case_id: null });
    await world.run(administrator, pages.updateKnowledgePage, { id: `~${id}`, title: 'Handbook' });
    const change = { id: `~${id}`, title: 'x' };
    await expect(world.run(stranger, pages.updateKnowledgePage, change)).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.run(reader, pages.updateKnowledgePage, change)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    expect((await audits(world, `~${id}`))[1]).toMatchObject({
      context_type: 'Page',
      details: { title: 'Handbook' },
    });
    await world.run(administrator, pages.deleteKnowledgePage, { id: `~${id}` });
    await expect(world.run(administrator, pages.updateKnowledgePage, change)).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('are found by their words', async () => {
    await world.run(administrator, pages.createKnowledgePage, { ...page, content: 'how to quarantine' });
    const found = await world.objects(reader, [
      { op: 'list', entity: 'page' },
      { op: 'filter', filter: { op: 'match', path: 'content', value: 'quarantine', at: '' } },
      { op: 'output' },
    ]);
    expect(found.map(({ values }) => values.title)).toEqual(['Notes']);
  });
});

describe('page templates', () => {
  it('are made, changed and removed in their organisation', async () => {
    const id = await template();
    await world.run(analyst, templates.updatePageTemplate, { id, title: 'Other' });
    const change = { id, title: 'x' };
    await expect(world.run(stranger, templates.updatePageTemplate, change)).rejects.toMatchObject({
      code: 'notFound',
    });
    await expect(world.run(reader, templates.updatePageTemplate, change)).rejects.toMatchObject({
      code: 'permissionMissing',
    });
    const caseTemplate = await someTemplate(world, analyst, { name: 'removed', pageTemplateIds: [id] });
    await world.run(analyst, templates.deletePageTemplate, { id });
    expect(
      await world.stored('select from skep.case_template_page where page_template_id = $1', [id.slice(1)]),
    ).toEqual([]);
    expect((await audits(world, id)).map(({ action }) => action)).toEqual(['create', 'update', 'delete']);
    expect(await pagesOf(await someCase(world, analyst, { caseTemplate }))).toEqual([]);
  });

  it('give their pages to cases made from the case template they belong to', async () => {
    const [plan, notes] = [await template({ title: 'Plan' }), await template({ title: 'Notes' })];
    const caseTemplate = await someTemplate(world, analyst, { name: 'with-pages' });
    await world.run(analyst, templates.linkPageTemplates, {
      id: caseTemplate,
      pageTemplateIds: [plan, notes, plan],
    });
    expect((await audits(world, caseTemplate))[1]).toMatchObject({
      details: { pageTemplates: [plan, notes] },
      previous: { pageTemplates: [] },
    });
    const caseId = await someCase(world, analyst, { caseTemplate });
    expect((await pagesOf(caseId)).sort()).toEqual(['Notes', 'Plan']);
    const [made] = await world.stored('select origin_kind, origin_id from skep.page where case_id = $1', [
      caseId.slice(1),
    ]);
    expect(made).toMatchObject({ origin_kind: 'template', origin_id: caseTemplate.slice(1) });
    const own = await someCase(world, analyst, { caseTemplate, pages: [] });
    expect(await pagesOf(own)).toEqual([]);
    const alert = await someAlert(world, analyst);
    const promoted = await world.run(analyst, importAlert, { alert, caseTemplate });
    expect((await pagesOf(`~${promoted.id}`)).sort()).toEqual(['Notes', 'Plan']);
  });

  it('are applied to a case that exists by title or id', async () => {
    const [plan, notes] = [await template({ title: 'Plan' }), await template({ title: 'Notes' })];
    await template({ title: 'Not linked' });
    const caseTemplate = await someTemplate(world, analyst, {
      name: 'applied',
      pageTemplateIds: [plan, notes],
      pageTemplates: [{ ...page, title: 'Made with it' }],
    });
    const caseId = await someCase(world, analyst);
    const importPages = ['Plan', notes, 'Not linked'];
    await world.run(analyst, applyCaseTemplate, { ids: [caseId], caseTemplate, importPages });
    expect((await pagesOf(caseId)).sort()).toEqual(['Notes', 'Plan']);
  });

  it('are replaced with an update of the case template, and stay when it does not name them', async () => {
    const [plan, notes] = [await template({ title: 'Plan' }), await template({ title: 'Notes' })];
    const caseTemplate = await someTemplate(world, analyst, { name: 'updated', pageTemplateIds: [plan] });
    await world.run(analyst, updateCaseTemplate, { id: caseTemplate, description: 'x' });
    await world.run(analyst, updateCaseTemplate, { id: caseTemplate, pageTemplateIds: [notes] });
    const [found] = await world.objects(analyst, [
      { op: 'get', entity: 'caseTemplate', id: caseTemplate.slice(1) },
      { op: 'page', from: 0, to: 1, extraData: ['pageTemplateHeaders'] },
    ]);
    expect(found?.extraData.pageTemplateHeaders).toEqual([
      expect.objectContaining({ _id: notes, title: 'Notes', category: 'General', order: 0 }),
    ]);
    const [counted] = await world.objects(analyst, [
      { op: 'get', entity: 'pageTemplate', id: notes.slice(1) },
      { op: 'page', from: 0, to: 1, extraData: ['caseTemplateCount'] },
    ]);
    expect(counted?.extraData.caseTemplateCount).toBe(1);
  });

  it('of another organisation cannot be linked', async () => {
    const foreign = `~${(await world.run(stranger, templates.createPageTemplate, page)).id}`;
    const caseTemplate = await someTemplate(world, analyst, { name: 'foreign' });
    const link = { id: caseTemplate, pageTemplateIds: [foreign] };
    await expect(world.run(analyst, templates.linkPageTemplates, link)).rejects.toMatchObject({
      code: 'notFound',
    });
  });
});
