/** Logs of tasks and comments on cases and alerts: writing, changing, and what writing means for the task. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { type RawObject, readInput } from '../../model/input.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import { beginCase } from '../case/begin-case.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { within } from '../frame/placement.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { type ParentReference, readParent } from '../observable/observable-commands.ts';
import { attachFiles } from '../value/attachments.ts';
import { noteMentions } from './mentions.ts';
import { isOfCase, moveTask } from './update-tasks.ts';

interface CreateLogInput {
  readonly task: string;
  readonly values: RowValues;
}

export const createLog: Command<CreateLogInput, { id: string }> = {
  name: 'createLog',
  permission: 'manageTask',
  read(raw) {
    const { values, faults } = readInput(entities.log, raw, 'create', ['taskId', 'attachments', 'startDate']);
    const all: FieldFault[] = [...faults];
    const task = requiredText(raw, 'taskId', all, 'id of a task');
    if (all.length > 0) throw invalidFields(all);
    return { task, values };
  },
  async run(context, input) {
    const task = await context.find('task', input.task);
    if (!isOfCase(task))
      throw new CodedError('badRequest', { reason: 'Logs are written in tasks of cases, not of templates' });
    const row = await addLog(context, task, input.values);
    await noteMentions(context, row, [input.values.message]);
    const files = context.uploads.get('attachments') ?? [];
    if (files.length > 0) await attachFiles(context, row, files, true, context.origin);
    return { id: row.id };
  },
};

/** Writes a log; a task that was waiting is under way from then on, and so is a case that nobody had begun. */
async function addLog(context: CommandContext, task: Row, values: RowValues): Promise<Row> {
  const { write, origin } = context;
  const [id = ''] = await write.takeIds(1);
  const row = write.insert(
    entities.log,
    id,
    within(task),
    { ...values, taskId: task.id, originKind: origin.kind, originId: origin.id ?? null },
    { context: { type: task.entity.wireType, id: task.id } },
  );
  if (textOf(task, 'status') === 'Waiting')
    await moveTask(context, task, { status: 'InProgress' }, 'createLog');
  else await beginCase(context, task, 'createLog');
  return row;
}

/** Changes objects of an entity that has nothing but its fields. */
function simpleUpdate(
  name: string,
  entity: EntityName,
  permission: 'manageTask' | 'manageComment',
  under: (row: Row) => { type: string; id: string },
  faultsOf: (raw: RawObject) => readonly FieldFault[] = () => [],
): Command<UpdateInput, void> {
  return {
    name,
    permission,
    read: (raw) => readUpdate(entities[entity], raw, [], faultsOf(raw)),
    async run(context, input) {
      for (const reference of input.references) {
        const row = await context.find(entity, reference);
        context.write.update(row, input.values, { context: under(row) });
        await noteMentions(context, row, [input.values.message]);
      }
    },
  };
}

export const updateLog = simpleUpdate('updateLog', 'log', 'manageTask', (row) => ({
  type: entities.task.wireType,
  id: String(storedValue(row, 'taskId')),
}));

export const updateComment = simpleUpdate(
  'updateComment',
  'comment',
  'manageComment',
  commentContext,
  // A comment has nothing else to change.
  ({ message }) => (message === undefined ? [{ kind: 'missing', name: 'message', accepted: 'text' }] : []),
);

interface CreateCommentInput extends ParentReference {
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
    const row = context.write.insert(
      entities.comment,
      id,
      within(parent),
      { ...input.values, ...link },
      { context: { type: parent.entity.wireType, id: parent.id } },
    );
    await noteMentions(context, row, [input.values.message]);
    return { id };
  },
};

function readCreateComment(raw: RawObject): CreateCommentInput {
  const { values, faults } = readInput(entities.comment, raw, 'create', ['caseId', 'alertId']);
  const all: FieldFault[] = [...faults];
  const parent = readParent(raw, all);
  if (all.length > 0) throw invalidFields(all);
  return { ...parent, values };
}

/** Audit records of a comment stand under what it is on. */
export function commentContext(row: Row): { type: string; id: string } {
  const ofCase = storedValue(row, 'caseId');
  return ofCase === null
    ? { type: entities.alert.wireType, id: String(storedValue(row, 'alertId')) }
    : { type: entities.case.wireType, id: String(ofCase) };
}
