/** Changes tasks. Starting, completing and cancelling set their times by themselves. */
import { CodedError } from '../../model/errors.ts';
import { entities } from '../../model/registry.ts';
import { beginCase } from '../case/begin-case.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { requirePermissionOn } from '../frame/require-permission.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { requireAssignable } from '../value/assignee.ts';
import { type CustomFieldRecord, changeCustomFields } from '../value/change-custom-fields.ts';
import { noteTransitions } from '../value/change-status.ts';
import { noteMentions } from './mentions.ts';

export const updateTasks: Command<UpdateInput, void> = {
  name: 'updateTasks',
  permission: ['manageTask', 'manageCaseTemplate'],
  read: (raw) => readUpdate(entities.task, raw),
  async run(context, input) {
    for (const reference of input.references) {
      const row = await context.find('task', reference);
      requirePermissionOn(row, isOfCase(row) ? 'manageTask' : 'manageCaseTemplate', context.actor);
      await updateTask(context, row, input);
      await noteMentions(context, row, [input.values.description]);
    }
  },
};

/** Changes one task; gives the new version of the row. */
export async function updateTask(context: CommandContext, row: Row, input: UpdateInput): Promise<Row> {
  await requireAssignable(context, input.values, row.placement, 'manageTask');
  const changed = await changeCustomFields(context, row, input.customFields);
  return moveTask(context, row, input.values, 'person', changed);
}

/**
 * Applies values to a task, with what a change of status brings, for its case too when this is where work on it begins. `cause`
 * says what led to it, `changed` which custom fields were changed with it.
 */
export async function moveTask(
  context: CommandContext,
  row: Row,
  values: RowValues,
  cause: string,
  changed: CustomFieldRecord = {},
): Promise<Row> {
  const status = values.status;
  if (status === 'Completed' && textOf(row, 'status') !== 'Completed') await requireLog(context, row, values);
  const next = context.write.update(
    row,
    { ...values, ...taskProgress(context, row, values) },
    { ...changed, context: contextOf(row) },
  );
  noteTransitions(context, row, next, cause);
  if (begun.has(status) && status !== textOf(row, 'status'))
    await beginCase(context, next, cause === 'person' ? 'updateTasks' : cause);
  return next;
}

const begun: ReadonlySet<unknown> = new Set(['InProgress', 'Completed']);
const ended: ReadonlySet<unknown> = new Set(['Completed', 'Cancel']);

/**
 * Times and assignee that a change of status sets where they are empty. Work that is taken up again after its end has no end
 * any more.
 */
export function taskProgress({ write, actor }: CommandContext, row: Row, values: RowValues): RowValues {
  const before = textOf(row, 'status');
  const { status } = values;
  if (typeof status !== 'string' || status === before) return {};
  const takes = status === 'InProgress' && actor.userId !== undefined;
  return {
    ...(begun.has(status) ? whenEmpty(row, values, 'startDate', write.now) : {}),
    ...(ended.has(status) ? whenEmpty(row, values, 'endDate', write.now) : {}),
    ...(ended.has(before) && !ended.has(status) && values.endDate === undefined ? { endDate: null } : {}),
    ...(takes ? whenEmpty(row, values, 'assignee', actor.login) : {}),
  };
}

/** A value for a field that neither has one nor is given one; emptying it in the same request counts as given. */
function whenEmpty(row: Row, values: RowValues, name: string, value: unknown): RowValues {
  return values[name] === undefined && storedValue(row, name) === null ? { [name]: value } : {};
}

/** A mandatory task is completed only with something written down. */
async function requireLog({ write }: CommandContext, row: Row, values: RowValues): Promise<void> {
  const mandatory = values.mandatory ?? storedValue(row, 'mandatory');
  if (mandatory !== true) return;
  const { rows } = await write.run({
    sql: 'select true from skep.task_log where root_id = $1 and task_id = $2 and deleted_at is null limit 1',
    parameters: [row.placement.rootId, row.id],
  });
  if (rows.length === 0) throw logNeeded();
}

/** The error for a mandatory task that would be completed without a word. */
export function logNeeded(): CodedError {
  return new CodedError('badRequest', {
    reason: 'A mandatory task needs at least one log before it is completed',
  });
}

/** Whether a task belongs to a case, and not to a case template. */
export function isOfCase(row: Row): boolean {
  return storedValue(row, 'caseId') !== null;
}

/** Audit records of a task stand under its case, those of a template's task under the template. */
export function contextOf(row: Row): { type: string; id: string } {
  const entity = isOfCase(row) ? entities.case : entities.caseTemplate;
  return { type: entity.wireType, id: row.placement.rootId };
}
