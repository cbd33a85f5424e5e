/** Puts what an archive holds into a case or alert that has just been made: under new ids, with the people and dates it had. */
import { CodedError } from '../../model/errors.ts';
import { matchHashOfFile, matchHashOfValue } from '../../model/match-hash.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { sharable, within } from '../frame/placement.ts';
import { plainJson } from '../frame/plain-json.ts';
import type { Row } from '../frame/row.ts';
import { keepFile, type StoredFile } from '../frame/uploads.ts';
import { keptForm } from '../observable/observables.ts';
import { type CheckedValue, checkCustomFields, inOrder } from '../value/custom-field-input.ts';
import { addCustomFieldValues, type Origin } from '../value/custom-field-values.ts';
import { type ArchivedKind, type ArchivedObject, archivedKinds } from './archive-format.ts';
import type { ReadArchive } from './read-case-archive.ts';
import { requireValues, restoredStamps, restoredValues } from './restored-values.ts';
import { refused } from './unzip.ts';

/** What brings everything that is restored. */
export const importOrigin: Origin = { kind: 'import' };

/** Something that could not be taken over as it was: this instance does not know what it names. */
export interface ImportFault {
  readonly kind: string;
  readonly name: string;
  readonly reason: string;
}

/** A restoration under way. */
export interface Restoration {
  readonly context: CommandContext;
  /** The case or alert. */
  readonly root: Row;
  readonly archive: ReadArchive;
  /** Logins that can be given work in it. */
  readonly assignable: ReadonlySet<string>;
  /** Rows by kind and by the id they had. */
  readonly made: Map<string, Row>;
  /** Digests of the observables that are there. */
  readonly hashes: Set<string>;
  readonly faults: ImportFault[];
}

/** The kinds that are rows of their own below it. */
const rowKinds: readonly ArchivedKind[] = archivedKinds.filter(({ entity }) => entity !== 'share');

/** Restores everything but the case or alert itself and its shares. */
export async function restoreContents(restoration: Restoration): Promise<void> {
  const byKind = new Map<string, ArchivedObject[]>();
  for (const object of restoration.archive.objects) {
    const key = keyOf(object.kind, object.parent !== undefined);
    const those = byKind.get(key) ?? [];
    those.push(object);
    byKind.set(key, those);
  }
  for (const kind of rowKinds)
    for (const object of byKind.get(keyOf(kind.entity, kind.parent !== undefined)) ?? [])
      await restoreOne(restoration, kind, object);
}

const keyOf = (entity: EntityName, isBelow: boolean): string => `${entity}${isBelow ? ' below' : ''}`;

type Restored = { readonly values: RowValues; readonly columns?: RowValues; readonly file?: StoredFile };
type Restorer = (restoration: Restoration, object: ArchivedObject, values: RowValues) => Restored | undefined;

const restorers: Readonly<Partial<Record<EntityName, Restorer>>> = {
  task: restoredTask,
  observable: restoredObservable,
  job: restoredJob,
  attachment: (restoration, object, values) => {
    const file = fileOf(restoration, object);
    requireValues('attachment', values, ['name']);
    return {
      file,
      values: {
        ...values,
        contentHash: file.id,
        hashes: file.hashes,
        size: file.size,
        contentType: values.contentType ?? file.contentType,
      },
    };
  },
  customEvent: restoredEvent,
  caseReport: (restoration, object, values) => {
    const file = fileOf(restoration, object);
    requireValues('caseReport', values, ['filename', 'contentType']);
    return { file, values: { ...values, contentHash: file.id, size: file.size } };
  },
};

/** What an object of each kind cannot be without. */
const needed: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  task: ['title'],
  log: ['message'],
  observable: ['dataType'],
  job: ['status', 'neuronId', 'neuronName', 'neuronDefinition'],
  comment: ['message'],
  procedure: ['occurDate'],
  page: ['title', 'content', 'category'],
  customEvent: ['date', 'title'],
};

async function restoreOne(
  restoration: Restoration,
  kind: ArchivedKind,
  object: ArchivedObject,
): Promise<void> {
  const { context, root, made } = restoration;
  const parent = parentOf(restoration, kind, object);
  if (parent === undefined) return;
  const values = restoredValues(kind, object);
  requireValues(kind.entity, values, needed[kind.entity] ?? []);
  const restore = restorers[kind.entity] ?? asItIs;
  const restored = restore(restoration, object, values);
  if (restored === undefined) return;
  const entity = entities[kind.entity];
  const [id = ''] = await context.write.takeIds(1);
  if (restored.file !== undefined) keepFile(context.write, restored.file);
  const origin = 'originKind' in entity.fields ? { originKind: importOrigin.kind } : {};
  const link = { [kind.parent ?? (root.entity.name === 'alert' ? 'alertId' : 'caseId')]: parent.id };
  const isShared = root.entity.name === 'case' && (kind.entity === 'task' || kind.entity === 'observable');
  const row = context.write.insert(
    entity,
    id,
    isShared ? sharable(root, id, root.placement.organisationIds) : within(parent),
    { ...restored.values, ...origin, ...link },
    {
      columns: { ...restoredStamps(kind, object, context.write.now), ...restored.columns },
      context: { type: parent.entity.wireType, id: parent.id },
    },
  );
  made.set(`${kind.entity} ${object.id}`, row);
  if (entity.customFields)
    await addCustomFieldValues(context.write, row, restoredFields(restoration, object), 0, importOrigin);
}

