/** Makes pages, events of timelines, dashboards and free files that calls are made on. */

import { addOrganisationFiles } from '../../server/src/commands/archive/organisation-files.ts';
import { createCustomEvent } from '../../server/src/commands/case/custom-event-commands.ts';
import { createDashboard } from '../../server/src/commands/knowledge/dashboard-commands.ts';
import { createCasePage, createKnowledgePage } from '../../server/src/commands/knowledge/page-commands.ts';
import { createPageTemplate } from '../../server/src/commands/knowledge/page-template-commands.ts';
import { createView } from '../../server/src/commands/own/workspace-commands.ts';
import { updateOrganisation } from '../../server/src/commands/settings/organisation-commands.ts';
import type { Person, Wire } from '../support/wire.ts';
import { someCase } from '../support/work.ts';
import { dot, hashOf } from './dot.ts';

/** A page that can be made. */
export const somePage = { title: 'Notes', content: 'Seen', category: 'General' } as const;
/** A dashboard that can be made. */
export const someDashboard = {
  title: 'Work',
  description: 'Of the week',
  status: 'Shared',
  definition: { items: [] },
} as const;

/** Makers of pages and their like. All ids are those of the wire. */
export function pageMakers({ world, send }: Wire, maker: Person) {
  return {
    /** A stream of a person with a change that it has not told yet. */
    async ownStream(owner: Person) {
      const { text } = await send('POST', '/api/v1/stream', { as: owner });
      const view = { name: 'Mine', entity: 'Alert', filter: {}, listOptions: {}, isShared: true };
      await world.run(owner, createView, view);
      return text;
    },
    /** The picture of the organisation of the maker. */
    async organisationPicture() {
      const orgId = `~${maker.organisation.id}`;
      await world.run(maker, updateOrganisation, { id: orgId, avatar: dot });
      return { orgId, fileHash: hashOf(dot) };
    },
    async casePage() {
      const caseId = await someCase(world, maker);
      const { id } = await world.run(maker, createCasePage, { caseId, ...somePage });
      return { caseId, pageId: `~${id}` };
    },
    knowledgePage: async () => `~${(await world.run(maker, createKnowledgePage, somePage)).id}`,
    pageTemplate: async () => `~${(await world.run(maker, createPageTemplate, somePage)).id}`,
    async customEvent() {
      const caseId = await someCase(world, maker);
      return `~${(await world.run(maker, createCustomEvent, { caseId, title: 'Call', date: 1 })).id}`;
    },
    /** A shared dashboard of a person, who may have lost the permission to make one. */
    async dashboard(owner: Person) {
      const maker = { ...owner, permissions: new Set([...owner.permissions, 'manageDashboard'] as const) };
      return `~${(await world.run(maker, createDashboard, someDashboard)).id}`;
    },
    async freeFile() {
      const uploads = new Map([['attachments', [await world.upload('picture.png', 'picture')]]]);
      const [id] = await world.run(maker, addOrganisationFiles, {}, { uploads });
      return `~${id}`;
    },
  };
}
