/** Changes alerts: the same change on each, all or none. */
import { CodedError } from '../../model/errors.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { StatusDefinition } from '../frame/reference-data.ts';
import { requirePermissionOn } from '../frame/require-permission.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { changedTags, readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { requireAssignable } from '../value/assignee.ts';
import { changeCustomFields, requireFilled } from '../value/change-custom-fields.ts';
import { enters, movedTo, noteTransitions, requireOwnStatus, statusValues } from '../value/change-status.ts';
import { rememberTags } from '../value/tags.ts';
import { moveAlertKey } from './alert-key.ts';
import { caseOf } from './linked-alert.ts';

export const updateAlerts: Command<UpdateInput, void> = {
  name: 'updateAlerts',
  permission: 'manageAlert/update',
  read: (raw) => readUpdate(entities.alert, raw),
  async run(context, input) {
    for (const reference of input.references)
      await updateAlert(context, await context.find('alert', reference), input);
  },
};

async function updateAlert(context: CommandContext, row: Row, input: UpdateInput): Promise<void> {
  const { write, reference } = context;
  await requireAssignable(context, input.values, row.placement, 'manageAlert/update');
  const status = movedTo(reference.alertStatuses, row, input.values);
  const released = status === undefined ? {} : await requireMove(context, row, status);
  const changed = await changeCustomFields(context, row, input.customFields);
  if (status !== undefined && enters(row, status, 'Closed')) await requireFilled(context, row);
  const tags = changedTags(row, input);
  const values = {
    ...input.values,
    ...(tags === undefined ? {} : { tags }),
    ...(status === undefined ? {} : statusValues(row, status, write.now)),
    ...released,
    ...(status === undefined ? {} : takenBy(context, row, input.values, status)),
  };
  await moveAlertKey(context, row, input.values);
  const next = write.update(row, values, changed);
  noteTransitions(context, row, next);
  await rememberTags(context, [tags]);
}

/** Stages from which one only gets back by reopening. */
const reopened: Readonly<Record<string, readonly string[]>> = {
  InProgress: ['New'],
  Closed: ['New', 'InProgress'],
  Imported: ['New', 'InProgress'],
};

/** Throws when an alert may not be moved to a status; gives what else changes with the move. */
async function requireMove(context: CommandContext, row: Row, next: StatusDefinition): Promise<RowValues> {
  requireOwnStatus(next);
  if (reopened[textOf(row, 'stage') ?? 'New']?.includes(next.stage) === true)
    requirePermissionOn(row, 'manageAlert/reopen', context.actor);
  if (storedValue(row, 'caseId') === null || next.stage === 'Closed') return {};
  if ((await caseOf(context, row)) === undefined) return { caseId: null };
  throw new CodedError('badRequest', {
    reason: 'An imported alert can only be closed; unlink it from its case first',
  });
}

/** Whoever begins or closes an alert that nobody holds takes it; the system itself holds nothing. */
function takenBy({ actor }: CommandContext, row: Row, values: RowValues, next: StatusDefinition): RowValues {
  if (actor.userId === undefined) return {};
  const free = textOf(row, 'assignee') === undefined && values.assignee === undefined;
  const taken = enters(row, next, 'InProgress') || enters(row, next, 'Closed');
  return free && taken ? { assignee: actor.login } : {};
}
