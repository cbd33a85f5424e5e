/** Routes of analyzers and responders: which there are, running them, what came of it. */

import { CodedError, notFound } from '../../../model/errors.ts';
import { idToWire } from '../../../model/identifier.ts';
import type { EntityName } from '../../../model/registry.ts';
import { readRunOutput } from '../../../query/run-output.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { neuronFacts } from '../../http/neuron-facts.ts';
import { enabledWorkers, mayBeGiven, ofKind } from '../../http/workers.ts';
import { commands } from '../commands.ts';
import { named } from '../docs/answer-words.ts';
import { actionObjectFromWire, idDigits } from '../names.ts';
import { readObjects, readOne, readSeveral } from '../read.ts';
import { renderObject } from '../render/render.ts';
import { type Answer, actorOf, bodyOf, parameter, queryText, type Route, type RouteCall } from '../route.ts';
import { commandRoute, nothing, onObject, run } from '../route-kinds.ts';

const base = '/connector/cortex';

/** The path of a route here, and that under which older clients call it. */
const under = (path: string) => ({ path: `${base}${path}`, aliases: [`/api${base}${path}`] }) as const;

/** Neurons that the organisation has enabled, as clients expect workers of a server. */
function workers(
  call: RouteCall,
  kind: 'analyzer' | 'responder',
  accepts?: string,
): Promise<readonly ReadObject[]> {
  return enabledWorkers(call.services.commands.database, actorOf(call), ofKind(kind, accepts));
}

const workerMembers = named('id', 'name', 'version', 'description', 'dataTypeList', 'cortexIds');

/** One neuron of each name, with all engines that have it; how it is described says the first of them, which is the one here if it is among them. */
function renderWorkers(call: RouteCall, found: readonly ReadObject[]): Readonly<Record<string, unknown>>[] {
  const isHere = ({ values }: ReadObject) => values.cortexServerId === null;
  const ordered = [...found].sort((one, other) => Number(isHere(other)) - Number(isHere(one)));
  const alike = Map.groupBy(ordered, ({ values }) => String(values.name));
  return [...alike.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [
          {
            ...renderWorker(call, first),
            cortexIds: [first, ...others].map(({ values }) => values.cortexId),
          },
        ],
  );
}

function renderWorker(call: RouteCall, { values }: ReadObject): Readonly<Record<string, unknown>> {
  const { facts } = neuronFacts(values, call.services.neuron);
  return {
    id: idToWire(String(values.id)),
    name: String(values.name),
    version: facts?.version ?? '',
    description: facts?.description ?? '',
    dataTypeList: values.dataTypes ?? [],
    cortexIds: [values.cortexId],
  };
}

/** `all`, or `from-to`; the whole list when missing. */
function ranged<T>(call: RouteCall, items: readonly T[]): readonly T[] {
  const [, from, to] = /^(\d{1,6})-(\d{1,6})$/.exec(queryText(call, 'range') ?? '') ?? [];
  return from === undefined ? items : items.slice(Number(from), Number(to));
}

function listing(
  path: string,
  summary: string,
  find: (call: RouteCall) => Promise<readonly ReadObject[]>,
): Route {
  return {
    ...under(path),
    method: 'GET',
    permission: 'authenticated',
    summary,
    status: 200,
    query: [{ name: 'range', sentence: '`all`, or `0-50`' }],
    answer: { list: true, members: workerMembers },
    handle: async (call) => ({
      status: 200,
      body: ranged(call, renderWorkers(call, await find(call))),
    }),
  };
}

/** One analyzer by id, name or the id of its definition. */
async function oneAnalyzer(call: RouteCall): Promise<Answer> {
  const reference = parameter(call, 'analyzerId');
  const id = idDigits(reference);
  const found = (await workers(call, 'analyzer')).find(
    ({ values }) => values.id === id || values.name === reference || values.definitionId === reference,
  );
  if (found === undefined) throw notFound('Analyzer');
  return { status: 200, body: renderWorker(call, found) };
}

