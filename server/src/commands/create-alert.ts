/** Makes an alert with its observables and custom fields. The same type, source and reference in one organisation is refused. */
import { type FieldFault, invalidFields } from '../model/errors.ts';
import { type RawObject, readInput } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { ruleKey } from '../model/rule-key.ts';
import type { ReadObject } from '../query/stage.ts';
import { requireAssignable } from './assignee.ts';
import { requireOwnStatus } from './change-status.ts';
import type { Command, CommandContext } from './command.ts';
import { checkCustomFields, type GivenValues, inOrder, readCustomFields } from './custom-field-input.ts';
import { addCustomFieldValues } from './custom-field-values.ts';
import type { RowValues } from './insert-batch.ts';
import { type ObservableInput, readObservables } from './observable-input.ts';
import { insertObservables, prepareObservables } from './observables.ts';
import { asRoot, within } from './placement.ts';
import { insertProcedures, readProcedures } from './procedures.ts';
import { asReadObject } from './row.ts';
import { firstStageDates, statusNamed } from './status.ts';
import { rememberTags } from './tags.ts';
import { unzipped } from './unzip.ts';

interface CreateAlertInput {
  readonly values: RowValues;
  readonly customFields: GivenValues;
  readonly observables: readonly ObservableInput[];
  readonly procedures: readonly RowValues[];
}

export const createAlert: Command<CreateAlertInput, ReadObject> = {
  name: 'createAlert',
  permission: 'manageAlert/create',
  read: readCreateAlert,
  async prepare(files, input) {
    const observables: ObservableInput[] = [];
    for (const observable of input.observables) observables.push(await unzipped(files, observable));
    return { ...input, observables };
  },
  async run(context, input) {
    const { write, actor } = context;
    const [id = ''] = await write.takeIds(1);
    const values = alertValues(context, input.values);
    const checked = inOrder(checkCustomFields(input.customFields, context.reference));
    const prepared = await prepareObservables(context, input.observables);
    await requireAssignable(context, values, undefined, 'manageAlert/update');
    // The unique key goes first: a duplicate is refused before anything else is written.
    write.addRow('alert_key', {
      organisation_id: actor.organisation.id,
      type: values.type,
      source: values.source,
      source_ref: values.sourceRef,
      alert_id: id,
    });
    const alert = write.insert(entities.alert, id, asRoot(id, actor.organisation.id), values);
    await insertObservables(
      write,
      { parent: alert, link: { alertId: id }, place: () => within(alert), origin: { kind: 'person' } },
      prepared,
    );
    await insertProcedures(context, alert, input.procedures, context.origin);
    const customFields = await addCustomFieldValues(write, alert, checked);
    await rememberTags(context, [values.tags, ...prepared.map((observable) => observable.values.tags)]);
    return asReadObject(
      alert,
      {
        observableCount: prepared.length,
        read: values.stage !== 'New',
        ruleKey: ruleKey(String(values.type), String(values.source), String(values.title)),
      },
      customFields,
    );
  },
};

function readCreateAlert(raw: RawObject): CreateAlertInput {
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
