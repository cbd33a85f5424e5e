/** What a neuron is given of the object it runs on: the datum or file of an observable, or an object in its old form. */
import type { RunSubject, StartedRun } from '../commands/start-run.ts';
import type { Actor } from '../model/actor.ts';
import { isRawObject } from '../model/input.ts';
import type { AttachmentStore } from '../storage/attachments/store.ts';
import type { Execution } from './execute.ts';
import type { Subject } from './input.ts';
import { isJsonObject, type JsonObject } from './json.ts';
import { legacyObject, legacyTypes } from './legacy-object.ts';

/** The part of an execution that depends on the object. Neurons learn the organisation and login of who asked. */
export function subjectOf(
  run: StartedRun,
  actor: Actor,
  files: AttachmentStore,
): Pick<Execution, 'subject' | 'message' | 'parameters'> {
  const parameters = { ...parametersOf(run), organisation: actor.organisation.name, user: actor.login };
  if (run.kind === 'action') return { subject: objectSubject(run.subject), parameters };
  return { subject: observableSubject(run.subject, files), message: messageOf(run.subject), parameters };
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
