import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recorded } from '../../../../tests/support/triage.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import { zipOfTexts } from '../../../../tests/support/zip.ts';
import type { Actor } from '../../model/actor.ts';
import {
  createAnalyzerTemplate,
  deleteAnalyzerTemplate,
  importAnalyzerTemplates,
  updateAnalyzerTemplate,
} from './analyzer-templates.ts';

describe('templates of analyzer reports', () => {
  let world: World;
  let administrator: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    administrator = await world.person(world.organisations.admin, 'admin');
  });
  afterAll(() => world.release());

  const stored = () =>
    world.stored('select analyzer_id, content from skep.analyzer_template order by analyzer_id');

  it('are made, changed and removed, each recorded, one for an analyzer', async () => {
    const raw = { analyzerId: 'Lookup_1_0', content: '<b>{{ content }}</b>' };
    const records = await recorded(world, async () => {
      const id = `~${(await world.run(administrator, createAnalyzerTemplate, raw)).id}`;
      await expect(world.run(administrator, createAnalyzerTemplate, raw)).rejects.toMatchObject({
        code: 'analyzerTemplateAlreadyExists',
      });
      await world.run(administrator, updateAnalyzerTemplate, { id, content: '<i></i>' });
      expect(await stored()).toEqual([{ analyzer_id: 'Lookup_1_0', content: '<i></i>' }]);
      await world.run(administrator, deleteAnalyzerTemplate, { id });
    });
    expect(records.map(({ action, object_type: type }) => [action, type])).toEqual([
      ['create', 'AnalyzerTemplate'],
      ['update', 'AnalyzerTemplate'],
      ['delete', 'AnalyzerTemplate'],
    ]);
    expect(await stored()).toEqual([]);
  });

  it('come out of an archive by the name of their analyzer, long forms only, and replace what is there', async () => {
    await world.run(administrator, createAnalyzerTemplate, { analyzerId: 'One_1_0', content: 'old' });
    const archive = await zipOfTexts({
      'templates/One_1_0/long.html': '<p>one</p>',
      'templates/One_1_0/short.html': '<p>short</p>',
      'Two_1_0.html': '<p>two</p>',
      'Three_1_0/long.html': '\u0000',
      'notes.txt': 'x',
    });
    const uploads = new Map([['templates', [await world.upload('templates.zip', archive)]]]);
    expect(await world.run(administrator, importAnalyzerTemplates, {}, { uploads })).toEqual({
      One_1_0: true,
      Two_1_0: true,
      Three_1_0: false,
    });
    expect(await stored()).toEqual([
      { analyzer_id: 'One_1_0', content: '<p>one</p>' },
      { analyzer_id: 'Two_1_0', content: '<p>two</p>' },
    ]);
  });

  it('are refused when the archive holds none', async () => {
    const uploads = new Map([['templates', [await world.upload('t.zip', await zipOfTexts({ a: 'x' }))]]]);
    await expect(world.run(administrator, importAnalyzerTemplates, {}, { uploads })).rejects.toMatchObject({
      code: 'archiveRefused',
    });
    await expect(world.run(administrator, importAnalyzerTemplates, {})).rejects.toMatchObject({
      faults: [{ name: 'templates' }],
    });
  });

  it('are the work of administrators of the platform', async () => {
    const lead = await world.person(world.organisations.first, 'org-admin');
    for (const act of [
      () => world.run(lead, createAnalyzerTemplate, { analyzerId: 'x', content: 'y' }),
      () => world.run(lead, updateAnalyzerTemplate, { id: '~1', content: 'y' }),
      () => world.run(lead, deleteAnalyzerTemplate, { id: '~1' }),
      () => world.run(lead, importAnalyzerTemplates, {}),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'permissionMissing' });
  });
});
