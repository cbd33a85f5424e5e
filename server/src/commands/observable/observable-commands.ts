/** Adding observables to cases and alerts, singly or in bulk, and changing them. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { matchHashOfValue } from '../../model/match-hash.ts';
import { entities } from '../../model/registry.ts';
import { unzipped } from '../archive/unzip.ts';
import { newInCase } from '../case/case-contents.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { within } from '../frame/placement.ts';
import type { ObservableTypeDefinition } from '../frame/reference-data.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { changedTags, readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { changeCustomFields } from '../value/change-custom-fields.ts';
import { rememberTags } from '../value/tags.ts';
import { type ObservableInput, readObservable } from './observable-input.ts';
import {
  insertObservables,
  keptForm,
  type ObservableTarget,
  type PreparedObservable,
  prepareObservables,
} from './observables.ts';

/** A case or an alert that observables are added to. */
export interface ParentReference {
  readonly on: 'case' | 'alert';
  readonly reference: string;
}

interface CreateObservablesInput extends ParentReference {
  readonly observable: ObservableInput;
}

/** What was added, and what was there already. */
export interface CreatedObservables {
  readonly created: readonly string[];
  readonly failed: readonly { readonly data: string | undefined; readonly attachment: string | undefined }[];
}

export const createObservables: Command<CreateObservablesInput, CreatedObservables> = {
  name: 'createObservables',
  permission: 'manageObservable',
  read: readCreateObservables,
  prepare: async (files, input) => ({ ...input, observable: await unzipped(files, input.observable) }),
  async run(context, input) {
    const parent = await context.find(input.on, input.reference);
    const prepared = await prepareObservables(context, [input.observable]);
    const { fresh, there } = await withoutPresent(context, parent, prepared);
    const rows = await addObservables(context, parent, fresh, context.origin);
    await rememberTags(context, [input.observable.values.tags], parent.placement);
    return {
      created: rows.map((row) => row.id),
      failed: there.map((one) => ({ data: one.data, attachment: one.file?.name })),
    };
  },
};

function readCreateObservables(raw: RawObject): CreateObservablesInput {
  const faults: FieldFault[] = [];
  const { caseId: _, alertId: __, ...rest } = raw;
  const parent = readParent(raw, faults);
  const observable = readObservable(rest, '', faults);
  if (faults.length > 0) throw invalidFields(faults);
  return { ...parent, observable };
}

/** Reads `caseId` or `alertId`; faults are added to the list given. */
export function readParent({ caseId, alertId }: RawObject, faults: FieldFault[]): ParentReference {
  if (typeof caseId === 'string') return { on: 'case', reference: caseId };
  if (typeof alertId !== 'string')
    faults.push({ kind: 'missing', name: 'caseId', accepted: 'id of a case or an alert' });
  return { on: 'alert', reference: String(alertId) };
}

/** Stores prepared observables in a case or an alert. */
export function addObservables(
  context: CommandContext,
  parent: Row,
  prepared: readonly PreparedObservable[],
  origin: ObservableTarget['origin'],
): Promise<Row[]> {
  if (parent.entity === entities.alert) {
    return insertObservables(
      context.write,
      { parent, link: { alertId: parent.id }, place: () => within(parent), origin },
      prepared,
    );
  }
  return newInCase(context, parent, 'observable', (place) =>
    insertObservables(context.write, { parent, link: { caseId: parent.id }, place, origin }, prepared),
  );
}

/** Separates what a parent lacks from what it has already. */
export async function withoutPresent(
  { write }: CommandContext,
  parent: Row,
  prepared: readonly PreparedObservable[],
): Promise<{ readonly fresh: readonly PreparedObservable[]; readonly there: readonly PreparedObservable[] }> {
  const hashes = prepared.map((one) => one.matchHash);
  const { rows } = await write.run({
    sql: `select distinct encode(match_hash, 'hex') as hash from skep.observable where root_id = $1 and match_hash = any($2::bytea[]) and job_id is null and deleted_at is null`,
    parameters: [parent.placement.rootId, hashes],
  });
  const present = new Set(rows.map((row) => row.hash));
  const isPresent = (one: PreparedObservable) => present.has(one.matchHash.toString('hex'));
  return { fresh: prepared.filter((one) => !isPresent(one)), there: prepared.filter(isPresent) };
}

