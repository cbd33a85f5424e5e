/** Routes of shares: with whom cases, and single tasks and observables of them, are shared. */

import {
  removeShares,
  shareCase,
  shareObservable,
  shareTask,
  unshareCase,
  unshareObservable,
  unshareTask,
  updateShare,
} from '../../../commands/case/share-commands.ts';
import type { Command } from '../../../commands/frame/command.ts';
import { notFound } from '../../../model/errors.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { type Answer, actorOf, parameter, run } from '../../http/route-table.ts';
import { listIn } from '../input.ts';
import { getStage, readObjects, readOne } from '../read.ts';
import { renderShare } from '../render-reference.ts';
import type { Route, RouteCall } from '../route.ts';

type Shared = 'case' | 'task' | 'observable';

const organisations = { organisations: 'ids or names of organisations' } as const;

/** Throws `notFound` unless an object lies in the case that the path names beside it. */
async function requireInCase(call: RouteCall, { values }: ReadObject): Promise<void> {
  const found = await readOne(call, 'case', parameter(call, 'caseId'));
  if (values.caseId !== found.values.id) throw notFound('Share');
}

/** Shares of an object, without that of the caller's organisation. */
async function sharesOf(call: RouteCall, entity: Shared, reference: string): Promise<Answer> {
  const object = await readOne(call, entity, reference);
  if (entity !== 'case') await requireInCase(call, object);
  const found = await readObjects(call, [
    getStage(entity, reference),
    { op: 'follow', relation: 'shares' },
    { op: 'output' },
  ]);
  const own = actorOf(call).organisation.name;
  return { body: found.filter(({ values }) => values.organisationName !== own).map(renderShare) };
}

function listing(entity: Shared, path: string): Route {
  return {
    method: 'GET',
    path,
    permission: 'authenticated',
    summary: `With whom a ${entity} is shared, beside the caller's organisation`,
    status: 200,
    answer: 'List of shares',
    handle: (call) => sharesOf(call, entity, parameter(call, `${entity}Id`)),
  };
}

/** A share as the commands read it; what goes along is said by `all` and `none`. */
function readShare(given: unknown): unknown {
  if (!isRawObject(given)) return given;
  const { organisationName, organisation = organisationName, profile, tasks, observables } = given;
  const parts = [...(tasks === 'none' ? [] : ['task']), ...(observables === 'none' ? [] : ['observable'])];
  return { organisation, profile, parts };
}

function sharesIn({ shares }: RawObject): unknown {
  return Array.isArray(shares) ? shares.map(readShare) : shares;
}

/** Shares an object with organisations, or takes it back from them. */
function sharing<I>(
  method: 'POST' | 'DELETE',
  path: string,
  entity: Shared,
  command: Command<I, void>,
): Route {
  return {
    method,
    path,
    permission: command.permission,
    summary: method === 'POST' ? `Share a ${entity}` : `Take a ${entity} back from organisations`,
    status: 204,
    input: organisations,
    async handle(call) {
      const id = parameter(call, `${entity}Id`);
      await run(call, command, { id, organisations: listIn(call.input, 'organisations') });
      return {};
    },
  };
}

/** The routes. */
export const shareRoutes: readonly Route[] = [
  listing('case', '/case/{caseId}/shares'),
  {
    method: 'POST',
    path: '/case/{caseId}/shares',
    permission: shareCase.permission,
    summary: 'Share a case with further organisations',
    status: 200,
    input: { shares: 'list of {organisationName, profile, tasks: all or none, observables: all or none}' },
    answer: 'List of shares',
    async handle(call) {
      const id = parameter(call, 'caseId');
      await run(call, shareCase, { id, shares: sharesIn(call.input) });
      return sharesOf(call, 'case', id);
    },
  },
  sharing('DELETE', '/case/{caseId}/shares', 'case', unshareCase),
  {
    method: 'DELETE',
    path: '/case/shares',
    permission: removeShares.permission,
    summary: 'Take cases back by their shares',
    status: 204,
    input: { ids: 'ids of shares' },
    async handle(call) {
      await run(call, removeShares, { ids: listIn(call.input, 'ids') });
      return {};
    },
  },
  {
    method: 'DELETE',
    path: '/case/share/{shareId}',
    permission: removeShares.permission,
    summary: 'Take a case back by its share',
    status: 204,
    async handle(call) {
      await run(call, removeShares, { id: parameter(call, 'shareId') });
      return {};
    },
  },
  {
    method: 'PATCH',
    path: '/case/share/{shareId}',
    permission: updateShare.permission,
    summary: 'Change what an organisation may do with a case',
    status: 200,
    input: { profile: 'name of a profile' },
    async handle(call) {
      await run(call, updateShare, { id: parameter(call, 'shareId'), profile: call.input.profile });
      return {};
    },
  },
  sharing('POST', '/case/task/{taskId}/shares', 'task', shareTask),
  sharing('POST', '/case/artifact/{observableId}/shares', 'observable', shareObservable),
  listing('task', '/case/{caseId}/task/{taskId}/shares'),
  listing('observable', '/case/{caseId}/observable/{observableId}/shares'),
  sharing('DELETE', '/task/{taskId}/shares', 'task', unshareTask),
  sharing('DELETE', '/observable/{observableId}/shares', 'observable', unshareObservable),
];
