/** Renders objects as v0 shows them. Alerts and cases have all their keys, with null for nothing; all others leave out what is missing. */
import type { Actor } from '../../model/actor.ts';
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { ReadObject, SimilarObject } from '../../query/stage.ts';
import { isReadObject } from '../http/read-object.ts';
import { statusOf } from './alert-status.ts';
import { progressOf } from './case-status.ts';
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

/** An observable with what was read beside it: what it was seen in, or how often its datum was seen elsewhere. */
export function renderArtifact(observable: ReadObject, viewer: Actor): RawObject {
  const { links, seen, case: ofJob } = observable.extraData;
  const { case: inCase = ofJob, alert }: RawObject = isRawObject(links) ? links : {};
  return {
    ...renderObservable(observable),
    ...(isRawObject(seen) ? { stats: seen } : {}),
    ...(isReadObject(inCase) ? { case: renderCase(inCase, viewer) } : {}),
    ...(isReadObject(alert) ? { alert: renderAlert(alert, []) } : {}),
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
    stats: caseStats(found),
    permissions: [...viewer.permissions].filter((permission) => shared.has(permission)).sort(),
  };
}

/** Extra data that the numbers of a case are made of. */
export const caseStatsData = ['taskStats', 'observableStats', 'alerts', 'isOwner', 'shareCount'] as const;

/** What lies in a case, in numbers; nothing when it was not read. */
function caseStats({ extraData }: ReadObject): RawObject {
  const { taskStats, observableStats, alerts, isOwner, shareCount } = extraData;
  if (taskStats === undefined) return {};
  return {
    tasks: taskStats,
    artifacts: { count: isRawObject(observableStats) ? observableStats.total : 0 },
    alerts: listOf(alerts).map((alert) =>
      isRawObject(alert) ? { type: alert.type, source: alert.source } : alert,
    ),
    mergeFrom: null,
    mergeInto: null,
    isOwner,
    shareCount,
  };
}

/** A case that shares observables with another one: those observables come with it. */
export function renderLinkedCase(
  { object, similarObservableCount }: SimilarObject,
  viewer: Actor,
  linkedWith: readonly RawObject[],
): RawObject {
  return { ...renderCase(object, viewer), linkedWith, linksCount: similarObservableCount };
}

/** A task; the case that was read with it stands in it. `viewer` is who reads. */
export function renderTask(task: ReadObject, viewer: Actor): RawObject {
  const { values, extraData } = task;
  const { assignee: owner } = values;
  return {
    ...identity(task, 'case_task'),
    ...present(values, [...stamps, 'title', 'group', 'description', 'status', 'flag']),
    ...present({ ...values, owner }, ['owner', 'startDate', 'endDate', 'dueDate', 'order']),
    ...(isReadObject(extraData.case) ? { case: renderCase(extraData.case, viewer) } : {}),
  };
}

/** A log with the first of its files; the task that was read with it stands in it. `viewer` is who reads. */
export function renderLog(log: ReadObject, viewer: Actor): RawObject {
  const { values, extraData } = log;
  const file = listOf(values.attachments).find(isReadObject);
  return {
    ...identity(log, 'case_task_log'),
    ...present(values, [...stamps, 'message', 'owner']),
    startDate: values.date,
    status: 'Ok',
    ...(file === undefined ? {} : { attachment: renderAttachment(file.values) }),
    ...(isReadObject(extraData.task) ? { case_task: renderTask(extraData.task, viewer) } : {}),
  };
}

function renderAttachment({ name, hashes, size, contentType, contentHash }: Values): RawObject {
  return { name, hashes, size, contentType, id: contentHash };
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
