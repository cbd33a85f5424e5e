/** Techniques, taxonomies and templates of reports for tests: the few that they need, imported as an administrator does. */

import { createProcedure } from '../../server/src/commands/case/procedures.ts';
import { importPatterns } from '../../server/src/commands/knowledge/import-patterns.ts';
import { activateTaxonomy, saveTaxonomy } from '../../server/src/commands/knowledge/taxonomies.ts';
import { createAnalyzerTemplate } from '../../server/src/commands/run/analyzer-templates.ts';
import { systemActor } from '../../server/src/commands/settings/first-start.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import type { World } from './world.ts';

/** A technique as a bundle holds it. */
export function stixTechnique(
  number: string,
  name: string,
  tactics: readonly string[],
  more: RawObject = {},
) {
  return {
    type: 'attack-pattern',
    id: `attack-pattern--${number}`,
    name,
    external_references: [
      {
        source_name: 'mitre-attack',
        external_id: number,
        url: `https://attack.example/techniques/${number}`,
      },
    ],
    kill_chain_phases: tactics.map((phase) => ({ kill_chain_name: 'mitre-attack', phase_name: phase })),
    ...more,
  } as const;
}

/** Techniques with one tactic, with several, and a part of one. */
export const someBundle = {
  type: 'bundle',
  id: 'bundle--some',
  objects: [
    stixTechnique('T1059', 'Command Interpreter', ['execution']),
    stixTechnique('T1059.006', 'Python Interpreter', ['execution']),
    stixTechnique('T1053', 'Scheduled Job', ['execution', 'persistence']),
  ],
} as const;

/** The catalogue that they are imported into. */
export const someCatalog = 'Some techniques';

/** Imports a file of techniques as the system. */
export async function importFile(world: World, content: unknown, raw: RawObject = {}) {
  const text = typeof content === 'string' ? content : JSON.stringify(content);
  const uploads = new Map([['file', [await world.upload('bundle.json', text)]]]);
  const administrator = systemActor(world.organisations.admin);
  return world.run(administrator, importPatterns, { catalog: someCatalog, ...raw }, { uploads });
}

/** A taxonomy whose tags are offered. */
export const someTaxonomy = {
  namespace: 'colours',
  description: 'What something looks like',
  version: 1,
  predicates: [
    { value: 'warm', expanded: 'Warm' },
    { value: 'grey', colour: '#888888' },
  ],
  values: [{ predicate: 'warm', entry: [{ value: 'red', expanded: 'Red as fire', colour: '#ff0000' }] }],
} as const;

/** Everything of the kind that a platform has: techniques, an offered taxonomy, a template of reports. */
export async function somePlatformKnowledge(world: World, analyzerId: string): Promise<void> {
  const administrator = systemActor(world.organisations.admin);
  await importFile(world, someBundle);
  const { id } = await world.run(administrator, saveTaxonomy, someTaxonomy);
  await world.run(administrator, activateTaxonomy, { id: `~${id}` });
  await world.run(administrator, createAnalyzerTemplate, { analyzerId, content: '<p>Report</p>' });
}

/** A procedure in a case or an alert; gives its wire id. */
export async function someProcedure(world: World, actor: Actor, raw: RawObject): Promise<string> {
  const wanted = { patternId: 'T1059.006', occurDate: 1, ...raw };
  return `~${(await world.run(actor, createProcedure, wanted)).id}`;
}
