/** Adding observables to cases and alerts, singly or in bulk, and changing them. */
import { CodedError, type FieldFault, invalidFields } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { newInCase } from './case-contents.ts';
import { changeCustomFields } from './change-custom-fields.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { type ObservableInput, readObservable } from './observable-input.ts';
import {
  insertObservables,
  mergeEqual,
  type ObservableTarget,
  type PreparedObservable,
  prepareObservables,
} from './observables.ts';
import { within } from './placement.ts';
import { type Row, storedValue, textOf } from './row.ts';
import { rememberTags } from './tags.ts';
import { unzipped } from './unzip.ts';
import { changedTags, readUpdate, type UpdateInput } from './update-input.ts';

interface CreateObservablesInput {
  readonly on: 'case' | 'alert';
  readonly reference: string;
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
  async run(context, input) {
    const parent = await context.find(input.on, input.reference);
    const expanded = await unzipped(context, input.observable);
    const prepared = mergeEqual(
      await prepareObservables(context.write, context.reference, [expanded.input], expanded.uploads),
    );
    const there = await present(context, parent, prepared);
    const fresh = prepared.filter((one) => !there.has(one.matchHash.toString('hex')));
    const rows = await addObservables(context, parent, fresh);
    await rememberTags(context, [input.observable.values.tags]);
    return {
      created: rows.map((row) => row.id),
      failed: prepared
        .filter((one) => !fresh.includes(one))
        .map((one) => ({ data: one.data, attachment: one.file?.name })),
    };
  },
};

function readCreateObservables(raw: RawObject): CreateObservablesInput {
  const faults: FieldFault[] = [];
  const { caseId, alertId, ...rest } = raw;
  const on = typeof caseId === 'string' ? 'case' : 'alert';
  const reference = on === 'case' ? caseId : alertId;
  if (typeof reference !== 'string')
    faults.push({ kind: 'missing', name: 'caseId', accepted: 'id of a case or an alert' });
  const observable = readObservable(rest, '', faults);
  if (faults.length > 0) throw invalidFields(faults);
  return { on, reference: String(reference), observable };
}

/** Stores prepared observables in a case or an alert. */
export function addObservables(
  context: CommandContext,
  parent: Row,
  prepared: readonly PreparedObservable[],
  origin: ObservableTarget['origin'] = { kind: 'person' },
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

/** Digests (hex) of the observables of a parent that are among the prepared ones. */
export async function present(
  { write }: CommandContext,
  parent: Row,
  prepared: readonly PreparedObservable[],
): Promise<ReadonlySet<string>> {
  const { rows } = await write.run({
    sql: `select encode(match_hash, 'hex') as hash from skep.observable where root_id = $1 and match_hash = any($2::bytea[]) and job_id is null and deleted_at is null`,
    parameters: [parent.placement.rootId, prepared.map((one) => one.matchHash)],
  });
  return new Set(rows.map((row) => String(row.hash)));
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
  if (input.customFields !== undefined) await changeCustomFields(context, row, input.customFields);
  const tags = changedTags(row, input);
  const values = {
    ...input.values,
    ...(tags === undefined ? {} : { tags }),
    ...sighting(context, row, input.values),
  };
  requireSameSort(context, row, input.values);
  context.write.update(row, values, { context: observableContext(row) });
  await rememberTags(context, [tags]);
}

function sighting({ write }: CommandContext, row: Row, values: RowValues): RowValues {
  if (values.sighted === true && storedValue(row, 'sightedAt') === null && values.sightedAt === undefined)
    return { sightedAt: write.now };
  return values.sighted === false ? { sightedAt: null } : {};
}

/** The type may change between two types of values, or two types of files, only. */
function requireSameSort({ reference }: CommandContext, row: Row, values: RowValues): void {
  if (typeof values.dataType !== 'string') return;
  const before = reference.observableTypes.get(textOf(row, 'dataType') ?? '');
  const after = reference.observableTypes.get(values.dataType);
  const choices = [...reference.observableTypes.values()]
    .filter((type) => type.isAttachment === before?.isAttachment)
    .map((type) => type.name);
  if (after !== undefined && choices.includes(after.name)) return;
  throw new CodedError('invalidFields', {}, [
    {
      kind: 'invalid',
      name: 'dataType',
      given: values.dataType,
      accepted: `one of ${choices.join(', ')}`,
      choices,
    },
  ]);
}

/** Audit records of an observable stand under its case or alert. */
export function observableContext(row: Row): { type: string; id: string } {
  const ofCase = storedValue(row, 'caseId');
  return ofCase === null
    ? { type: entities.alert.wireType, id: row.placement.rootId }
    : { type: entities.case.wireType, id: String(ofCase) };
}
