/** Changes cases: the same change on each, all or none. Closing checks what must be filled and ends the tasks; going back reopens. */
import { CodedError } from '../model/errors.ts';
import { entities } from '../model/registry.ts';
import { requireAssignable } from './assignee.ts';
import { changeCustomFields, customFieldValuesOf, emptyMandatoryFields } from './change-custom-fields.ts';
import { noteTransitions, requireReopening, statusValues } from './change-status.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import type { StatusDefinition } from './reference-data.ts';
import { numberOf, type Row, rowFromColumns, textOf } from './row.ts';
import { statusNamed } from './status.ts';
import { rememberTags } from './tags.ts';
import { changedTags, readUpdate, type UpdateInput } from './update-input.ts';
import { taskProgress } from './update-tasks.ts';

export const updateCases: Command<UpdateInput, void> = {
  name: 'updateCases',
  permission: 'manageCase/update',
  read: (raw) => readUpdate(entities.case, raw),
  async run(context, input) {
    for (const reference of input.references)
      await updateCase(context, await context.find('case', reference), input);
  },
};

/** Changes one case; gives the new version of the row. */
export async function updateCase(context: CommandContext, row: Row, input: UpdateInput): Promise<Row> {
  requireSharePermission(context, input.values);
  if (input.customFields !== undefined) await changeCustomFields(context, row, input.customFields);
  await requireAssignable(context, input.values, row.placement, 'manageCase/update');
  const status = movedTo(context, row, input.values);
  if (status !== undefined) requireReopening(context, row, status, 'manageCase/reopen');
  const closing = status?.stage === 'Closed' && textOf(row, 'stage') !== 'Closed';
  if (closing) await requireClosable(context, row);
  const tags = changedTags(row, input);
  const next = context.write.update(row, {
    ...input.values,
    ...(tags === undefined ? {} : { tags }),
    ...(status === undefined ? {} : statusEffects(context, row, input.values, status)),
  });
  noteTransitions(context, row, next, 'person');
  if (closing) await endTasks(context, next);
  await rememberTags(context, [tags]);
  return next;
}

/** Sharing rules decide who sees later tasks and observables, so changing them is sharing. */
function requireSharePermission({ actor }: CommandContext, values: RowValues): void {
  const changes = values.taskRule !== undefined || values.observableRule !== undefined;
  if (changes && !actor.permissions.has('manageShare'))
    throw new CodedError('permissionMissing', { permission: 'manageShare' });
}

function movedTo({ reference }: CommandContext, row: Row, values: RowValues): StatusDefinition | undefined {
  if (typeof values.status !== 'string' || values.status === textOf(row, 'status')) return undefined;
  return statusNamed(reference.caseStatuses, values.status);
}

function statusEffects(
  { write }: CommandContext,
  row: Row,
  values: RowValues,
  status: StatusDefinition,
): RowValues {
  const contained = status.contained && numberOf(row, 'containedDate') === undefined;
  const entersClosed = status.stage === 'Closed' && textOf(row, 'stage') !== 'Closed';
  return {
    ...statusValues(row, status, write.now),
    ...(contained ? { containedDate: write.now } : {}),
    ...(entersClosed ? { endDate: values.endDate ?? write.now } : {}),
  };
}

/** Throws while a mandatory custom field of the case is empty or a mandatory task is not completed. */
async function requireClosable(context: CommandContext, row: Row): Promise<void> {
  const empty = emptyMandatoryFields(context, await customFieldValuesOf(context.write, row));
  if (empty.length > 0) throw new CodedError('requiredFieldsMissing', { fields: empty.join(', ') });
  const { rows } = await context.write.run({
    sql: `select title from skep.task where root_id = $1 and case_id = $1 and mandatory and status <> 'Completed' and deleted_at is null order by position`,
    parameters: [row.id],
  });
  if (rows.length > 0)
    throw new CodedError('mandatoryTasksOpen', { tasks: rows.map((task) => task.title).join(', ') });
}

/** Tasks that are under way are completed with the case, those not begun are cancelled. */
async function endTasks(context: CommandContext, row: Row): Promise<void> {
  const { rows } = await context.write.run({
    sql: `select * from skep.task where root_id = $1 and case_id = $1 and status in ('Waiting', 'InProgress') and deleted_at is null order by id for update`,
    parameters: [row.id],
  });
  for (const found of rows) {
    const task = rowFromColumns(entities.task, found);
    const status = textOf(task, 'status') === 'InProgress' ? 'Completed' : 'Cancel';
    const ended = context.write.update(
      task,
      { status, ...taskProgress(context, task, { status }) },
      { context: { type: row.entity.wireType, id: row.id } },
    );
    noteTransitions(context, task, ended, 'closeCase');
  }
}
