/** Routes of shares and of what organisations give each other when they are linked. */

import { idToWire } from '../../../model/identifier.ts';
import type { EntityName } from '../../../model/registry.ts';
import { commands } from '../commands.ts';
import { named } from '../docs/answer-words.ts';
import { getStage } from '../query/operations.ts';
import { readObjects, readOne, show } from '../read.ts';
import { type Answer, actorOf, parameter, type Route, type RouteCall } from '../route.ts';
import { type Answering, bodyWith, commandRoute, nothing, onObject } from '../route-kinds.ts';

const organisations = { also: { organisations: 'ids or names of organisations' } } as const;
const shares = {
  also: { shares: 'list of {organisation, profile, share, taskRule, observableRule}' },
} as const;

/** Shares of an object that the caller sees, without its own; none for an object that it does not see. */
async function sharesOf(call: RouteCall, entity: EntityName, reference: string): Promise<unknown[]> {
  const actor = actorOf(call);
  const found = await readObjects(call, [
    getStage(entity, reference, 'id', 'absent'),
    { op: 'follow', relation: 'shares' },
    { op: 'output' },
  ]);
  return found
    .filter(({ values }) => values.organisationName !== actor.organisation.name)
    .map((object) => show(actor, object));
}

function listing(entity: 'case' | 'task' | 'observable'): Route {
  const name = `${entity}Id`;
  return {
    method: 'GET',
    path: `/${entity}/{${name}}/shares`,
    permission: 'authenticated',
    summary: `With whom a ${entity} is shared, beside the caller's organisation`,
    status: 200,
    answer: { entity: 'share', list: true },
    handle: async (call): Promise<Answer> => ({
      status: 200,
      body: await sharesOf(call, entity, parameter(call, name)),
    }),
  };
}

const sharesAfter = (status: number): Answering<void> => ({
  status,
  shape: { entity: 'share', list: true },
  render: (call) => sharesOf(call, 'case', parameter(call, 'caseId')),
});

/** How cases of a linked organisation reach the other; those that go by themselves go by the rules of the organisation. */
const sharingProfiles = [
  {
    name: 'default',
    description: 'Cases are shared one by one',
    autoShare: false,
    editable: false,
    permissionProfile: 'analyst',
    taskRule: 'manual',
    observableRule: 'manual',
  },
  {
    name: 'supervised',
    description: 'New cases are shared at once, with the rights of an analyst',
    autoShare: true,
    editable: false,
    permissionProfile: 'analyst',
  },
  {
    name: 'notify',
    description: 'New cases are shared at once, to be read',
    autoShare: true,
    editable: false,
    permissionProfile: 'read-only',
  },
] as const;

async function sharingProfilesHere(call: RouteCall): Promise<Answer> {
  const { id } = actorOf(call).organisation;
  const { taskRule, observableRule } = (await readOne(call, 'organisation', idToWire(id))).values;
  return { status: 200, body: sharingProfiles.map((profile) => ({ taskRule, observableRule, ...profile })) };
}

/** The routes. */
export const shareRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/sharingProfile',
    permission: 'authenticated',
    summary: 'Kinds of links between organisations',
    status: 200,
    answer: {
      list: true,
      members: named(
        ...[
          'name',
          'description',
          'autoShare',
          'editable',
          'permissionProfile',
          'taskRule',
          'observableRule',
        ],
      ),
    },
    handle: sharingProfilesHere,
  },
  listing('case'),
  listing('task'),
  listing('observable'),
  commandRoute(
    {
      method: 'POST',
      path: '/case/{caseId}/shares',
      summary: 'Share a case with further organisations',
      body: shares,
    },
    commands.shareCase,
    onObject('caseId'),
    sharesAfter(201),
  ),
  commandRoute(
    {
      method: 'PUT',
      path: '/case/{caseId}/shares',
      summary: 'Set the complete list of shares of a case',
      body: shares,
    },
    commands.setCaseShares,
    onObject('caseId'),
    sharesAfter(200),
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/case/{caseId}/shares',
      summary: 'Take a case back from organisations',
      body: organisations,
    },
    commands.unshareCase,
    onObject('caseId'),
    nothing,
  ),
  commandRoute(
    { method: 'POST', path: '/task/{taskId}/shares', summary: 'Share a task', body: organisations },
    commands.shareTask,
    onObject('taskId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/task/{taskId}/shares', summary: 'Take a task back', body: organisations },
    commands.unshareTask,
    onObject('taskId'),
    nothing,
  ),
  commandRoute(
    {
      method: 'POST',
      path: '/observable/{observableId}/shares',
      summary: 'Share an observable',
      body: organisations,
    },
    commands.shareObservable,
    onObject('observableId'),
    nothing,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/observable/{observableId}/shares',
      summary: 'Take an observable back',
      body: organisations,
    },
    commands.unshareObservable,
    onObject('observableId'),
    nothing,
  ),
  commandRoute(
    {
      method: 'PATCH',
      path: '/case/share/{shareId}',
      summary: 'Change what an organisation may do with a case',
      body: { also: { profile: 'name of a profile' } },
    },
    commands.updateShare,
    onObject('shareId'),
    nothing,
  ),
  commandRoute(
    { method: 'DELETE', path: '/case/share/{shareId}', summary: 'Take a case back by its share' },
    commands.removeShares,
    (call) => ({ id: parameter(call, 'shareId') }),
    nothing,
  ),
  commandRoute(
    {
      method: 'DELETE',
      path: '/case/shares',
      summary: 'Take cases back by their shares',
      body: { also: { ids: 'ids of shares' } },
    },
    commands.removeShares,
    bodyWith(() => ({}), ['id']),
    nothing,
  ),
];
