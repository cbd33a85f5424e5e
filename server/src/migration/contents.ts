/** Reads a case or an alert of the source with everything in it, in the form that the commands take; files go into the store on the way. */
import type { Readable } from 'node:stream';
import {
  type ArchivedKind,
  type ArchivedObject,
  archivedCase,
  archivedKinds,
  archiveLimits,
  keptStamps,
} from '../commands/archive/archive-format.ts';
import type { ReadArchive } from '../commands/archive/read-case-archive.ts';
import { movedAlert } from '../commands/archive/take-over-alert.ts';
import type { StoredFile } from '../commands/frame/uploads.ts';
import { isRawObject, type RawObject } from '../model/input.ts';
import type { AttachmentStore } from '../storage/attachments/store.ts';
import { fittingValues } from './fitting.ts';
import { loginHere } from './modern-shape.ts';
import type { ContentKind, Source } from './source.ts';
import { SourceFailure } from './source-client.ts';

/** What reading needs. */
export interface ContentDependencies {
  readonly source: Source;
  readonly files: AttachmentStore;
}

/** What was read, and what of it was adapted. */
export interface ReadRoot {
  readonly archive: ReadArchive;
  readonly adapted: readonly { readonly what: string; readonly reason: string }[];
}

/** Reads one case or alert. Throws `SourceFailure` when a part of it cannot be read. */
export async function readRoot(
  dependencies: ContentDependencies,
  kind: 'case' | 'alert',
  object: RawObject,
  organisation: string | undefined,
): Promise<ReadRoot> {
  const reading = createReading(dependencies, { kind, object }, organisation);
  if (kind === 'case') await readCase(reading, object);
  else await readAlert(reading, object);
  return { archive: { objects: reading.objects, files: reading.files }, adapted: reading.adapted };
}

interface Parent {
  readonly kind: 'case' | 'alert' | 'task';
  readonly object: RawObject;
}

/** A case or alert that is being read. */
interface Reading {
  readonly root: Parent;
  readonly objects: ArchivedObject[];
  readonly files: Map<number, StoredFile>;
  readonly adapted: { what: string; reason: string }[];
  below(kind: ContentKind, parent?: Parent): Promise<readonly RawObject[]>;
  /** Adds an object; `parent` is the id of what it hangs on below the root. */
  add(kind: ArchivedKind, object: RawObject, parent?: string): Promise<void>;
}

function createReading(
  { source, files: store }: ContentDependencies,
  root: Parent,
  organisation: string | undefined,
): Reading {
  const objects: ArchivedObject[] = [];
  const files = new Map<number, StoredFile>();
  const adapted: { what: string; reason: string }[] = [];
  const receive = async (attachment: RawObject): Promise<number> => {
    const number = files.size;
    files.set(number, await storedFile(source, store, attachment, organisation));
    return number;
  };
  return {
    root,
    objects,
    files,
    adapted,
    below: (kind, parent = root) => source.below(kind, parent, organisation),
    async add(kind, object, parent) {
      const changes: { field: string; reason: string }[] = [];
      const attachment = attachmentOf(kind, object);
      const file = attachment === undefined ? undefined : await receive(attachment);
      objects.push({
        kind: kind.entity,
        id: idOf(object),
        parent,
        values: {
          ...fittingValues(kind.entity, kind.fields, valuesOf(object, attachment), changes),
          ...stampsOf(object),
        },
        customFields: customFieldsOf(object),
        file,
      });
      if (objects.length > archiveLimits.objects)
        throw new SourceFailure('broken', `There are more than ${archiveLimits.objects} objects in it`);
      for (const { field, reason } of changes)
        adapted.push({ what: `${kind.entity} ${idOf(object)} ${field}`, reason });
    },
  };
}

/** The kind as it lies directly in a case or alert, or below something else in it. */
function kindNamed(entity: string, parent?: ArchivedKind['parent']): ArchivedKind {
  const found = archivedKinds.find((kind) => kind.entity === entity && kind.parent === parent);
  if (found === undefined) throw new Error(`No kind of an archive is called ${entity}`);
  return found;
}

const taskKind = kindNamed('task');
const logKind = kindNamed('log', 'taskId');
const logFileKind = kindNamed('attachment', 'logId');
const attachmentKind = kindNamed('attachment');

