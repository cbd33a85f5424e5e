/** How an alert comes into being, alone or among others: its input is read, checked against the lists, and stored with what it brings. */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { ruleKey } from '../../model/rule-key.ts';
import type { ReadObject } from '../../query/stage.ts';
import { prepareProcedures, readProcedures, storeProcedures } from '../case/procedures.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { asRoot, within } from '../frame/placement.ts';
import { asReadObject, type Row } from '../frame/row.ts';
import { type ObservableInput, readObservables } from '../observable/observable-input.ts';
import { insertObservables, type PreparedObservable, prepareObservables } from '../observable/observables.ts';
import { requireAssignable } from '../value/assignee.ts';
import { requireOwnStatus } from '../value/change-status.ts';
import {
  type CheckedValue,
  checkCustomFields,
  type GivenValues,
  inOrder,
  readCustomFields,
} from '../value/custom-field-input.ts';
import { addCustomFieldValues } from '../value/custom-field-values.ts';
import { firstStageDates, statusNamed } from '../value/status.ts';

/** An alert as given. */
export interface AlertInput {
  readonly values: RowValues;
  readonly customFields: GivenValues;
  readonly observables: readonly ObservableInput[];
  readonly procedures: readonly RowValues[];
}

/** An alert that can be stored unless its key is taken. */
export interface CheckedAlert {
  readonly values: RowValues;
  readonly customFields: readonly CheckedValue[];
  readonly observables: readonly PreparedObservable[];
  readonly procedures: readonly RowValues[];
}

/** Reads an alert; throws `invalidFields` with every fault. */
export function readAlert(raw: RawObject): AlertInput {
  const { values, faults } = readInput(entities.alert, raw, 'create', [
    'customFields',
    'observables',
    'procedures',
    'flag',
  ]);
  const all: FieldFault[] = [...faults];
  const customFields = readCustomFields(raw.customFields, 'customFields', all);
  const observables = readObservables(raw.observables, 'observables', all);
  const procedures = readProcedures(raw.procedures, all);
  if (all.length > 0) throw invalidFields(all);
  return { values, customFields, observables, procedures };
}

/**
 * Compares an alert with the lists of the instance, the files and the people it names. Nothing is written, so one that is refused
 * here leaves nothing behind. Throws `invalidFields` or `notFound`.
 */
export async function checkAlert(context: CommandContext, input: AlertInput): Promise<CheckedAlert> {
  const values = alertValues(context, input.values);
  const customFields = inOrder(checkCustomFields(input.customFields, context.reference));
  const observables = await prepareObservables(context, input.observables);
  const procedures = await prepareProcedures(context, input.procedures);
  await requireAssignable(context, values, undefined, 'manageAlert/update');
  return { values, customFields, observables, procedures };
}

function alertValues({ reference, write }: CommandContext, given: RowValues): RowValues {
  const status = statusNamed(reference.alertStatuses, String(given.status ?? 'New'));
  requireOwnStatus(status);
  return {
    ...given,
    status: status.value,
    stage: status.stage,
    date: given.date ?? write.now,
    lastSyncDate: write.now,
    ...firstStageDates(status.stage, write.now),
  };
}

/** An alert as a following read gives it, and the rows of its observables. */
export interface StoredAlert {
  readonly alert: ReadObject;
  readonly observables: readonly Row[];
}

/** Stores an alert whose key is claimed, with everything it brings. */
export async function storeAlert(
  { write, actor, origin }: CommandContext,
  id: string,
  { values, customFields, observables, procedures }: CheckedAlert,
): Promise<StoredAlert> {
  const alert = write.insert(entities.alert, id, asRoot(id, actor.organisation.id), values);
  const stored = await insertObservables(
    write,
    { parent: alert, link: { alertId: id }, place: () => within(alert), origin: { kind: 'person' } },
    observables,
  );
  await storeProcedures(write, alert, procedures, origin);
  const computed = {
    observableCount: observables.length,
    read: values.stage !== 'New',
    ruleKey: ruleKey(String(values.type), String(values.source), String(values.title)),
  };
  return {
    alert: asReadObject(alert, computed, await addCustomFieldValues(write, alert, customFields)),
    observables: stored,
  };
}

/** The tags that come with an alert: its own and those of its observables. */
export function tagsOf({ values, observables }: CheckedAlert): readonly unknown[] {
  return [values.tags, ...observables.map((observable) => observable.values.tags)];
}
