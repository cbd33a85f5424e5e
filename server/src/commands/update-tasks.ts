/** Changes tasks. Starting, completing and cancelling set their times by themselves. */
import { CodedError } from '../model/errors.ts';
import { entities } from '../model/registry.ts';
import { requireAssignable } from './assignee.ts';
import { changeCustomFields } from './change-custom-fields.ts';
import { noteTransitions } from './change-status.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { numberOf, type Row, storedValue, textOf } from './row.ts';
import { readUpdate, type UpdateInput } from './update-input.ts';

export const updateTasks: Command<UpdateInput, void> = {
  name: 'updateTasks',
  permission: ['manageTask', 'manageCaseTemplate'],
  read: (raw) => readUpdate(entities.task, raw),
  async run(context, input) {
    for (const reference of input.references)
      await updateTask(context, await context.find('task', reference), input);
  },
};

/** Changes one task; gives the new version of the row. */
export async function updateTask(context: CommandContext, row: Row, input: UpdateInput): Promise<Row> {
  if (input.customFields !== undefined) await changeCustomFields(context, row, input.customFields);
  await requireAssignable(context, input.values, row.placement, 'manageTask');
  return moveTask(context, row, input.values, 'person');
}

/** Applies values to a task, with what a change of status brings. `cause` says what led to it. */
export async function moveTask(
  context: CommandContext,
  row: Row,
  values: RowValues,
  cause: string,
): Promise<Row> {
  const status = values.status;
  if (status === 'Completed' && textOf(row, 'status') !== 'Completed') await requireLog(context, row, values);
  const next = context.write.update(
    row,
    { ...values, ...taskProgress(context, row, values) },
    { context: contextOf(row) },
  );
  noteTransitions(context, row, next, cause);
  return next;
}

/** Times and assignee that a change of status sets where they are empty. */
export function taskProgress({ write, actor }: CommandContext, row: Row, values: RowValues): RowValues {
  const status = values.status;
  if (typeof status !== 'string' || status === textOf(row, 'status')) return {};
  const begins =
    (status === 'InProgress' || status === 'Completed') && numberOf(row, 'startDate') === undefined;
  const ends = status === 'Completed' || status === 'Cancel';
  const takes =
    status === 'InProgress' && textOf(row, 'assignee') === undefined && values.assignee === undefined;
  return {
    ...(begins ? { startDate: values.startDate ?? write.now } : {}),
    ...(ends ? { endDate: values.endDate ?? write.now } : {}),
    ...(takes ? { assignee: actor.login } : {}),
  };
}

/** A mandatory task is completed only with something written down. */
async function requireLog({ write }: CommandContext, row: Row, values: RowValues): Promise<void> {
  const mandatory = values.mandatory ?? storedValue(row, 'mandatory');
  if (mandatory !== true) return;
  const { rows } = await write.run({
    sql: 'select true from skep.task_log where root_id = $1 and task_id = $2 and deleted_at is null limit 1',
    parameters: [row.placement.rootId, row.id],
  });
  if (rows.length === 0)
    throw new CodedError('badRequest', {
      reason: 'A mandatory task needs at least one log before it is completed',
    });
}

/** Audit records of a task stand under its case, those of a template's task under the template. */
export function contextOf(row: Row): { type: string; id: string } {
  const ofCase = storedValue(row, 'caseId');
  return ofCase === null
    ? { type: entities.caseTemplate.wireType, id: row.placement.rootId }
    : { type: entities.case.wireType, id: String(ofCase) };
}