async function readCase(reading: Reading, object: RawObject): Promise<void> {
  const tasks = await reading.below('task');
  await reading.add(archivedCase, { ...object, ...accessOf(object), ...begunBy(object, tasks) });
  const logFiles = new Set<unknown>();
  for (const task of tasks) {
    await reading.add(taskKind, task);
    for (const log of await reading.below('log', { kind: 'task', object: task })) {
      await reading.add(logKind, log, idOf(task));
      for (const file of filesOf(log)) {
        logFiles.add(file._id ?? idOf(file));
        await reading.add(logFileKind, { ...stampedAs(log), ...file }, idOf(log));
      }
    }
  }
  for (const kind of ['observable', 'comment', 'procedure', 'page', 'customEvent', 'share'] as const)
    for (const one of await reading.below(kind)) await reading.add(kindNamed(kind), one);
  // The files of a case are told together with those of its logs.
  for (const file of await reading.below('attachment'))
    if (!logFiles.has(file._id ?? idOf(file)))
      await reading.add(attachmentKind, { ...file, attachment: file });
}

async function readAlert(reading: Reading, object: RawObject): Promise<void> {
  await reading.add(movedAlert, object);
  for (const kind of ['observable', 'comment', 'procedure'] as const)
    for (const one of await reading.below(kind)) await reading.add(kindNamed(kind), one);
  for (const file of await reading.below('attachment'))
    await reading.add(attachmentKind, { ...file, attachment: file });
}

/** An open case of an older version does not say whether work on it has begun; its tasks do. */
function begunBy({ status, inProgressDate }: RawObject, tasks: readonly RawObject[]): RawObject {
  const begun = tasks.flatMap(({ startDate }) => (typeof startDate === 'number' ? [startDate] : []));
  if (status !== 'Open' || begun.length === 0) return status === 'Open' ? { status: 'New' } : {};
  return { status: 'InProgress', inProgressDate: inProgressDate ?? Math.min(...begun) };
}

/** To whom a case is kept. */
function accessOf({ access }: RawObject): RawObject {
  if (!isRawObject(access) || access._kind !== 'UserAccessKind') return {};
  const users = Array.isArray(access.users) ? access.users.flatMap((user) => loginHere(user) ?? []) : [];
  return { accessKind: 'UserAccessKind', restrictedTo: users };
}

function filesOf({ attachments }: RawObject): readonly RawObject[] {
  const found = Array.isArray(attachments) ? attachments.filter(isRawObject) : [];
  return found.map((file) => ({ ...file, attachment: file }));
}

/** The file of an object that is one or has one. */
function attachmentOf({ file }: ArchivedKind, { attachment }: RawObject): RawObject | undefined {
  return file === undefined || !isRawObject(attachment) ? undefined : attachment;
}

/** An observable that is a file says so in fields of its own. */
function valuesOf(object: RawObject, attachment: RawObject | undefined): RawObject {
  if (attachment === undefined) return object;
  const { name, contentType } = attachment;
  return { ...object, attachmentName: name, attachmentContentType: contentType };
}

/** Who made it and changed it last, and when, under either name. */
function stampsOf(object: RawObject): RawObject {
  const entries = keptStamps.flatMap((name) => {
    const value = object[`_${name}`] ?? object[name];
    const kept = name.endsWith('By') ? loginHere(value) : value;
    return kept === undefined || kept === null ? [] : [[name, kept] as const];
  });
  return Object.fromEntries(
    entries.filter(([name, value]) => name.endsWith('By') || Number.isSafeInteger(value)),
  );
}

/** Files of older logs have no stamps: they came with the log. */
function stampedAs({ _createdAt, _createdBy }: RawObject): RawObject {
  return { _createdAt, _createdBy };
}

function customFieldsOf({ customFields }: RawObject): NonNullable<ArchivedObject['customFields']> {
  const found = Array.isArray(customFields) ? customFields.filter(isRawObject) : [];
  return found.map(({ name, value, order }, index) => ({
    name: String(name),
    value: value ?? null,
    order: typeof order === 'number' ? order : index,
  }));
}

/** The id of an object at the source. */
export function idOf({ _id, id }: RawObject): string {
  const given = _id ?? id;
  if (typeof given === 'string' && given !== '' && given.length <= 200) return given;
  throw new SourceFailure('broken', 'The source gives an object without an id');
}

/** Receives the content of an attachment, from the first place where the source has it. */
async function storedFile(
  source: Source,
  store: AttachmentStore,
  attachment: RawObject,
  organisation: string | undefined,
): Promise<StoredFile> {
  const take = (content: Readable) => store.put(content, { maxBytes: archiveLimits.fileBytes });
  const { name, contentType } = attachment;
  for (const path of source.filePaths(attachment)) {
    try {
      const stored = await source.client.receive({ path, organisation, what: 'file' }, take);
      return {
        ...stored,
        name: typeof name === 'string' && name !== '' ? name.slice(0, 512) : 'file',
        contentType:
          typeof contentType === 'string' && contentType !== '' ? contentType : 'application/octet-stream',
      };
    } catch (error) {
      if (!(error instanceof SourceFailure && error.fault === 'unknown')) throw error;
    }
  }
  throw new SourceFailure('unknown', `The content of the file ${String(name).slice(0, 200)} cannot be found`);
}
