/** Renders objects as v0 shows them. Alerts and cases have all their keys, with null for nothing; observables leave out what is missing. */
import type { Actor } from '../../model/actor.ts';
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { ReadObject, SimilarObject } from '../../query/stage.ts';
import { statusOf } from './alert-status.ts';
import { renderCustomFields } from './custom-fields.ts';

type Values = ReadObject['values'];

function identity({ values }: ReadObject, type: string): RawObject {
  const id = idToWire(String(values.id));
  return { _id: id, id, _type: type };
}

/** Fields of these names; null for those that hold nothing. */
function withNulls(values: Values, names: readonly string[]): RawObject {
  return Object.fromEntries(names.map((name) => [name, values[name] ?? null]));
}

/** Fields of these names that hold something. */
function present(values: Values, names: readonly string[]): RawObject {
  return Object.fromEntries(
    names.flatMap((name) =>
      values[name] === null || values[name] === undefined ? [] : [[name, values[name]]],
    ),
  );
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

const tagsOf = ({ tags }: Values): string[] => listOf(tags).map(String).sort();
const stamps = ['createdBy', 'createdAt', 'updatedBy', 'updatedAt'] as const;

/** An alert with its observables. */
export function renderAlert(alert: ReadObject, artifacts: readonly RawObject[]): RawObject {
  const { values } = alert;
  return {
    ...identity(alert, 'alert'),
    ...withNulls(values, [...stamps, 'type', 'source', 'sourceRef', 'externalLink', 'title', 'description']),
    ...withNulls(values, ['severity', 'date', 'pap', 'follow', 'caseTemplate']),
    tlp: tlpOnOldScale(Number(values.tlp)),
    tags: tagsOf(values),
    case: typeof values.caseId === 'string' ? idToWire(values.caseId) : null,
    status: statusOf(alert),
    customFields: renderCustomFields(alert.customFields),
    artifacts,
  };
}

/** An observable. */
export function renderObservable(observable: ReadObject): RawObject {
  const { values } = observable;
  return {
    ...identity(observable, 'case_artifact'),
    ...present(values, [...stamps, 'dataType', 'data', 'message', 'ioc', 'sighted', 'ignoreSimilarity']),
    startDate: values.createdAt,
    tlp: tlpOnOldScale(Number(values.tlp)),
    tags: tagsOf(values),
    status: 'Ok',
    reports: values.reports ?? {},
    stats: {},
    ...attachmentOf(values),
  };
}

function attachmentOf(values: Values): RawObject {
  if (typeof values.attachmentId !== 'string') return {};
  const attachment = {
    name: values.attachmentName,
    hashes: values.attachmentHashes,
    size: values.attachmentSize,
    contentType: values.attachmentContentType,
    id: values.attachmentId,
  };
  return { attachment };
}

/** Whether a case is open, or how it was closed: v0 says the two apart. */
function progressOf({ stage, status }: Values): RawObject {
  if (stage !== 'Closed') return { status: 'Open', resolutionStatus: null };
  const known = ['Indeterminate', 'FalsePositive', 'TruePositive', 'Other', 'Duplicated'];
  const resolution = known.includes(String(status)) ? String(status) : 'Other';
  return { status: 'Resolved', resolutionStatus: resolution };
}

/** A case. `viewer` is who reads: permissions depend on it. */
export function renderCase(found: ReadObject, viewer: Actor): RawObject {
  const { values } = found;
  const shared = new Set(listOf(values.sharePermissions));
  return {
    ...identity(found, 'case'),
    ...withNulls(values, [...stamps, 'title', 'description', 'severity', 'pap', 'startDate', 'endDate']),
    ...withNulls(values, ['impactStatus', 'flag', 'summary']),
    caseId: values.number,
    tlp: tlpOnOldScale(Number(values.tlp)),
    tags: tagsOf(values),
    ...progressOf(values),
    owner: values.assignee ?? null,
    customFields: renderCustomFields(found.customFields),
    stats: {},
    permissions: [...viewer.permissions].filter((permission) => shared.has(permission)).sort(),
  };
}

/** A case that shares observables with an alert. */
export function renderSimilarCase(similar: SimilarObject): RawObject {
  const { object, similarIocCount, iocCount, similarObservableCount, observableCount } = similar;
  const { values } = object;
  const { _id, id } = identity(object, 'case');
  const { status, resolutionStatus } = progressOf(values);
  return {
    _id,
    id,
    caseId: values.number,
    ...present(values, ['title', 'severity', 'startDate', 'endDate']),
    ...present({ resolutionStatus }, ['resolutionStatus']),
    tags: tagsOf(values),
    tlp: tlpOnOldScale(Number(values.tlp)),
    status,
    similarIocCount,
    iocCount,
    similarArtifactCount: similarObservableCount,
    artifactCount: observableCount,
  };
}
