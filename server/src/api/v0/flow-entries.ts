/** Changes as v0 tells them: the record that names a request, the object as it is now, and how much the request did. */
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import type { ReadObject } from '../../query/stage.ts';
import { operationOf } from '../http/audit-operation.ts';
import { changedRequests, detailsIn, summaryOf } from '../http/changed-requests.ts';
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

/** One entry for each request of which the caller sees something, in the order given. */
export async function entriesOf(call: RouteCall, requests: readonly string[]): Promise<readonly RawObject[]> {
  const changed = await changedRequests(call, requests);
  const objects = await objectsOf(
    call,
    changed.map(({ main }) => main),
  );
  return changed.map(({ main, records }) => ({
    base: renderRecord(main, objects.get(main.values.objectId)),
    summary: summaryOf(records, (type) => typeInV0(String(type))),
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
  const inWords = detailsIn(words, details);
  return entity === 'case' && 'status' in details ? { ...inWords, ...progressOf(details) } : inWords;
}
