import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { someTaxonomy } from '../../../../tests/support/attack.ts';
import { recorded } from '../../../../tests/support/triage.ts';
import { someCase } from '../../../../tests/support/work.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import { zipOfTexts } from '../../../../tests/support/zip.ts';
import type { Actor } from '../../model/actor.ts';
import { deleteTag, updateTag } from '../settings/tag-commands.ts';
import { importTaxonomies } from './import-taxonomies.ts';
import { activateTaxonomy, deactivateTaxonomy, deleteTaxonomy, saveTaxonomy } from './taxonomies.ts';

describe('taxonomies', () => {
  let world: World;
  let administrator: Actor;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    administrator = await world.person(world.organisations.admin, 'admin');
    lead = await world.person(world.organisations.first, 'org-admin');
  });
  afterAll(() => world.release());

  const save = async (raw: object) => `~${(await world.run(administrator, saveTaxonomy, { ...raw })).id}`;
  const tagsOf = (namespace: string) =>
    world.stored(
      'select tag_text, predicate, value, description, colour from skep.taxonomy_tag where namespace = $1 order by tag_text',
      [namespace],
    );
  const list = (who: Actor, entity: string) => world.objects(who, [{ op: 'list', entity }, { op: 'output' }]);
  const tagOf = async (predicate: string) => {
    const found = await list(lead, 'tag');
    return found.find(({ values }) => values.predicate === predicate)?.values;
  };

  it('make a tag of each value, and of each predicate without values', async () => {
    const records = await recorded(world, () => save(someTaxonomy));
    expect(records).toMatchObject([
      { action: 'create', object_type: 'Taxonomy', details: { namespace: 'colours', numberOfTags: 2 } },
    ]);
    expect(await tagsOf('colours')).toEqual([
      {
        tag_text: 'colours:grey',
        predicate: 'grey',
        value: null,
        description: null,
        colour: '#888888',
      },
      {
        tag_text: 'colours:warm="red"',
        predicate: 'warm',
        value: 'red',
        description: 'Red as fire',
        colour: '#ff0000',
      },
    ]);
  });

  it('with a known namespace are brought up to date', async () => {
    const first = { namespace: 'dated', description: 'Old', version: 1, predicates: [{ value: 'one' }] };
    const id = await save(first);
    const newer = {
      ...first,
      description: 'New',
      version: 2,
      predicates: [{ value: 'one', expanded: 'First' }, { value: 'two' }],
    };
    expect(await save(newer)).toBe(id);
    expect(await tagsOf('dated')).toMatchObject([
      { tag_text: 'dated:one', description: 'First' },
      { tag_text: 'dated:two' },
    ]);
  });

  it('are refused with every fault of theirs', async () => {
    await expect(save({ namespace: '_freetags_1', description: 'x', version: 'one' })).rejects.toMatchObject({
      faults: [{ name: 'version' }, { name: 'namespace' }],
    });
    const parts = {
      predicates: [{ value: '' }, { value: 'a', colour: 'red' }],
      values: [{ predicate: 'a', entry: [{}] }],
    };
    await expect(save({ namespace: 'bad', description: 'x', version: 1, ...parts })).rejects.toMatchObject({
      faults: [{ name: 'predicates[0].value' }, { name: 'values[0].entry[0].value' }],
    });
  });

  it('are offered to organisations once they are activated, and no longer once they are not', async () => {
    const id = await save({ namespace: 'offer', description: 'x', version: 1, predicates: [{ value: 'p' }] });
    const seen = async (who: Actor) =>
      (await list(who, 'taxonomy')).some(({ values }) => values.namespace === 'offer');
    const tagSeen = async (who: Actor) =>
      (await list(who, 'taxonomyTag')).some(({ values }) => values.namespace === 'offer');
    expect([await seen(lead), await tagSeen(lead), await seen(administrator)]).toEqual([false, false, true]);
    const records = await recorded(world, () => world.run(administrator, activateTaxonomy, { id }));
    expect(records).toMatchObject([{ action: 'update', details: { enabled: true } }]);
    expect([await seen(lead), await tagSeen(lead)]).toEqual([true, true]);
    await world.run(administrator, deactivateTaxonomy, { id: 'offer' });
    expect([await seen(lead), await tagSeen(lead)]).toEqual([false, false]);
  });

  it('say what a tag with their text is while they are offered', async () => {
    const text = 'threat:level="high"';
    const id = await save({
      namespace: 'threat',
      description: 'x',
      version: 1,
      predicates: [{ value: 'unused' }],
      values: [{ predicate: 'level', entry: [{ value: 'high', expanded: 'Very bad', colour: '#cc0000' }] }],
    });
    await someCase(world, lead, { tags: [text, 'plain'] });
    const plain = { namespace: '_freetags_', value: null, colour: '#000000', description: null };
    expect(await tagOf(text)).toMatchObject(plain);
    await world.run(administrator, activateTaxonomy, { id });
    expect(await tagOf('plain')).toMatchObject(plain);
    const tag = await tagOf(text);
    expect(tag).toMatchObject({
      namespace: 'threat',
      taxonomyPredicate: 'level',
      value: 'high',
      colour: '#cc0000',
      description: 'Very bad',
    });
    const tagId = `~${String(tag?.id)}`;
    for (const act of [
      () => world.run(lead, updateTag, { id: tagId, colour: '#00ff00' }),
      () => world.run(lead, deleteTag, { id: tagId }),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'badRequest' });
    const other = `~${String((await tagOf('plain'))?.id)}`;
    await expect(world.run(lead, updateTag, { id: other, predicate: 'threat:unused' })).rejects.toMatchObject(
      {
        code: 'badRequest',
      },
    );
    await world.run(administrator, deleteTaxonomy, { id });
    expect(await tagOf(text)).toMatchObject(plain);
    await world.run(lead, deleteTag, { id: tagId });
  });

  it('of plain tags can be neither activated nor deactivated nor removed', async () => {
    for (const command of [activateTaxonomy, deactivateTaxonomy, deleteTaxonomy])
      await expect(world.run(administrator, command, { id: '_freetags_3' })).rejects.toMatchObject({
        code: 'badRequest',
      });
  });

  it('are removed with their tags, and recorded', async () => {
    const id = await save({ namespace: 'gone', description: 'x', version: 1, predicates: [{ value: 'p' }] });
    const records = await recorded(world, () => world.run(administrator, deleteTaxonomy, { id }));
    expect(records).toMatchObject([{ action: 'delete', details: { namespace: 'gone' } }]);
    expect(await tagsOf('gone')).toEqual([]);
    await expect(world.run(administrator, deleteTaxonomy, { id })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('are the work of administrators of the platform', async () => {
    for (const command of [activateTaxonomy, deactivateTaxonomy, deleteTaxonomy])
      await expect(world.run(lead, command, { id: 'colours' })).rejects.toMatchObject({
        code: 'permissionMissing',
      });
    for (const act of [
      () => world.run(lead, saveTaxonomy, someTaxonomy),
      () => world.run(lead, importTaxonomies, {}),
    ])
      await expect(act()).rejects.toMatchObject({ code: 'permissionMissing' });
  });

  describe('in files', () => {
    const importing = async (name: string, content: string | Uint8Array) => {
      const uploads = new Map([['file', [await world.upload(name, content)]]]);
      return world.run(administrator, importTaxonomies, {}, { uploads });
    };
    const taxonomy = (namespace: string, more: object = {}) =>
      JSON.stringify({
        namespace,
        description: 'x',
        version: 1,
        predicates: [{ value: 'p' }],
        uuid: 'u',
        refs: [],
        ...more,
      });

    it('come out of an archive, each as far as it is valid', async () => {
      const values = [{ predicate: 'p', entry: [{ value: 'good' }, { value: 'bad', colour: 'red' }] }];
      const archive = await zipOfTexts({
        'all/one/machinetag.json': taxonomy('one'),
        'all/two/machinetag.json': taxonomy('two', { values }),
        'all/three/machinetag.json': '{',
        'all/four/machinetag.json': taxonomy('four', { description: undefined }),
        'all/README.md': 'Not read',
      });
      expect(await importing('all.zip', archive)).toMatchObject({
        imported: [
          { namespace: 'one', numberOfTags: 1, status: 'Success' },
          { namespace: 'two', numberOfTags: 1, status: 'Partial' },
        ],
        errors: [
          {
            file: 'all/two/machinetag.json',
            status: 'Partial',
            details: [{ name: 'values[0].entry[1].colour' }],
          },
          { file: 'all/three/machinetag.json', status: 'Failure' },
          { file: 'all/four/machinetag.json', status: 'Failure', details: [{ name: 'description' }] },
        ],
      });
      expect(await tagsOf('two')).toMatchObject([{ tag_text: 'two:p="good"' }]);
    });

    it('come by themselves as well', async () => {
      expect(await importing('machinetag.json', taxonomy('single'))).toEqual({
        imported: [{ namespace: 'single', numberOfTags: 1, status: 'Success' }],
        errors: [],
      });
    });

    it('are refused in archives without any, in what is no archive, and in none', async () => {
      const empty = await zipOfTexts({ 'README.md': 'x' });
      for (const content of [empty, 'no archive'])
        await expect(importing('all.zip', content)).rejects.toMatchObject({ code: 'archiveRefused' });
      await expect(world.run(administrator, importTaxonomies, {})).rejects.toMatchObject({
        faults: [{ kind: 'missing', name: 'file' }],
      });
    });

    it('are refused when one of them unpacks to more than is read', async () => {
      const archive = await zipOfTexts({ 'a/machinetag.json': ' '.repeat(5 * 1024 * 1024) });
      expect(archive.length).toBeLessThan(100_000);
      await expect(importing('all.zip', archive)).rejects.toMatchObject({ code: 'archiveRefused' });
    });
  });
});
