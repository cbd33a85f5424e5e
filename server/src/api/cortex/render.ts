/** Objects in the shapes of Cortex: flat, with a handful of technical fields, TLP on the scale of four steps. */

import { createHash } from 'node:crypto';
import { parsedJson } from '../../lib/json-text.ts';
import type { Actor } from '../../model/actor.ts';
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import { tlpOnOldScale } from '../../model/scales.ts';
import type { ReadObject } from '../../query/stage.ts';
import { given } from './input.ts';

/** What every object carries. `parent`: name of the organisation it stands under. */
export function technical(
  type: string,
  id: string,
  values: Readonly<Record<string, unknown>>,
  parent: string | null = null,
): RawObject {
  return given({
    id,
    _id: id,
    _type: type,
    _parent: parent,
    _routing: parent ?? id,
    _seqNo: typeof values.version === 'number' ? values.version - 1 : 0,
    _primaryTerm: 1,
    createdAt: values.createdAt,
    createdBy: values.createdBy,
    updatedAt: values.updatedAt ?? undefined,
    updatedBy: values.updatedBy ?? undefined,
  });
}

/** A run, without its report. */
export function renderJob({ values, extraData }: ReadObject, { organisation }: Actor): RawObject {
  const worker = idToWire(String(values.neuronId));
  return {
    ...technical('job', idToWire(String(values.id)), values),
    workerId: worker,
    workerName: values.neuronName,
    workerDefinitionId: values.neuronDefinition,
    analyzerId: worker,
    analyzerName: values.neuronName,
    analyzerDefinitionId: values.neuronDefinition,
    type: values.kind,
    organization: organisation.name,
    status: values.status,
    dataType: values.dataType,
    ...datumOf(values),
    tlp: tlpOf(values.tlp),
    pap: values.pap,
    message: values.message,
    parameters: values.parameters,
    cacheTag: cacheTagOf(values),
    date: values.createdAt,
    ...given({
      label: values.label ?? undefined,
      fromCache: values.fromCache === true ? true : undefined,
      startDate: values.runDate ?? undefined,
      endDate: values.endDate ?? undefined,
      errorMessage: values.status === 'Failure' ? values.errorMessage : undefined,
      input: values.status === 'Failure' ? parsed(inputOf(extraData.report)) : undefined,
    }),
  };
}

function tlpOf(tlp: unknown): unknown {
  return typeof tlp === 'number' ? tlpOnOldScale(tlp) : tlp;
}

function datumOf(values: RawObject): RawObject {
  if (typeof values.attachmentId !== 'string')
    return { data: values.kind === 'responder' ? parsed(values.data) : values.data };
  return {
    attachment: {
      name: values.attachmentName,
      hashes: values.attachmentHashes,
      size: values.attachmentSize,
      contentType: values.attachmentContentType,
      id: values.attachmentId,
    },
  };
}

/** Equal for runs of which one may stand for another. */
function cacheTagOf(values: RawObject): string {
  const facts = [
    values.neuronId,
    values.dataType,
    values.tlp,
    values.data ?? values.attachmentId,
    JSON.stringify(values.parameters),
  ];
  return createHash('md5').update(facts.join('|')).digest('hex');
}

/** A JSON text as a value; undefined for what is none. */
function parsed(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    // A neuron's input is cut where it is too long: it is then told as the text it is.
    return text;
  }
}

function inputOf(given: unknown): unknown {
  const report = parsedJson(given);
  return isRawObject(report) ? report.input : undefined;
}

/** A run with its report: what the neuron gave, why it failed, or how far it is. */
export function renderJobWithReport(object: ReadObject, actor: Actor): RawObject {
  return { ...renderJob(object, actor), report: reportOf(object) };
}

const unfinished: Readonly<Record<string, string>> = {
  Waiting: 'Waiting',
  InProgress: 'Running',
  Deleted: 'Deleted',
};

function reportOf({ values, extraData }: ReadObject): unknown {
  const { status, errorMessage } = values;
  const report = parsedJson(extraData.report);
  if (status === 'Failure')
    return { errorMessage: errorMessage ?? '', input: inputOf(report) ?? null, success: false };
  if (status !== 'Success' || !isRawObject(report)) return unfinished[String(status)] ?? String(status);
  return {
    summary: report.summary ?? {},
    full: report.full ?? {},
    success: true,
    artifacts: listOf(report.artifacts).map((artifact) =>
      renderArtifact(artifact, ['id', 'name', 'contentType', 'size']),
    ),
    operations: listOf(report.operations),
  };
}

function listOf(value: unknown): readonly RawObject[] {
  return Array.isArray(value) ? value.filter(isRawObject) : [];
}

/** Something that was found; of a file so much as is asked for. */
function renderArtifact(artifact: RawObject, fileFields: readonly string[]): RawObject {
  const { dataType, data, attachment, message, tags, tlp } = artifact;
  const content = isRawObject(attachment)
    ? { attachment: Object.fromEntries(fileFields.map((name) => [name, attachment[name]])) }
    : { data };
  return {
    dataType,
    ...content,
    message: message ?? null,
    tags: Array.isArray(tags) ? tags : [],
    tlp: typeof tlp === 'number' ? tlpOf(tlp) : 2,
  };
}

/** What a run has found, each as an object of its own. */
export function renderArtifacts({ values, extraData }: ReadObject): readonly RawObject[] {
  const report = parsedJson(extraData.report);
  const job = idToWire(String(values.id));
  const stamps = { createdAt: values.endDate, createdBy: values.createdBy };
  return listOf(isRawObject(report) ? report.artifacts : undefined).map((artifact, index) => ({
    ...technical('artifact', `${job}-${index}`, stamps, job),
    ...renderArtifact(artifact, ['id', 'name', 'contentType', 'size', 'hashes']),
  }));
}
