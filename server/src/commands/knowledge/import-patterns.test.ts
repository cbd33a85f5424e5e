import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { importFile, someBundle, someCatalog, stixTechnique } from '../../../../tests/support/attack.ts';
import { recorded } from '../../../../tests/support/triage.ts';
import { buildWorld, type World } from '../../../../tests/support/world.ts';
import type { Actor } from '../../model/actor.ts';
import { systemActor } from '../settings/first-start.ts';
import { importPatterns } from './import-patterns.ts';
import { createCatalog, deleteCatalog, updateCatalog } from './pattern-commands.ts';

describe('techniques', () => {
  let world: World;
  let administrator: Actor;
  let lead: Actor;
  beforeAll(async () => {
    world = await buildWorld();
    administrator = await world.person(world.organisations.admin, 'admin');
    lead = await world.person(world.organisations.first, 'org-admin');
  });
  afterAll(() => world.release());

  const stored = (catalog: string) =>
    world.stored(
      `select p.* from skep.pattern p join skep.pattern_catalog c on c.id = p.catalog_id
        where c.name = $1 order by pattern_id`,
      [catalog],
    );

  it('come from a bundle into a catalogue that is made for them, and the import is recorded once', async () => {
    const records = await recorded(world, async () => {
      expect(await importFile(world, someBundle, { variant: 'enterprise' })).toEqual({
        imported: 3,
        created: 3,
        updated: 0,
        errors: [],
      });
    });
    expect(records.map(({ action, object_type: type, details }) => [action, type, details])).toMatchObject([
      ['create', 'Catalog', { name: someCatalog, variant: 'enterprise' }],
      ['update', 'Catalog', { imported: 3, created: 3 }],
    ]);
    expect(await stored(someCatalog)).toMatchObject([
      { pattern_id: 'T1053', tactics: ['execution', 'persistence'], parent_pattern_id: null },
      { pattern_id: 'T1059' },
      { pattern_id: 'T1059.006', parent_pattern_id: 'T1059' },
    ]);
  });

  it('take over everything that a bundle tells of them', async () => {
    await importFile(
      world,
      {
        objects: [
          stixTechnique('T1', 'Whole', ['impact'], {
            description: 'What is done',
            revoked: true,
            x_mitre_detection: 'How it is seen',
            x_mitre_data_sources: ['Process: Creation', 'Process: Creation'],
            x_mitre_defense_bypassed: ['Firewall'],
            x_mitre_permissions_required: ['root'],
            x_mitre_platforms: ['Linux'],
            x_mitre_system_requirements: ['A shell'],
            x_mitre_remote_support: true,
            x_mitre_version: '1.2',
            external_references: [
              { source_name: 'mitre-attack', external_id: 'T1', url: 'https://attack.example/T1' },
              { source_name: 'capec', external_id: 'CAPEC-9', url: 'https://capec.example/9' },
            ],
          }),
        ],
      },
      { catalog: 'whole' },
    );
    expect(await stored('whole')).toMatchObject([
      {
        name: 'Whole',
        description: 'What is done',
        detection: 'How it is seen',
        url: 'https://attack.example/T1',
        revoked: true,
        data_sources: ['Process: Creation'],
        defense_bypassed: ['Firewall'],
        permissions_required: ['root'],
        platforms: ['Linux'],
        system_requirements: ['A shell'],
        remote_support: true,
        pattern_version: '1.2',
        capec_id: 'CAPEC-9',
        capec_url: 'https://capec.example/9',
      },
    ]);
  });

  it('are changed in place by a later bundle, and those that are the same stay as they are', async () => {
    const catalog = 'again';
    await importFile(world, someBundle, { catalog });
    const before = await stored(catalog);
    const later = {
      objects: [
        stixTechnique('T1059', 'Command Interpreter', ['execution']),
        stixTechnique('T1053', 'Planned Job', ['execution', 'persistence']),
        stixTechnique('T1001', 'New', []),
      ],
    };
    expect(await importFile(world, later, { catalog })).toMatchObject({ created: 1, updated: 1 });
    const after = await stored(catalog);
    expect(after.map((row) => [row.pattern_id, row.name, row.version])).toEqual([
      ['T1001', 'New', 1],
      ['T1053', 'Planned Job', 2],
      ['T1059', 'Command Interpreter', 1],
      ['T1059.006', 'Python Interpreter', 1],
    ]);
    expect(after.map(({ id }) => id)).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
  });

  it('are imported as far as a file is valid, with a list of what was not', async () => {
    const good = JSON.stringify(stixTechnique('T1', 'Good', ['impact']));
    const bad = [
      '{"type":"attack-pattern","id":"x--1","name":"No number"}',
      '{"type":"attack-pattern",,}',
      '{"type":"relationship"}',
    ];
    const file = `{"objects":[${[good, ...bad].join(',')},{"type":`;
    const read = await importFile(world, file, { catalog: 'half' });
    expect(read).toMatchObject({
      imported: 1,
      errors: [
        { object: 'x--1', error: 'it has no number of MITRE (external_id)' },
        { object: 'objects[2]', error: 'it is no valid JSON' },
        { object: 'bundle.json', error: 'it breaks off' },
      ],
    });
  });

  it.each([
    ['it is no JSON object', '[]'],
    ['it holds no techniques', '{"objects":[{"type":"relationship"}]}'],
    ['it has no number of MITRE (external_id)', '{"objects":[{"type":"attack-pattern","name":"x"}]}'],
  ])('that are none are refused: %s', async (reason, file) => {
    await expect(importFile(world, file, { catalog: 'none' })).rejects.toMatchObject({
      code: 'malformedBody',
      parameters: { reason },
    });
    expect(await stored('none')).toEqual([]);
  });

  it('come from a short catalogue of numbers, names and tactics, by the name of one in the file', async () => {
    const entry = { patternId: 'T1', name: 'One', tactics: ['impact'], platforms: ['Linux'], version: '1' };
    const file = { catalogs: { enterprise: { techniques: [entry, {}] }, mobile: { techniques: [] } } };
    await expect(importFile(world, file, { catalog: 'short' })).rejects.toMatchObject({
      faults: [{ kind: 'missing', name: 'variant', choices: ['enterprise', 'mobile'] }],
    });
    expect(await importFile(world, file, { catalog: 'short', variant: 'enterprise' })).toMatchObject({
      imported: 1,
      errors: [{ object: 'techniques[1]', error: 'it has no patternId' }],
    });
  });

  it('need a file or an address of the web, not both, and a catalogue', async () => {
    for (const url of ['file:///etc/passwd', 'attack.example', `https://attack.example/${'x'.repeat(2_048)}`])
      await expect(world.run(administrator, importPatterns, { catalog: 'x', url })).rejects.toMatchObject({
        faults: [{ kind: 'invalid', name: 'url' }],
      });
    await expect(importFile(world, someBundle, { url: 'http://127.0.0.1/' })).rejects.toMatchObject({
      faults: [{ kind: 'invalid', name: 'url' }],
    });
    await expect(world.run(administrator, importPatterns, { catalog: 'x' })).rejects.toMatchObject({
      faults: [{ kind: 'missing', name: 'file' }],
    });
    await expect(world.run(administrator, importPatterns, {})).rejects.toMatchObject({
      faults: [{ kind: 'missing', name: 'catalog' }],
    });
    await expect(importFile(world, someBundle, { catalog: '~1' })).rejects.toMatchObject({
      code: 'notFound',
    });
  });

  it('go with their catalogue, which has a name of its own', async () => {
    const { id } = await world.run(administrator, createCatalog, { name: 'mine', description: 'Own' });
    await importFile(world, someBundle, { catalog: `~${id}` });
    await expect(world.run(administrator, createCatalog, { name: 'mine' })).rejects.toMatchObject({
      code: 'catalogAlreadyExists',
    });
    await world.run(administrator, updateCatalog, { id: `~${id}`, name: 'ours', description: null });
    expect(await stored('ours')).toHaveLength(3);
    const records = await recorded(world, () => world.run(administrator, deleteCatalog, { id: 'ours' }));
    expect(records).toMatchObject([{ action: 'delete', object_type: 'Catalog', details: { name: 'ours' } }]);
    expect(await stored('ours')).toEqual([]);
  });

  it('and catalogues are the work of administrators of the platform', async () => {
    const acts = [
      (who: Actor) => world.run(who, createCatalog, { name: 'x' }),
      (who: Actor) => world.run(who, deleteCatalog, { id: someCatalog }),
      (who: Actor) => world.run(who, importPatterns, { catalog: 'x' }),
    ];
    for (const act of acts)
      for (const who of [lead, systemActor(world.organisations.first)])
        await expect(act(who)).rejects.toMatchObject({ code: 'permissionMissing' });
  });
});