const asItIs: Restorer = (_, __, values) => ({ values });

const kindOfParent = { taskId: 'task', logId: 'log', observableId: 'observable' } as const;

/** What an object hangs on; undefined when that was left out. */
function parentOf(
  { root, made }: Restoration,
  { parent }: ArchivedKind,
  object: ArchivedObject,
): Row | undefined {
  return parent === undefined ? root : made.get(`${kindOfParent[parent]} ${object.parent}`);
}

/** An event stands on what has come with it. */
function restoredEvent({ made }: Restoration, _: ArchivedObject, values: RowValues): Restored {
  const named = Array.isArray(values.evidence) ? values.evidence : [];
  const evidence = named.flatMap(
    (id) => made.get(`observable ${id}`)?.id ?? made.get(`attachment ${id}`)?.id ?? [],
  );
  return { values: { ...values, evidence } };
}

function restoredTask({ assignable, faults }: Restoration, _: ArchivedObject, values: RowValues): Restored {
  return { values: withKnownAssignee(values, assignable, faults, 'task') };
}

/** The values without an assignee who cannot work on the object here. */
export function withKnownAssignee(
  values: RowValues,
  assignable: ReadonlySet<string>,
  faults: ImportFault[],
  kind: string,
): RowValues {
  const { assignee, ...others } = values;
  if (typeof assignee !== 'string') return { ...others, assignee: null };
  if (assignable.has(assignee)) return values;
  faults.push({ kind, name: assignee, reason: 'This person cannot be given work in the case' });
  return { ...others, assignee: null };
}

function restoredObservable(
  restoration: Restoration,
  object: ArchivedObject,
  given: RowValues,
): Restored | undefined {
  const { context, hashes, faults } = restoration;
  const { data, ...values } = given;
  const type = context.reference.observableTypes.get(String(values.dataType));
  if (type === undefined) {
    faults.push({
      kind: 'observable',
      name: String(values.dataType),
      reason: 'There is no such type of observables',
    });
    return undefined;
  }
  if (type.isAttachment) {
    const file = fileOf(restoration, object);
    const { attachmentName = 'file', attachmentContentType = file.contentType } = values;
    const attached = {
      attachmentName,
      attachmentContentType,
      attachmentId: file.id,
      attachmentSize: file.size,
      attachmentHashes: file.hashes,
    };
    return unlessThere(hashes, matchHashOfFile(file.id), {
      file,
      values: { ...values, ...attached },
      columns: { data: null },
    });
  }
  if (typeof data !== 'string') throw refused('an observable in it has no data');
  const kept = keptForm(type, data);
  return unlessThere(hashes, matchHashOfValue(type.name, kept), { values, columns: { data: kept } });
}

/** A datum stands in a case once. */
function unlessThere(hashes: Set<string>, hash: Buffer, restored: Restored): Restored | undefined {
  const text = hash.toString('hex');
  if (hashes.has(text)) return undefined;
  hashes.add(text);
  return { ...restored, columns: { ...restored.columns, match_hash: hash } };
}

/** A run that had not ended when the case was packed will not end here. */
function restoredJob(
  { context }: Restoration,
  { values: all }: ArchivedObject,
  values: RowValues,
): Restored | undefined {
  if (values.status !== 'Success' && values.status !== 'Failure') return undefined;
  return {
    values: { ...values, organisationId: context.actor.organisation.id },
    // Without a digest by which a report is used again: what an archive says was not found here.
    columns: { cache_key: Buffer.alloc(0), report: plainJson(all.report ?? null) },
  };
}

function fileOf({ archive }: Restoration, { file }: ArchivedObject): StoredFile {
  const found = file === undefined ? undefined : archive.files.get(file);
  if (found === undefined) throw refused('a file of an object is missing');
  return found;
}

/** Values of custom fields that are defined here and take them; the others are told. */
export function restoredFields(
  { context, faults }: Pick<Restoration, 'context' | 'faults'>,
  { customFields = [], kind }: ArchivedObject,
): CheckedValue[] {
  const checked = customFields.flatMap(({ name, value, order }) => {
    try {
      const given = { name, value, order: Number.isSafeInteger(order) ? order : undefined };
      return checkCustomFields({ how: 'exactly', values: [given] }, context.reference);
    } catch (error) {
      if (!(error instanceof CodedError)) throw error;
      const reason = context.reference.customFields.has(name)
        ? 'The custom field does not take the value'
        : 'There is no such custom field';
      faults.push({ kind, name: name.slice(0, 200), reason });
      return [];
    }
  });
  return inOrder(checked).map((value, order) => ({ ...value, order }));
}
