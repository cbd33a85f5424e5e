/** Routes of analyzers and responders, as of a Cortex behind this server: which there are, running them, what came of it. */
import { requestActions, requestJobs } from '../../../commands/run/run-commands.ts';
import { notFound } from '../../../model/errors.ts';
import { idFromWire } from '../../../model/identifier.ts';
import type { Filter } from '../../../query/filter/filter.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { neuronFacts } from '../../http/neuron-facts.ts';
import { actorOf, parameter, run } from '../../http/route-table.ts';
import { enabledWorkers, mayBeGiven, ofKind } from '../../http/workers.ts';
import { type ActionObject, objectTypeOf } from '../action-objects.ts';
import { readQuery } from '../filter.ts';
import { readFields } from '../input.ts';
import { kinds } from '../kinds.ts';
import { getting, listing, showSeveral } from '../list-routes.ts';
import { boundsOf, readObjects, readOne } from '../read.ts';
import { renderWorker } from '../render-run.ts';
import type { Route, RouteCall } from '../route.ts';
import { wantedIn } from '../wanted.ts';
import { workerWords } from '../words.ts';

const base = '/connector/cortex';
const aWorker = '{id, name, version, description, dataTypeList, cortexIds}';

/** The path without a version is that of v1, whose answers clients of v0 read as well. */
const ofV1 = { versionedOnly: true } as const;

const workersWith = (call: RouteCall, filter: Filter): Promise<readonly ReadObject[]> =>
  enabledWorkers(call.services.commands.database, actorOf(call), filter);

const factsOf = ({ services }: RouteCall, { values }: ReadObject) =>
  neuronFacts(values, services.neuron).facts;

/** Workers that a function finds; all of them when no range is given. */
function listingWorkers(
  method: 'GET' | 'POST',
  path: string,
  summary: string,
  find: (call: RouteCall) => Promise<readonly ReadObject[]>,
): Route {
  return {
    method,
    path: `${base}${path}`,
    permission: 'authenticated',
    summary,
    status: 200,
    input: { range: '`all`, or `0-10` for the first ten; all when missing' },
    answer: `List of ${aWorker}`,
    async handle(call) {
      const found = await find(call);
      const { from, to } = boundsOf({ range: call.input.range ?? 'all' });
      const part = to === -1 ? found : found.slice(from, to);
      return { body: part.map((worker) => renderWorker(worker, factsOf(call, worker))) };
    },
  };
}

/** One worker by id, name or the id of its definition. */
function one(kind: 'analyzer' | 'responder'): Route {
  const name = `${kind}Id`;
  return {
    method: 'GET',
    path: `${base}/${kind}/{${name}}`,
    permission: 'authenticated',
    summary: `One ${kind}`,
    status: 200,
    answer: aWorker,
    async handle(call) {
      const reference = parameter(call, name);
      const id = idFromWire(reference);
      const found = (await workersWith(call, ofKind(kind))).find(
        ({ values }) => values.id === id || values.name === reference || values.definitionId === reference,
      );
      if (found === undefined) throw notFound(kind === 'analyzer' ? 'Analyzer' : 'Responder');
      return { body: renderWorker(found, factsOf(call, found)) };
    },
  };
}

/** What each object is called in the list of what responders accept. */
const acceptedAs: Readonly<Record<ActionObject, string>> = {
  case: 'thehive:case',
  alert: 'thehive:alert',
  task: 'thehive:case_task',
  log: 'thehive:case_task_log',
  observable: 'thehive:case_artifact',
};

/** Responders that accept an object, whose ceilings are not below its markings. */
async function respondersFor(call: RouteCall): Promise<readonly ReadObject[]> {
  const entity = objectTypeOf(parameter(call, 'entityType'));
  const object = await readOne(call, entity, parameter(call, 'entityId'));
  const found = await workersWith(call, ofKind('responder', acceptedAs[entity]));
  return found.filter((worker) => mayBeGiven(worker, object, call.services.neuron));
}