export const updateObservables: Command<UpdateInput, void> = {
  name: 'updateObservables',
  permission: 'manageObservable',
  read: (raw) => readUpdate(entities.observable, raw),
  async run(context, input) {
    for (const reference of input.references)
      await updateObservable(context, await context.find('observable', reference), input);
  },
};

async function updateObservable(context: CommandContext, row: Row, input: UpdateInput): Promise<void> {
  const tags = changedTags(row, input);
  const values = {
    ...input.values,
    ...(tags === undefined ? {} : { tags }),
    ...sighting(context, row, input.values),
  };
  const columns = await columnsOfType(context, row, input.values.dataType);
  context.write.update(row, values, {
    ...(await changeCustomFields(context, row, input.customFields)),
    context: observableContext(row),
    ...(columns === undefined ? {} : { columns }),
  });
  await rememberTags(context, [tags], row.placement);
}

function sighting({ write }: CommandContext, row: Row, values: RowValues): RowValues {
  if (values.sighted === false) return { sightedAt: null };
  const undated = values.sightedAt === undefined && storedValue(row, 'sightedAt') === null;
  return values.sighted === true && undated ? { sightedAt: write.now } : {};
}

/** What a change of type changes beside the type: the datum may be kept in another form, and equals other data than before. */
async function columnsOfType(
  context: CommandContext,
  row: Row,
  dataType: unknown,
): Promise<RowValues | undefined> {
  if (typeof dataType !== 'string' || dataType === textOf(row, 'dataType')) return undefined;
  const type = typeOfSameSort(context, row, dataType);
  if (typeof row.columns.data !== 'string') return undefined;
  const data = keptForm(type, row.columns.data);
  const matchHash = matchHashOfValue(type.name, data);
  if (await hasOther(context, row, matchHash)) throw new CodedError('observableAlreadyExists');
  return { data, match_hash: matchHash };
}

/** The type may change between two types of values, or two types of files, only. */
function typeOfSameSort({ reference }: CommandContext, row: Row, dataType: string): ObservableTypeDefinition {
  const isFile = storedValue(row, 'attachmentId') !== null;
  const found = reference.observableTypes.get(dataType);
  if (found !== undefined && found.isAttachment === isFile) return found;
  const choices = [...reference.observableTypes.values()]
    .filter((type) => type.isAttachment === isFile)
    .map((type) => type.name);
  const accepted = `one of ${choices.join(', ')}`;
  throw invalidFields([{ kind: 'invalid', name: 'dataType', given: dataType, accepted, choices }]);
}

async function hasOther({ write }: CommandContext, row: Row, matchHash: Buffer): Promise<boolean> {
  const { rows } = await write.run({
    sql: `select true from skep.observable where root_id = $1 and match_hash = $2 and id <> $3 and deleted_at is null
      and job_id is not distinct from $4 limit 1`,
    parameters: [row.placement.rootId, matchHash, row.id, storedValue(row, 'jobId')],
  });
  return rows.length > 0;
}

/** Audit records of an observable stand under its case or alert, those of one that a job found under the job. */
export function observableContext(row: Row): { type: string; id: string } {
  const above = [
    [entities.case, storedValue(row, 'caseId')],
    [entities.alert, storedValue(row, 'alertId')],
    [entities.job, storedValue(row, 'jobId')],
  ] as const;
  const found = above.find(([, id]) => id !== null);
  if (found === undefined) throw new Error('An observable belongs to nothing');
  return { type: found[0].wireType, id: String(found[1]) };
}
