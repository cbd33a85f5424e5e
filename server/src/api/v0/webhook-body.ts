/** The body of version 0 that webhooks are sent: operation, object with what it stands in, and what was changed. */
import { onlooker, type RecordedEvent } from '../../live/recorded-event.ts';
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { ReadObject } from '../../query/stage.ts';
import { statusOf } from './alert-status.ts';
import { typeInV0 } from './audit-words.ts';
import { progressOf } from './case-status.ts';
import { renderCustomFields } from './custom-fields.ts';
import { renderAlert, renderCase, renderLog, renderObservable, renderTask } from './render.ts';

/** The body for an event. */
export function webhookBody(event: RecordedEvent): RawObject {
  const { action, objectType, organisation } = event;
  return {
    operation: action === 'merge' ? 'update' : action,
    objectType: typeInV0(objectType),
    objectId: idToWire(event.objectId),
    base: event.mainAction,
    startDate: event.createdAt,
    rootId: idToWire(event.rootId),
    requestId: event.requestId,
    details: action === 'create' ? detailsOfNew(event) : detailsOfChange(event),
    object: event.object === undefined ? {} : nested([event.object, ...event.parents], event),
    organisationId: idToWire(organisation.id),
    organisation: organisation.name,
  };
}

/** An object with what it stands in inside it. */
function nested([object, ...parents]: readonly ReadObject[], event: RecordedEvent): RawObject {
  if (object === undefined) return {};
  const [parent] = parents;
  const within = parent === undefined ? {} : { [typeInV0(typeOf(parent))]: nested(parents, event) };
  return { ...rendered(object, event), ...within };
}

function rendered(object: ReadObject, { organisation }: RecordedEvent): RawObject {
  const viewer = onlooker(organisation);
  switch (object.entity) {
    case 'case':
      return renderCase(object, viewer);
    case 'alert':
      return renderAlert(object, []);
    case 'task':
      return renderTask(object, viewer);
    case 'log':
      return renderLog(object, viewer);
    case 'observable':
      return renderObservable(object);
    case 'job':
      return runOf(object.values);
    default:
      return {};
  }
}

/** Runs of analyzers are told as they are kept. */
function runOf(values: ReadObject['values']): RawObject {
  return {
    analyzerId: values.neuronId,
    analyzerName: values.neuronName,
    analyzerDefinition: values.neuronDefinition,
    status: values.status,
    startDate: values.startDate,
    ...(values.endDate === null ? {} : { endDate: values.endDate }),
    cortexId: values.cortexId,
    cortexJobId: idToWire(String(values.id)),
    _createdBy: values.createdBy,
    _createdAt: values.createdAt,
    ...(values.updatedBy === null ? {} : { _updatedBy: values.updatedBy, _updatedAt: values.updatedAt }),
  };
}

function typeOf({ entity }: ReadObject): string {
  return Object.values(entities).find(({ name }) => name === entity)?.wireType ?? entity;
}

/** What is new is told under the words of version 1, as it always was. */
function detailsOfNew(event: RecordedEvent): RawObject {
  return {
    _id: idToWire(event.objectId),
    _type: event.objectType,
    _createdBy: event.createdBy,
    _createdAt: event.createdAt,
    ...plainDetails(event),
  };
}

/** What was changed is told under the words of version 0. */
function detailsOfChange(event: RecordedEvent): RawObject {
  const { objectType, object } = event;
  const { status, stage, assignee, number, ...rest } = plainDetails(event);
  return {
    ...rest,
    ...(assignee === undefined ? {} : { owner: assignee }),
    ...(number === undefined ? {} : { caseId: number }),
    ...(status === undefined ? {} : statusDetails(objectType, { status, stage }, object)),
  };
}

function statusDetails(
  objectType: string,
  { status, stage }: RawObject,
  object: ReadObject | undefined,
): RawObject {
  const known = { status, stage: stage ?? object?.values.stage };
  if (objectType === 'Case') return progressOf(known);
  if (objectType !== 'Alert') return { status };
  const caseId = object?.values.caseId;
  const shown = statusOf({ entity: 'alert', values: { ...known, caseId }, extraData: {} });
  return { status: shown, read: shown !== 'New' };
}

function plainDetails({ objectType, details, object }: RecordedEvent): RawObject {
  const entity = Object.values(entities).find(({ wireType }) => wireType === objectType);
  const shown = Object.entries(details).map(([name, value]) => [name, inOldForm(entity, name, value)]);
  const custom = 'customFields' in details && object?.customFields !== undefined;
  return {
    ...Object.fromEntries(shown),
    ...(custom ? { customFields: renderCustomFields(object.customFields) } : {}),
  };
}

function inOldForm(
  entity: (typeof entities)[keyof typeof entities] | undefined,
  name: string,
  value: unknown,
) {
  if (name === 'tlp' && typeof value === 'number') return tlpOnOldScale(value);
  const kind = Object.entries(entity?.fields ?? {}).find(([field]) => field === name)?.[1].kind;
  const isId = typeof value === 'string' && /^\d+$/.test(value) && (kind === 'id' || name.endsWith('Id'));
  return isId ? idToWire(value) : value;
}
