/** What a neuron is given of the object it runs on: a datum or a file, or an object in its old form. */
import type { RunSubject, StartedRun } from '../../commands/run/start-run.ts';
import type { Actor } from '../../model/actor.ts';
import { isRawObject } from '../../model/input.ts';
import type { AttachmentStore } from '../../storage/attachments/store.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../report/json.ts';
import type { Execution } from './execute.ts';
import type { Subject } from './input.ts';
import { legacyObject, legacyTypes } from './legacy-object.ts';

/** The part of an execution that depends on the object. Neurons learn the organisation and login of who asked. */
export function subjectOf(
  run: StartedRun,
  actor: Actor,
  files: AttachmentStore,
): Pick<Execution, 'subject' | 'message' | 'parameters'> {
  const parameters = { ...parametersOf(run), organisation: actor.organisation.name, user: actor.login };
  if (run.kind === 'directRun') return directSubject(run, parameters, files);
  if (run.kind === 'action') return { subject: objectSubject(run.subject), parameters };
  return { subject: observableSubject(run.subject, files), message: messageOf(run.subject), parameters };
}

/** What whoever asked for a direct run says of itself stands. */
function directSubject(
  run: StartedRun,
  usual: JsonObject,
  files: AttachmentStore,
): Pick<Execution, 'subject' | 'message' | 'parameters'> {
  const { values } = run.subject;
  const about = { message: String(values.message), parameters: { ...usual, ...parametersOf(run) } };
  if (values.kind === 'analyzer' || typeof values.data !== 'string')
    return { subject: observableSubject(run.subject, files), ...about };
  const data: JsonValue = JSON.parse(values.data);
  return { subject: { kind: 'object', dataType: String(values.dataType), data }, ...about };
}

function parametersOf({ parameters }: StartedRun): JsonObject {
  const given: unknown = isRawObject(parameters) ? JSON.parse(JSON.stringify(parameters)) : {};
  return isJsonObject(given) ? given : {};
}

function objectSubject(subject: RunSubject): Subject {
  return {
    kind: 'object',
    dataType: `thehive:${legacyTypes[subject.entity] ?? subject.entity}`,
    data: legacyObject(subject),
  };
}

function observableSubject({ values }: RunSubject, files: AttachmentStore): Subject {
  const dataType = String(values.dataType);
  if (typeof values.attachmentId !== 'string') return { kind: 'value', dataType, data: String(values.data) };
  const id = values.attachmentId;
  return {
    kind: 'file',
    dataType,
    file: {
      filename: String(values.attachmentName),
      contentType: String(values.attachmentContentType),
      size: Number(values.attachmentSize),
      open: async () => (await files.open(id)).stream,
    },
  };
}

/** Analyzers get the number of the case, as text. */
function messageOf({ parent }: RunSubject): string {
  return parent?.entity === 'case' ? String(parent.values.number) : '';
}
