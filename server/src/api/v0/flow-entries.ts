/** Changes as v0 tells them: the record that names a request, the object as it is now, and how much the request did. */
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { ReadObject } from '../../query/stage.ts';
import { operationOf } from '../http/audit-operation.ts';
import { typeInV0 } from './audit-words.ts';
import { progressOf } from './case-status.ts';
import { type Kind, nothingBeside } from './kind.ts';
import { kinds } from './kinds.ts';
import { type Model, models } from './models.ts';
import { readObjects } from './read.ts';
import { referenceKinds } from './reference-kinds.ts';
import { renderAlert } from './render.ts';
import type { RouteCall } from './route.ts';
import type { Wanted } from './wanted.ts';

/** Most records that are read at once. */
const mostRecords = 1_000;

/** Objects are shown in what they lie in. */
const wanted: Wanted = { parents: true, stats: false };

/** How objects are shown beside the record of a change. */
const shown: Readonly<Partial<Record<EntityName, Kind>>> = {
  ...referenceKinds,
  case: kinds.case,
  alert: {
    ...kinds.alert,
    beside: nothingBeside,
    show: async (_, alerts) => alerts.map((one) => renderAlert(one, [])),
  },
  task: kinds.task,
  log: kinds.log,
  observable: kinds.observable,
};

const byWireType: ReadonlyMap<unknown, EntityName> = new Map(
  Object.values(entities).map(({ wireType, name }) => [wireType, name as EntityName]),
);

const modelOf: ReadonlyMap<EntityName, Model> = new Map(
  Object.values(models).map((model) => [model.entity, model]),
);

/** Records of requests, as far as the caller sees them, in the order in which they were made. */
function recordsOf(call: RouteCall, requests: readonly string[]): Promise<readonly ReadObject[]> {
  return readObjects(call, [
    { op: 'list', entity: 'audit' },
    { op: 'filter', filter: { op: 'in', path: 'requestId', values: requests, at: '' } },
    { op: 'sort', keys: [{ path: 'id', descending: false }] },
    { op: 'page', from: 0, to: mostRecords, extraData: [] },
  ]);
}

/** One entry for each request of which the caller sees something, in the order given: its main record, or the first. */
export async function entriesOf(call: RouteCall, requests: readonly string[]): Promise<readonly RawObject[]> {
  if (requests.length === 0) return [];
  const records = await recordsOf(call, requests);
  const byRequest = Map.groupBy(records, ({ values }) => values.requestId);
  const main = requests.flatMap((request) => {
    const seen = byRequest.get(request) ?? [];
    return seen.find(({ values }) => values.mainAction === true) ?? seen.slice(0, 1);
  });
  const objects = await objectsOf(call, main);
  return main.map((record) => ({
    base: renderRecord(record, objects.get(record.values.objectId)),
    summary: summaryOf(byRequest.get(record.values.requestId) ?? []),
    _type: 'audit',
  }));
}

/** Records as v0 shows them, each with its object as it is now, in the order given. */
export async function showRecords(
  call: RouteCall,
  records: readonly ReadObject[],
): Promise<readonly RawObject[]> {
  const objects = await objectsOf(call, records);
  return records.map((record) => renderRecord(record, objects.get(record.values.objectId)));
}

/** The objects of records as they are now, by the digits of their ids; those that are gone are missing. */
async function objectsOf(
  call: RouteCall,
  records: readonly ReadObject[],
): Promise<ReadonlyMap<unknown, RawObject>> {
  const objects = new Map<unknown, RawObject>();
  for (const [entity, some] of Map.groupBy(records, ({ values }) => byWireType.get(values.objectType))) {
    const kind = entity === undefined ? undefined : shown[entity];
    if (entity === undefined || kind === undefined) continue;
    const ids = [...new Set(some.map(({ values }) => String(values.objectId)))];
    const found = await readObjects(call, [
      { op: 'list', entity },
      { op: 'filter', filter: { op: 'in', path: 'id', values: ids, at: '' } },
      { op: 'page', from: 0, to: -1, extraData: kind.beside(wanted) },
    ]);
    const rendered = await kind.show(call, found, wanted);
    for (const [index, { values }] of found.entries())
      objects.set(values.id, { ...headerOf(values), ...rendered[index] });
  }
  return objects;
}

/** Stamps under the names that records give them. */
function headerOf(values: ReadObject['values']): RawObject {
  const { createdAt, createdBy, updatedAt, updatedBy } = values;
  return {
    _createdAt: createdAt,
    _createdBy: createdBy,
    ...(updatedAt === null || updatedAt === undefined
      ? {}
      : { _updatedAt: updatedAt, _updatedBy: updatedBy }),
  };
}

function renderRecord({ values }: ReadObject, object: RawObject | undefined): RawObject {
  const { createdBy, createdAt, objectType, action, requestId, mainAction, details } = values;
  const id = idToWire(String(values.id));
  return {
    _id: id,
    id,
    createdBy,
    createdAt,
    _type: 'audit',
    base: mainAction === true,
    details: detailsOf(byWireType.get(objectType), details),
    objectId: idToWire(String(values.objectId)),
    objectType: typeInV0(String(objectType)),
    operation: operationOf(action),
    requestId,
    rootId: idToWire(String(values.rootId)),
    startDate: createdAt,
    ...(object === undefined ? {} : { object }),
  };
}

/** What changed, in words of v0. */
function detailsOf(entity: EntityName | undefined, details: unknown): RawObject {
  if (!isRawObject(details)) return {};
  const fields = entity === undefined ? undefined : modelOf.get(entity)?.words.fields;
  const words = new Map([...(fields ?? [])].map(([word, path]) => [path, word]));
  const named = Object.entries(details).map(([name, value]) => [
    words.get(name) ?? name,
    name === 'tlp' && typeof value === 'number' ? tlpOnOldScale(value) : value,
  ]);
  const inWords: RawObject = Object.fromEntries(named);
  return entity === 'case' && 'status' in details ? { ...inWords, ...progressOf(details) } : inWords;
}

/** How often each operation was done to objects of each type. */
function summaryOf(records: readonly ReadObject[]): RawObject {
  const byType = Map.groupBy(records, ({ values }) => typeInV0(String(values.objectType)));
  return Object.fromEntries(
    [...byType].map(([type, some]) => {
      const byOperation = Map.groupBy(some, ({ values }) => operationOf(values.action));
      return [type, Object.fromEntries([...byOperation].map(([name, of]) => [name, of.length]))];
    }),
  );
}
