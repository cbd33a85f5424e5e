/** Routes of organisations and their links. */

import type { Actor } from '../../../model/actor.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { sendPicture } from '../../http/picture.ts';
import { commands } from '../commands.ts';
import { named } from '../docs/answer-words.ts';
import { getStage } from '../query/operations.ts';
import { readObjects, readOne, show } from '../read.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall } from '../route.ts';
import {
  type Answering,
  bodyWith,
  commandRoute,
  getRoute,
  nothing,
  objectOf,
  onObject,
} from '../route-kinds.ts';

const linkTypes = {
  linkType: 'how cases of the organisation reach the other',
  otherLinkType: 'how cases of the other reach the organisation',
} as const;

const linked: Answering<void> = { status: 201, shape: {}, render: async () => undefined };

/** Links of an organisation, as they were read with it. */
function linksIn(organisation: ReadObject): readonly RawObject[] {
  const { links } = organisation.extraData;
  return Array.isArray(links) ? links.filter(isRawObject) : [];
}

/** A link with the whole organisation it leads to; one that is not visible is left out. */
function withOrganisation(link: RawObject, others: readonly ReadObject[], viewer: Actor): unknown[] {
  const other = others.find(({ values }) => values.name === link.toOrganisation);
  if (other === undefined) return [];
  return [{ linkType: link.linkType, otherLinkType: link.otherLinkType, organisation: show(viewer, other) }];
}

async function avatar(call: RouteCall): Promise<Answer> {
  const { request, reply } = call;
  const found = await readOne(call, 'organisation', parameter(call, 'orgId'), ['avatar', 'avatarHash']);
  const kept = { picture: found.extraData.avatar, hash: found.extraData.avatarHash };
  await sendPicture(request, reply, kept, parameter(call, 'fileHash'));
  return 'answered';
}

/** The routes. */
export const organisationRoutes: readonly Route[] = [
  commandRoute(
    {
      method: 'POST',
      path: '/organisation',
      summary: 'Make an organisation',
      body: { entity: 'organisation', mode: 'create', files: ['avatar'] },
    },
    commands.createOrganisation,
    bodyWith(() => ({})),
    objectOf('organisation', 201),
  ),
  getRoute(
    { path: '/organisation/{orgId}', summary: 'One organisation, by id or name' },
    'organisation',
    'orgId',
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/organisation/{orgId}',
      summary: 'Change an organisation',
      body: { entity: 'organisation', mode: 'update' },
    },
    commands.updateOrganisation,
    onObject('orgId'),
    nothing,
  ),
  {
    method: 'GET',
    path: '/organisation/{orgId}/avatar/{fileHash}',
    permission: 'authenticated',
    summary: 'The picture of an organisation; its address changes with it',
    status: 200,
    answer: { sentence: 'The picture', contentType: '*/*' },
    handle: avatar,
  },
  {
    method: 'GET',
    path: '/organisation/{orgId}/links',
    permission: 'authenticated',
    summary: 'Organisations that one is linked to',
    status: 200,
    answer: { list: true, members: named('linkType', 'otherLinkType', 'organisation') },
    async handle(call) {
      const organisation = await readOne(call, 'organisation', parameter(call, 'orgId'));
      const others = await readObjects(call, [
        getStage('organisation', parameter(call, 'orgId'), 'orgId'),
        { op: 'follow', relation: 'visible' },
        { op: 'page', from: 0, to: -1, extraData: ['links'] },
      ]);
      const body = linksIn(organisation).flatMap((link) => withOrganisation(link, others, actorOf(call)));
      return { status: 200, body };
    },
  },
  commandRoute(
    {
      method: 'PUT',
      path: '/organisation/{orgId}/links',
      summary: 'Set all links of an organisation',
      body: { also: { links: 'list of {toOrganisation, linkType, otherLinkType}' } },
    },
    commands.setOrganisationLinks,
    bodyWith((call) => ({ id: parameter(call, 'orgId') })),
    linked,
  ),
  commandRoute(
    {
      method: 'PUT',
      path: '/organisation/{orgId}/link/{otherOrgId}',
      summary: 'Link two organisations, or change how they are linked',
      body: { also: linkTypes },
    },
    commands.linkOrganisations,
    bodyWith((call) => ({ id: parameter(call, 'orgId'), other: parameter(call, 'otherOrgId') })),
    linked,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/organisation/{orgId}/link/{otherOrgId}',
      summary: 'Unlink two organisations; shares that exist stay',
    },
    commands.unlinkOrganisations,
    (call) => ({ id: parameter(call, 'orgId'), other: parameter(call, 'otherOrgId') }),
    nothing,
  ),
];
