/** Logs of tasks and comments on cases and alerts: writing, changing, and what writing means for the task. */
import { type FieldFault, invalidFields } from '../model/errors.ts';
import { type RawObject, readInput } from '../model/input.ts';
import { type EntityName, entities } from '../model/registry.ts';
import { attachFiles } from './attachments.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { within } from './placement.ts';
import { type Row, storedValue, textOf } from './row.ts';
import { readUpdate, type UpdateInput } from './update-input.ts';
import { moveTask } from './update-tasks.ts';

interface CreateLogInput {
  readonly task: string;
  readonly values: RowValues;
}

export const createLog: Command<CreateLogInput, { id: string }> = {
  name: 'createLog',
  permission: 'manageTask',
  read(raw) {
    const { values, faults } = readInput(entities.log, raw, 'create', ['taskId', 'attachments', 'startDate']);
    if (faults.length > 0) throw invalidFields(faults);
    return { task: String(raw.taskId), values };
  },
  async run(context, input) {
    const task = await context.find('task', input.task);
    const row = await addLog(context, task, input.values);
    const files = context.uploads.get('attachments') ?? [];
    if (files.length > 0) await attachFiles(context, row, files, true);
    return { id: row.id };
  },
};

/** Writes a log; a task that was waiting is under way from then on. */
export async function addLog(context: CommandContext, task: Row, values: RowValues): Promise<Row> {
  const [id = ''] = await context.write.takeIds(1);
  const row = context.write.insert(
    entities.log,
    id,
    within(task),
    { ...values, taskId: task.id },
    { context: { type: task.entity.wireType, id: task.id } },
  );
  if (textOf(task, 'status') === 'Waiting')
    await moveTask(context, task, { status: 'InProgress' }, 'createLog');
  return row;
}

/** Changes one object of an entity that has nothing but its fields. */
function simpleUpdate(
  name: string,
  entity: EntityName,
  permission: 'manageTask' | 'manageComment',
  under: (row: Row) => { type: string; id: string },
): Command<UpdateInput, void> {
  return {
    name,
    permission,
    read: (raw) => readUpdate(entities[entity], raw),
    async run(context, input) {
      for (const reference of input.references) {
        const row = await context.find(entity, reference);
        context.write.update(row, input.values, { context: under(row) });
      }
    },
  };
}

export const updateLog = simpleUpdate('updateLog', 'log', 'manageTask', (row) => ({
  type: entities.task.wireType,
  id: String(storedValue(row, 'taskId')),
}));

export const updateComment = simpleUpdate('updateComment', 'comment', 'manageComment', commentContext);

interface CreateCommentInput {
  readonly on: 'case' | 'alert';
  readonly reference: string;
  readonly values: RowValues;
}

export const createComment: Command<CreateCommentInput, { id: string }> = {
  name: 'createComment',
  permission: 'manageComment',
  read: readCreateComment,
  async run(context, input) {
    const parent = await context.find(input.on, input.reference);
    const [id = ''] = await context.write.takeIds(1);
    const link = input.on === 'case' ? { caseId: parent.id } : { alertId: parent.id };
    context.write.insert(
      entities.comment,
      id,
      within(parent),
      { ...input.values, ...link },
      { context: { type: parent.entity.wireType, id: parent.id } },
    );
    return { id };
  },
};

function readCreateComment(raw: RawObject): CreateCommentInput {
  const { values, faults } = readInput(entities.comment, raw, 'create', ['caseId', 'alertId', 'external']);
  const all: FieldFault[] = [...faults];
  const on = typeof raw.caseId === 'string' ? 'case' : 'alert';
  const reference = on === 'case' ? raw.caseId : raw.alertId;
  if (typeof reference !== 'string')
    all.push({ kind: 'missing', name: 'caseId', accepted: 'id of a case or an alert' });
  if (all.length > 0) throw invalidFields(all);
  return { on, reference: String(reference), values };
}

/** Audit records of a comment stand under what it is on. */
export function commentContext(row: Row): { type: string; id: string } {
  const ofCase = storedValue(row, 'caseId');
  return ofCase === null
    ? { type: entities.alert.wireType, id: String(storedValue(row, 'alertId')) }
    : { type: entities.case.wireType, id: String(ofCase) };
}