/** Entities by the words of clients. */
function entityIn(call: RouteCall): { readonly entity: EntityName; readonly dataType: string } {
  const given = parameter(call, 'entityType');
  const known = actionObjectFromWire(given);
  const types: Readonly<Record<string, readonly [EntityName, string]>> = {
    case: ['case', 'thehive:case'],
    alert: ['alert', 'thehive:alert'],
    task: ['task', 'thehive:case_task'],
    log: ['log', 'thehive:case_task_log'],
    observable: ['observable', 'thehive:case_artifact'],
  };
  const found = known === undefined ? undefined : types[known];
  if (found !== undefined) return { entity: found[0], dataType: found[1] };
  throw new CodedError('badRequest', {
    reason: `Objects are of type case, alert, case_task, case_task_log or case_artifact, not ${given.slice(0, 50)}`,
  });
}

/** Responders that accept an object, whose ceilings are not below its markings. */
async function respondersFor(call: RouteCall): Promise<readonly ReadObject[]> {
  const { entity, dataType } = entityIn(call);
  const object = await readOne(call, entity, parameter(call, 'entityId'));
  const found = await workers(call, 'responder', dataType);
  return found.filter((worker) => mayBeGiven(worker, object, call.services.neuron));
}

/** What is shown of a job by itself: the observable it ran on and its report. */
const jobData = ['observable', 'report'] as const;

async function startJobs(
  call: RouteCall,
  jobs: unknown,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const ids = await run(call, commands.requestJobs, { jobs });
  const found = await readSeveral(call, 'job', ids, jobData);
  return found.map((object) => renderObject(object, actorOf(call)));
}

async function startActions(
  call: RouteCall,
  actions: unknown,
): Promise<readonly Readonly<Record<string, unknown>>[]> {
  const ids = await run(call, commands.requestActions, { actions });
  const found = await readSeveral(call, 'action', ids);
  return found.map((object) => renderObject(object, actorOf(call)));
}

async function actionsOn(call: RouteCall): Promise<Answer> {
  const { entity } = entityIn(call);
  const object = await readOne(call, entity, parameter(call, 'entityId'));
  const found = await readObjects(call, [
    { op: 'get', entity, id: String(object.values.id) },
    { op: 'follow', relation: 'actions' },
    { op: 'page', from: 0, to: -1, extraData: ['report'] },
  ]);
  return { status: 200, body: found.map((action) => renderObject(action, actorOf(call))) };
}

const jobShape = {
  analyzerId: 'id or name of an enabled analyzer',
  artifactId: 'id of the observable',
  cortexId:
    'Cortex server that is meant where several have an analyzer of that name; any other name means this one',
  parameters: 'parameters for the analyzer',
  force: 'true: a report that is still fresh is not used again',
} as const;

const actionShape = {
  responderId: 'id or name of an enabled responder',
  cortexId: 'Cortex server that is meant where several have a responder of that name; may be left out',
  objectType: 'case, alert, case_task, case_task_log or case_artifact',
  objectId: 'id of the object',
  parameters: 'parameters for the responder',
  tlp: 'TLP instead of the object’s',
} as const;

function cancelling(kind: 'job' | 'action'): Route {
  return commandRoute(
    { method: 'POST', path: `${base}/${kind}/{id}/cancel`, summary: `Call a ${kind} off` },
    commands.cancelRun,
    (call) => ({ kind, id: parameter(call, 'id') }),
    nothing,
  );
}

/** What a run prints; asked again with the last position while it goes on. */
function printedBy(kind: 'job' | 'action'): Route {
  return {
    method: 'GET',
    path: `${base}/${kind}/{${kind}Id}/log`,
    permission: 'authenticated',
    summary: `What ${kind === 'job' ? 'a job' : 'an action'} has printed`,
    status: 200,
    query: [{ name: 'after', sentence: 'Position of the last line that is known' }],
    answer: { sentence: '{status, lines: [{position, at, stream, line}]}' },
    async handle(call) {
      const run = await readOne(call, kind, parameter(call, `${kind}Id`));
      const after = Number(queryText(call, 'after') ?? -1);
      const lines = await readRunOutput(
        call.services.commands.database,
        run,
        Number.isSafeInteger(after) ? after : -1,
      );
      return { status: 200, body: { status: run.values.status, lines } };
    },
  };
}

