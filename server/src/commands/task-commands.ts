/** Adding and removing tasks of a case, and asking other organisations for action on one. */
import { CodedError, invalidFields } from '../model/errors.ts';
import { type RawObject, readInput } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import { newInCase } from './case-contents.ts';
import type { Command, CommandContext } from './command.ts';
import { checkCustomFields, type GivenValues, readCustomFields } from './custom-field-input.ts';
import { addCustomFieldValues } from './custom-field-values.ts';
import type { RowValues } from './insert-batch.ts';
import type { Row } from './row.ts';
import { linkedOrganisation } from './shares.ts';
import { insertTasks } from './task-input.ts';
import { contextOf } from './update-tasks.ts';

interface CreateTaskInput {
  readonly caseReference: string;
  readonly values: RowValues;
  readonly customFields: GivenValues;
}

export const createTask: Command<CreateTaskInput, { id: string }> = {
  name: 'createTask',
  permission: 'manageTask',
  read: readCreateTask,
  async run(context, input) {
    const caseRow = await context.find('case', input.caseReference);
    const checked = checkCustomFields(input.customFields, context.reference);
    const row = await addTask(context, caseRow, input.values);
    await addCustomFieldValues(context.write, row, checked);
    return { id: row.id };
  },
};

/** Adds one task at the end of a case's list. */
export async function addTask(context: CommandContext, caseRow: Row, values: RowValues): Promise<Row> {
  const firstOrder = await nextOrder(context, caseRow);
  const rows = await newInCase(context, caseRow, 'task', (place) =>
    insertTasks(
      context,
      { parent: caseRow, link: { caseId: caseRow.id }, place, origin: { kind: 'person' }, firstOrder },
      [values],
    ),
  );
  const row = rows[0];
  if (row === undefined) throw new Error('A task was not stored');
  return row;
}

function readCreateTask(raw: RawObject): CreateTaskInput {
  const { values, faults } = readInput(entities.task, raw, 'create', ['caseId', 'customFields']);
  const all = [...faults];
  const customFields = readCustomFields(raw.customFields, 'customFields', all);
  if (all.length > 0) throw invalidFields(all);
  const ordered = raw.order === undefined ? { ...values, order: undefined } : values;
  return { caseReference: String(raw.caseId), values: ordered, customFields };
}

async function nextOrder({ write }: CommandContext, caseRow: Row): Promise<number> {
  const { rows } = await write.run({
    sql: 'select coalesce(max(position) + 1, 0)::int as position from skep.task where root_id = $1 and case_id = $1 and deleted_at is null',
    parameters: [caseRow.id],
  });
  return Number(rows[0]?.position ?? 0);
}

interface TaskActionInput {
  readonly task: string;
  readonly organisation: string;
  readonly required: boolean;
}

/** Marks, or unmarks, a task as waiting for an organisation. */
export const requireTaskAction: Command<TaskActionInput, void> = {
  name: 'requireTaskAction',
  permission: 'manageTask',
  read: (raw) => ({
    task: String(raw.id),
    organisation: String(raw.organisation),
    required: raw.required === true,
  }),
  async run(context, input) {
    const row = await context.find('task', input.task);
    const organisation = await linkedOrganisation(context, input.organisation);
    if (!row.placement.organisationIds.includes(organisation.id))
      throw new CodedError('notFound', { entity: 'Organisation' });
    const change = input.required
      ? 'array_append(array_remove(action_required, $3::bigint), $3::bigint)'
      : 'array_remove(action_required, $3::bigint)';
    context.write.queue({
      sql: `update skep.task set action_required = ${change} where root_id = $1 and id = $2`,
      parameters: [row.placement.rootId, row.id, organisation.id],
    });
    context.write.record(
      row,
      'update',
      { [`actionRequired.${organisation.name}`]: input.required },
      { context: contextOf(row) },
    );
  },
};