function searchResponders(call: RouteCall): Promise<readonly ReadObject[]> {
  const filter = readQuery(workerWords, call.input.query);
  return workersWith(call, { op: 'and', of: [ofKind('responder'), filter] });
}

const workerRoutes: readonly Route[] = [
  {
    ...listingWorkers('GET', '/analyzer', 'Analyzers', (call) => workersWith(call, ofKind('analyzer'))),
    ...ofV1,
  },
  {
    ...listingWorkers(
      'GET',
      '/analyzer/type/{dataType}',
      'Analyzers that accept a type of artifacts',
      (call) => workersWith(call, ofKind('analyzer', parameter(call, 'dataType'))),
    ),
    ...ofV1,
  },
  { ...one('analyzer'), ...ofV1 },
  listingWorkers('GET', '/responder', 'Responders', (call) => workersWith(call, ofKind('responder'))),
  listingWorkers('POST', '/responder/_search', 'Responders that fit conditions', searchResponders),
  {
    ...listingWorkers(
      'GET',
      '/responder/{entityType}/{entityId}',
      'Responders that can act on an object',
      respondersFor,
    ),
    ...ofV1,
  },
  one('responder'),
];

const jobRoutes: readonly Route[] = [
  {
    ...ofV1,
    method: 'POST',
    path: `${base}/job`,
    permission: requestJobs.permission,
    summary: 'Run an analyzer on an artifact',
    status: 201,
    input: {
      analyzerId: 'id or name of an analyzer',
      artifactId: 'id of the artifact',
      cortexId: 'may be left out: there is one engine',
      parameters: 'parameters for the analyzer',
    },
    answer: 'The job',
    async handle(call) {
      const job = readFields(call.input, ['analyzerId', 'artifactId', 'parameters']);
      const ids = await run(call, requestJobs, { jobs: [job] });
      return { body: (await showSeveral(call, kinds.job, ids))[0] };
    },
  },
  ...listing(`${base}/job`, kinds.job, 'Jobs'),
  { ...getting(`${base}/job/{jobId}`, kinds.job, 'jobId', 'One job with its report'), ...ofV1 },
];

/** Actions on one object. */
async function actionsOn(call: RouteCall): Promise<{ readonly body: unknown }> {
  const entity = objectTypeOf(parameter(call, 'entityType'));
  const { values } = await readOne(call, entity, parameter(call, 'entityId'));
  const wanted = wantedIn(call.input);
  const found = await readObjects(call, [
    { op: 'get', entity, id: String(values.id) },
    { op: 'follow', relation: 'actions' },
    { op: 'page', from: 0, to: -1, extraData: kinds.action.beside(wanted) },
  ]);
  return { body: await kinds.action.show(call, found, wanted) };
}

const actionRoutes: readonly Route[] = [
  {
    ...ofV1,
    method: 'POST',
    path: `${base}/action`,
    permission: requestActions.permission,
    summary: 'Run a responder on an object',
    status: 200,
    input: {
      responderId: 'id or name of a responder',
      objectType: 'case, case_task, case_task_log, case_artifact or alert',
      objectId: 'id of the object',
      cortexId: 'may be left out: there is one engine',
      parameters: 'parameters for the responder',
      tlp: '0 to 3, instead of that of the object',
    },
    answer: 'The action',
    async handle(call) {
      const names = ['responderId', 'objectType', 'objectId', 'parameters', 'tlp'];
      const ids = await run(call, requestActions, { actions: [readFields(call.input, names)] });
      return { body: (await showSeveral(call, kinds.action, ids))[0] };
    },
  },
  ...listing(`${base}/action`, kinds.action, 'Actions'),
  getting(`${base}/action/{actionId}`, kinds.action, 'actionId', 'One action'),
  {
    method: 'GET',
    path: `${base}/action/{entityType}/{entityId}`,
    permission: 'authenticated',
    summary: 'Actions on an object',
    status: 200,
    answer: 'List of actions',
    handle: actionsOn,
  },
];

/** The routes. */
export const cortexRoutes: readonly Route[] = [...workerRoutes, ...jobRoutes, ...actionRoutes];