/** The routes. */
export const cortexRoutes: readonly Route[] = [
  listing('/analyzer', 'Analyzers that the organisation has enabled', (call) => workers(call, 'analyzer')),
  listing('/analyzer/type/{dataType}', 'Analyzers that accept a type of observables', (call) =>
    workers(call, 'analyzer', parameter(call, 'dataType')),
  ),
  {
    ...under('/analyzer/{analyzerId}'),
    method: 'GET',
    permission: 'authenticated',
    summary: 'One analyzer',
    status: 200,
    answer: { members: workerMembers },
    handle: oneAnalyzer,
  },
  listing('/responder/{entityType}/{entityId}', 'Responders that can act on an object', respondersFor),
  {
    method: 'GET',
    path: `${base}/responders/{entityType}`,
    permission: 'manageAction',
    summary: 'Responders that can act on a type of objects',
    status: 200,
    answer: { list: true, members: named('id', 'name', 'description') },
    async handle(call) {
      const found = await workers(call, 'responder', entityIn(call).dataType);
      const body = renderWorkers(call, found);
      return { status: 200, body: body.map(({ id, name, description }) => ({ id, name, description })) };
    },
  },
  {
    ...under('/job'),
    method: 'POST',
    permission: commands.requestJobs.permission,
    summary: 'Run an analyzer on an observable',
    status: 201,
    body: { also: jobShape },
    answer: { entity: 'job' },
    handle: async (call) => ({ status: 201, body: (await startJobs(call, [bodyOf(call)]))[0] }),
  },
  {
    method: 'POST',
    path: `${base}/job/_bulk`,
    permission: commands.requestJobs.permission,
    summary: 'Run analyzers on observables',
    status: 201,
    body: { also: { jobs: `list of {${Object.keys(jobShape).join(', ')}}` } },
    answer: { entity: 'job', list: true },
    handle: async (call) => ({ status: 201, body: await startJobs(call, bodyOf(call).jobs) }),
  },
  {
    ...under('/job/{jobId}'),
    method: 'GET',
    permission: 'authenticated',
    summary: 'One job with its report',
    status: 200,
    answer: { entity: 'job' },
    async handle(call) {
      const job = await readOne(call, 'job', parameter(call, 'jobId'), jobData);
      return { status: 200, body: renderObject(job, actorOf(call)) };
    },
  },
  cancelling('job'),
  printedBy('job'),
  commandRoute(
    {
      method: 'POST',
      path: `${base}/job/{jobId}/import`,
      summary: 'Make observables of what a job found',
      body: { also: { observables: 'ids of the found observables; all when missing' } },
    },
    commands.importJobArtifacts,
    onObject('jobId'),
    nothing,
  ),
  {
    ...under('/action'),
    method: 'POST',
    permission: commands.requestActions.permission,
    summary: 'Run a responder on an object',
    status: 200,
    body: { also: actionShape },
    answer: { entity: 'action' },
    handle: async (call) => ({ status: 200, body: (await startActions(call, [bodyOf(call)]))[0] }),
  },
  {
    method: 'POST',
    path: `${base}/actions`,
    permission: commands.requestActions.permission,
    summary: 'Run responders; the body is a bare list',
    status: 200,
    body: { also: actionShape },
    answer: { entity: 'action', list: true },
    handle: async (call) => ({ status: 200, body: await startActions(call, call.body) }),
  },
  {
    method: 'GET',
    path: `${base}/action/{entityType}/{entityId}`,
    permission: 'authenticated',
    summary: 'All runs of responders on an object',
    status: 200,
    answer: { entity: 'action', list: true },
    handle: actionsOn,
  },
  cancelling('action'),
  printedBy('action'),
];
