/** Routes of organisations and their links. */
import {
  createOrganisation,
  linkOrganisations,
  setOrganisationLinks,
  unlinkOrganisations,
  updateOrganisation,
} from '../../../commands/settings/organisation-commands.ts';
import type { RawObject } from '../../../model/input.ts';
import { type Answer, parameter, run } from '../../http/route-table.ts';
import { counting, getting, searching } from '../list-routes.ts';
import { getStage, readObjects, readOne } from '../read.ts';
import { referenceKinds } from '../reference-kinds.ts';
import { linkedNames } from '../render-reference.ts';
import type { Route, RouteCall } from '../route.ts';
import { wantedIn } from '../wanted.ts';
import { making } from '../writing-routes.ts';

const kind = referenceKinds.organisation;
const one = '/organisation/{orgId}';

/** What is given of these; everything else is passed over. */
function read({ input: { name, description } }: RouteCall): RawObject {
  return { ...(name === undefined ? {} : { name }), ...(description === undefined ? {} : { description }) };
}

async function all(call: RouteCall): Promise<Answer> {
  const found = await readObjects(call, [
    { op: 'list', entity: 'organisation' },
    { op: 'page', from: 0, to: -1, extraData: ['links'] },
  ]);
  return { body: await kind.show(call, found, wantedIn(call.input)) };
}

async function links(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, 'orgId');
  const names = linkedNames(await readOne(call, 'organisation', reference, ['links']));
  const others = await readObjects(call, [
    getStage('organisation', reference),
    { op: 'follow', relation: 'visible' },
    { op: 'page', from: 0, to: -1, extraData: ['links'] },
  ]);
  const linked = others.filter(({ values }) => names.includes(String(values.name)));
  return { body: await kind.show(call, linked, wantedIn(call.input)) };
}

const pairOf = (call: RouteCall): RawObject => ({
  id: parameter(call, 'orgId'),
  other: parameter(call, 'otherOrgId'),
});

/** Links as the commands read them; what is no list is left to them. */
function linksIn({ organisations }: RawObject): unknown {
  if (!Array.isArray(organisations)) return organisations;
  return organisations.map((toOrganisation: unknown) => ({ toOrganisation }));
}

const linking: readonly Route[] = [
  {
    method: 'GET',
    path: `${one}/links`,
    permission: 'authenticated',
    summary: 'Organisations that one is linked to',
    status: 200,
    answer: 'List of organisations',
    handle: links,
  },
  {
    method: 'PUT',
    path: `${one}/links`,
    permission: setOrganisationLinks.permission,
    summary: 'Set all links of an organisation',
    status: 201,
    input: { organisations: 'ids or names of organisations' },
    async handle(call) {
      const raw = { id: parameter(call, 'orgId'), links: linksIn(call.input) };
      await run(call, setOrganisationLinks, raw);
      return {};
    },
  },
  {
    method: 'PUT',
    path: `${one}/link/{otherOrgId}`,
    permission: linkOrganisations.permission,
    summary: 'Link two organisations',
    status: 201,
    async handle(call) {
      await run(call, linkOrganisations, pairOf(call));
      return {};
    },
  },
  {
    method: 'DELETE',
    path: `${one}/link/{otherOrgId}`,
    permission: unlinkOrganisations.permission,
    summary: 'Unlink two organisations; shares that exist stay',
    status: 204,
    async handle(call) {
      await run(call, unlinkOrganisations, pairOf(call));
      return {};
    },
  },
];

/** The routes. */
export const organisationRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/organisation',
    permission: 'authenticated',
    summary: 'All organisations that the caller sees',
    status: 200,
    answer: 'List of organisations',
    handle: all,
  },
  searching('POST', '/organisation/_search', kind, 'Organisations that fit conditions'),
  counting('/organisation/_stats', kind, 'organisations'),
  getting(one, kind, 'orgId', 'One organisation, by id or name'),
  making(kind, {
    path: '/organisation',
    summary: 'Make an organisation',
    command: createOrganisation,
    read,
  }),
  {
    method: 'PATCH',
    path: one,
    permission: updateOrganisation.permission,
    summary: 'Change an organisation',
    status: 204,
    input: { name: 'its name', description: 'what it is' },
    async handle(call) {
      await run(call, updateOrganisation, { ...read(call), id: parameter(call, 'orgId') });
      return {};
    },
  },
  ...linking,
];
