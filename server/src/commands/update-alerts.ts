/** Changes alerts: the same change on each, all or none. */
import { CodedError } from '../model/errors.ts';
import { entities } from '../model/registry.ts';
import { requireAssignable } from './assignee.ts';
import { changeCustomFields, customFieldValuesOf, emptyMandatoryFields } from './change-custom-fields.ts';
import { noteTransitions, requireReopening, statusValues } from './change-status.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { type Row, storedValue, textOf } from './row.ts';
import { statusNamed } from './status.ts';
import { rememberTags } from './tags.ts';
import { changedTags, readUpdate, type UpdateInput } from './update-input.ts';

export const updateAlerts: Command<UpdateInput, void> = {
  name: 'updateAlerts',
  permission: 'manageAlert/update',
  read: (raw) => readUpdate(entities.alert, raw),
  async run(context, input) {
    for (const reference of input.references)
      await updateAlert(context, await context.find('alert', reference), input);
  },
};

/** Changes one alert; gives the new version of the row. */
export async function updateAlert(context: CommandContext, row: Row, input: UpdateInput): Promise<Row> {
  if (input.customFields !== undefined) await changeCustomFields(context, row, input.customFields);
  const tags = changedTags(row, input);
  const values = {
    ...input.values,
    ...(tags === undefined ? {} : { tags }),
    ...(await progress(context, row, input.values)),
  };
  await requireAssignable(context, input.values, row.placement, 'manageAlert/update');
  const next = context.write.update(row, values);
  await moveKey(context, row, next);
  noteTransitions(context, row, next);
  await rememberTags(context, [tags]);
  return next;
}

async function progress(context: CommandContext, row: Row, values: RowValues): Promise<RowValues> {
  if (typeof values.status !== 'string' || values.status === textOf(row, 'status')) return {};
  const next = statusNamed(context.reference.alertStatuses, values.status);
  if (next.stage === 'Imported') {
    throw new CodedError('badRequest', {
      reason: `Status ${next.value} is set by promoting or merging the alert`,
    });
  }
  if (textOf(row, 'stage') === 'Imported' && next.stage !== 'Closed') {
    throw new CodedError('badRequest', {
      reason: 'An imported alert can only be closed; unlink it from its case first',
    });
  }
  requireReopening(context, row, next, 'manageAlert/reopen');
  if (next.stage === 'Closed') await requireFilled(context, row);
  const assigned =
    textOf(row, 'assignee') === undefined && values.assignee === undefined && next.stage !== 'New';
  return {
    ...statusValues(row, next, context.write.now),
    ...(assigned ? { assignee: context.actor.login } : {}),
  };
}

async function requireFilled(context: CommandContext, row: Row): Promise<void> {
  const empty = emptyMandatoryFields(context, await customFieldValuesOf(context.write, row));
  if (empty.length > 0) throw new CodedError('requiredFieldsMissing', { fields: empty.join(', ') });
}

/** The unique key of an alert lives in a table of its own; it follows the alert's fields. */
async function moveKey({ write, actor }: CommandContext, before: Row, after: Row): Promise<void> {
  const key = (row: Row) => ['type', 'source', 'sourceRef'].map((name) => storedValue(row, name));
  if (JSON.stringify(key(before)) === JSON.stringify(key(after))) return;
  write.queue({
    sql: `update skep.alert_key set type = $1, source = $2, source_ref = $3 where organisation_id = $4 and alert_id = $5`,
    parameters: [...key(after), actor.organisation.id, after.id],
  });
}
