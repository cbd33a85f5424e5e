/**
 * Changes as streams of Cortex tell them: the record that names a request, the object as it is now, and how much the request did.
 * They tell of what Cortex knows: runs, neurons, users and organisations.
 */
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { Filter } from '../../query/filter/filter.ts';
import { runQuery } from '../../query/index.ts';
import type { Pipeline, ReadObject } from '../../query/stage.ts';
import { operationOf } from '../http/audit-operation.ts';
import { changedRequests, detailsIn, summaryOf } from '../http/changed-requests.ts';
import { renderOrganization, renderUser, userData } from './people.ts';
import { renderJob } from './render.ts';
import { actorOf, type RouteCall } from './route.ts';
import { workersOf } from './workers.ts';

/** A kind of objects that streams tell of. */
interface Told {
  /** As Cortex calls it. */
  readonly type: string;
  /** Objects as they are now, by the digits of their ids; those that are gone are missing. */
  readonly read: (call: RouteCall, ids: readonly string[]) => Promise<ReadonlyMap<string, RawObject>>;
}

/** By the type that records name. */
const told: ReadonlyMap<unknown, Told> = new Map([
  [
    'DirectRun',
    { type: 'job', read: stored('directRun', ['report'], (call, run) => renderJob(run, actorOf(call))) },
  ],
  ['EnabledNeuron', { type: 'worker', read: readWorkers }],
  ['User', { type: 'user', read: stored('user', userData, renderUser) }],
  [
    'Organisation',
    { type: 'organization', read: stored('organisation', [], (_, one) => renderOrganization(one)) },
  ],
]);

function stored(
  entity: EntityName,
  extraData: readonly string[],
  render: (call: RouteCall, object: ReadObject) => RawObject | Promise<RawObject>,
): Told['read'] {
  return async (call, ids) => {
    const found = await readObjects(call, [
      { op: 'list', entity },
      { op: 'filter', filter: { op: 'in', path: 'id', values: ids, at: '' } },
      { op: 'page', from: 0, to: -1, extraData },
    ]);
    const rendered = await Promise.all(
      found.map(async (object) => [String(object.values.id), await render(call, object)] as const),
    );
    return new Map(rendered);
  };
}

async function readWorkers(call: RouteCall): Promise<ReadonlyMap<string, RawObject>> {
  const workers = await workersOf(call, undefined, { settings: false });
  return new Map(workers.map((worker) => [String(worker.id).replace(/^~/, ''), worker]));
}

async function readObjects(call: RouteCall, pipeline: Pipeline): Promise<readonly ReadObject[]> {
  const result = await runQuery(call.services.commands.database, actorOf(call), pipeline);
  return result.kind === 'objects' ? result.objects : [];
}

/** One entry for each request that changed something told here, in the order given. */
export async function entriesOf(call: RouteCall, requests: readonly string[]): Promise<readonly RawObject[]> {
  const known: Filter = { op: 'in', path: 'objectType', values: [...told.keys()].map(String), at: '' };
  const changed = await changedRequests(call, requests, [known]);
  const objects = await objectsOf(
    call,
    changed.map(({ main }) => main),
  );
  return changed.map(({ main, records }) => ({
    base: renderRecord(main, objects.get(String(main.values.objectId))),
    summary: summaryOf(records, (type) => told.get(type)?.type ?? ''),
  }));
}

async function objectsOf(
  call: RouteCall,
  records: readonly ReadObject[],
): Promise<ReadonlyMap<string, RawObject>> {
  const objects = new Map<string, RawObject>();
  for (const [type, some] of Map.groupBy(records, ({ values }) => values.objectType)) {
    const ids = [...new Set(some.map(({ values }) => String(values.objectId)))];
    for (const [id, object] of (await told.get(type)?.read(call, ids)) ?? []) objects.set(id, object);
  }
  return objects;
}

function renderRecord({ values }: ReadObject, object: RawObject | undefined): RawObject {
  const { createdBy, createdAt, objectType, action, requestId, details } = values;
  const objectId = object?.id ?? idToWire(String(values.objectId));
  return {
    objectId,
    objectType: told.get(objectType)?.type,
    operation: operationOf(action),
    startDate: createdAt,
    // None of them stands under another one.
    rootId: objectId,
    user: createdBy,
    createdBy,
    createdAt,
    requestId,
    details: isRawObject(details) ? detailsIn(words, details) : {},
    ...(object === undefined ? {} : { object }),
  };
}

/** Words of fields that Cortex calls otherwise. */
const words: ReadonlyMap<string, string> = new Map([
  ['neuronId', 'workerId'],
  ['neuronName', 'workerName'],
  ['neuronDefinition', 'workerDefinitionId'],
  ['definitionId', 'workerDefinitionId'],
  ['kind', 'type'],
  ['runDate', 'startDate'],
  ['dataTypes', 'dataTypeList'],
]);
