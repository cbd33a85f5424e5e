/** Makes procedures, techniques, catalogues, taxonomies and templates of reports that calls are made on. */
import { randomUUID } from 'node:crypto';
import { createCatalog } from '../../server/src/commands/knowledge/pattern-commands.ts';
import { activateTaxonomy, saveTaxonomy } from '../../server/src/commands/knowledge/taxonomies.ts';
import { createAnalyzerTemplate } from '../../server/src/commands/run/analyzer-templates.ts';
import { systemActor } from '../../server/src/commands/settings/first-start.ts';
import { importFile, someProcedure, stixTechnique } from '../support/attack.ts';
import type { Person, Wire } from '../support/wire.ts';
import { someCase } from '../support/work.ts';

/** Makers of what is known of attackers, and of the lists that the platform keeps about it. All ids are those of the wire. */
export function knowledgeMakers({ world }: Wire, maker: Person) {
  const system = systemActor(world.organisations.admin);
  const taxonomy = async () => {
    const raw = { namespace: `ns-${randomUUID()}`, description: 'Of a test', version: 1 };
    return `~${(await world.run(system, saveTaxonomy, { ...raw, predicates: [{ value: 'one' }] })).id}`;
  };
  return {
    procedure: async () => someProcedure(world, maker, { caseId: await someCase(world, maker) }),
    /** A case in which a technique was seen. */
    async attackedCase() {
      const caseId = await someCase(world, maker);
      await someProcedure(world, maker, { caseId });
      return caseId;
    },
    catalog: async () => `~${(await world.run(system, createCatalog, { name: randomUUID() })).id}`,
    /** The number of a technique that nothing else has. */
    async technique() {
      const number = `T${randomUUID()}`;
      await importFile(world, { objects: [stixTechnique(number, 'Made', ['impact'])] });
      return number;
    },
    taxonomy,
    async offeredTaxonomy() {
      const id = await taxonomy();
      await world.run(system, activateTaxonomy, { id });
      return id;
    },
    async analyzerTemplate() {
      const raw = { analyzerId: randomUUID(), content: '<p>Report</p>' };
      return `~${(await world.run(system, createAnalyzerTemplate, raw)).id}`;
    },
  };
}
