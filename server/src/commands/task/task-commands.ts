/** Adding tasks to a case, and asking other organisations for action on one. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { newInCase } from '../case/case-contents.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { Row } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { checkCustomFields, type GivenValues, readCustomFields } from '../value/custom-field-input.ts';
import { addCustomFieldValues } from '../value/custom-field-values.ts';
import { noteMentions } from './mentions.ts';
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
    await addCustomFieldValues(context.write, row, checked, 0, context.origin);
    await noteMentions(context, row, [input.values.description]);
    return { id: row.id };
  },
};

function readCreateTask(raw: RawObject): CreateTaskInput {
  const { values, faults } = readInput(entities.task, raw, 'create', ['caseId', 'customFields']);
  const all = [...faults];
  const caseReference = requiredText(raw, 'caseId', all, 'id or number of a case');
  const customFields = readCustomFields(raw.customFields, 'customFields', all);
  if (all.length > 0) throw invalidFields(all);
  const ordered = raw.order === undefined ? { ...values, order: undefined } : values;
  return { caseReference, values: ordered, customFields };
}

/** Adds one task; without a place of its own it goes to the end of the case's list. */
async function addTask(context: CommandContext, caseRow: Row, values: RowValues): Promise<Row> {
  const firstOrder = await nextOrder(context, caseRow);
  const rows = await newInCase(context, caseRow, 'task', (place) =>
    insertTasks(
      context,
      { parent: caseRow, link: { caseId: caseRow.id }, place, origin: context.origin, firstOrder },
      [values],
    ),
  );
  const row = rows[0];
  if (row === undefined) throw new Error('A task was not stored');
  return row;
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

/** Marks, or unmarks, a task as waiting for an organisation that sees it. */
export const requireTaskAction: Command<TaskActionInput, void> = {
  name: 'requireTaskAction',
  permission: 'manageTask',
  read(raw) {
    const faults: FieldFault[] = [];
    const task = requiredText(raw, 'id', faults, 'id of a task');
    const organisation = requiredText(raw, 'organisation', faults, 'id or name of an organisation');
    if (faults.length > 0) throw invalidFields(faults);
    return { task, organisation, required: raw.required === true };
  },
  async run(context, input) {
    const row = await context.find('task', input.task);
    const organisation = await seeingOrganisation(context, row, input.organisation);
    if (waitsFor(row, organisation.id) === input.required) return;
    const change = input.required ? 'array_append' : 'array_remove';
    context.write.queue({
      sql: `update skep.task set action_required = ${change}(action_required, $3::bigint) where root_id = $1 and id = $2`,
      parameters: [row.placement.rootId, row.id, organisation.id],
    });
    const { name } = organisation;
    const [before, after] = input.required ? [null, name] : [name, null];
    context.write.transition(row, { field: 'waiting', before, after, cause: 'person' });
    context.write.record(
      row,
      'update',
      { [`actionRequired.${organisation.name}`]: input.required },
      { context: contextOf(row) },
    );
  },
};

function waitsFor(row: Row, organisationId: string): boolean {
  const waiting = row.columns.action_required;
  return Array.isArray(waiting) && waiting.map(String).includes(organisationId);
}

/** The organisation of a wire id or name, if the task is visible to it. */
async function seeingOrganisation(
  { write }: CommandContext,
  row: Row,
  reference: string,
): Promise<{ id: string; name: string }> {
  const { rows } = await write.run({
    sql: `select id, name from skep.organisation where id = any($1::bigint[]) and (name = $2 or concat('~', id) = $2)`,
    parameters: [row.placement.organisationIds, reference],
  });
  if (rows[0] === undefined) throw new CodedError('notFound', { entity: 'Organisation' });
  return { id: String(rows[0].id), name: String(rows[0].name) };
}
