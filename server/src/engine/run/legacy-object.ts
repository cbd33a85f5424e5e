/**
 * Objects in the form that responders written for TheHive 3 and 4 read: old names, old statuses, the four-step TLP, and the
 * parent inside the child.
 */
import type { RunSubject } from '../../commands/run/start-run.ts';
import { idToWire } from '../../model/identifier.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { JsonObject, JsonValue } from '../report/json.ts';

/** What an object is called after `thehive:`. */
export const legacyTypes: Readonly<Record<string, string>> = {
  case: 'case',
  alert: 'alert',
  task: 'case_task',
  log: 'case_task_log',
  observable: 'case_artifact',
};

/** An object in the old form, with its parents. */
export function legacyObject(subject: RunSubject): JsonObject {
  const { values } = subject;
  const own = pick(values, fieldsOf[subject.entity] ?? []);
  return withoutMissing({
    _id: idToWire(subject.id),
    id: idToWire(subject.id),
    _type: legacyTypes[subject.entity] ?? subject.entity,
    createdAt: asJson(values.createdAt),
    createdBy: asJson(values.createdBy),
    updatedAt: asJson(values.updatedAt),
    updatedBy: asJson(values.updatedBy),
    ...own,
    ...('tlp' in values ? { tlp: tlpOnOldScale(Number(values.tlp)) } : {}),
    ...particulars(subject),
    ...(subject.customFields.length > 0 ? { customFields: legacyCustomFields(subject) } : {}),
    ...(subject.parent === undefined ? {} : { [parentName(subject.parent)]: legacyObject(subject.parent) }),
  });
}

const fieldsOf: Readonly<Record<string, readonly string[]>> = {
  case: [
    'title',
    'description',
    'severity',
    'startDate',
    'endDate',
    'impactStatus',
    'tags',
    'flag',
    'pap',
    'summary',
  ],
  alert: [
    'type',
    'source',
    'sourceRef',
    'externalLink',
    'title',
    'description',
    'severity',
    'date',
    'tags',
    'pap',
    'follow',
    'caseTemplate',
  ],
  task: ['title', 'group', 'description', 'status', 'flag', 'order', 'startDate', 'endDate', 'dueDate'],
  log: ['message'],
  observable: [
    'dataType',
    'data',
    'pap',
    'tags',
    'ioc',
    'sighted',
    'message',
    'startDate',
    'reports',
    'ignoreSimilarity',
  ],
};

function particulars({ entity, values }: RunSubject): JsonObject {
  switch (entity) {
    case 'case':
      return {
        caseId: asJson(values.number),
        owner: asJson(values.assignee),
        ...legacyCaseStatus(values),
        stats: {},
        permissions: [],
      };
    case 'alert':
      return {
        status: legacyAlertStatus(values),
        artifacts: [],
        similarCases: [],
        case: values.caseId === null ? null : idToWire(String(values.caseId)),
      };
    case 'task':
      return { owner: asJson(values.assignee) };
    case 'log':
      return { startDate: asJson(values.createdAt), owner: asJson(values.createdBy), status: 'Ok' };
    default:
      return { stats: {}, attachment: legacyAttachment(values) };
  }
}

const resolutions: ReadonlySet<unknown> = new Set([
  'Indeterminate',
  'FalsePositive',
  'TruePositive',
  'Other',
  'Duplicated',
]);

/** Old cases are open or resolved; how is a field of its own. `extendedStatus` carries the real one. */
function legacyCaseStatus({ status, stage }: Readonly<Record<string, unknown>>): JsonObject {
  const closed = stage === 'Closed';
  const resolution = resolutions.has(status) ? status : 'Other';
  return {
    status: closed ? (status === 'Duplicated' ? 'Duplicated' : 'Resolved') : 'Open',
    extendedStatus: asJson(status),
    stage: asJson(stage),
    resolutionStatus: closed ? asJson(resolution) : null,
  };
}

function legacyAlertStatus({ stage, caseId }: Readonly<Record<string, unknown>>): string {
  if (caseId !== null && caseId !== undefined) return 'Imported';
  return stage === 'New' ? 'New' : 'Ignored';
}

function legacyAttachment(values: Readonly<Record<string, unknown>>): JsonObject | null {
  if (values.attachmentId === null || values.attachmentId === undefined) return null;
  return {
    id: asJson(values.attachmentId),
    name: asJson(values.attachmentName),
    size: asJson(values.attachmentSize),
    contentType: asJson(values.attachmentContentType),
    hashes: asJson(values.attachmentHashes),
  };
}

function legacyCustomFields({ customFields }: RunSubject): JsonObject {
  return Object.fromEntries(
    customFields.map(({ name, type, value, order }) => [name, { [type]: value, order }]),
  );
}

function parentName(parent: RunSubject): string {
  return legacyTypes[parent.entity] ?? parent.entity;
}

function pick(values: Readonly<Record<string, unknown>>, names: readonly string[]): JsonObject {
  return Object.fromEntries(names.map((name) => [name, asJson(values[name])]));
}

function withoutMissing(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

/** Stored values are JSON already; what is missing becomes null. */
function asJson(value: unknown): JsonValue {
  return value === undefined ? null : (JSON.parse(JSON.stringify(value)) as JsonValue);
}
