/** Changes cases: the same change on each, all or none. Closing checks what must be filled and ends the tasks; going back reopens. */
import { CodedError, type FieldFault } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { StatusDefinition } from '../frame/reference-data.ts';
import { requirePermissionOn } from '../frame/require-permission.ts';
import { numberOf, type Row, storedValue, textOf } from '../frame/row.ts';
import { changedTags, readUpdate, type UpdateInput } from '../frame/update-input.ts';
import { noteMentions } from '../task/mentions.ts';
import { contextOf, taskProgress } from '../task/update-tasks.ts';
import { requireAssignable } from '../value/assignee.ts';
import { changeCustomFields, requireFilled } from '../value/change-custom-fields.ts';
import { enters, movedTo, noteTransitions, statusValues } from '../value/change-status.ts';
import { rememberTags } from '../value/tags.ts';
import { passOnRules } from './shares.ts';

export const updateCases: Command<UpdateInput, void> = {
  name: 'updateCases',
  permission: 'manageCase/update',
  read: (raw) => readUpdate(entities.case, raw, ['access'], accessFaults(raw.access)),
  async run(context, input) {
    for (const reference of input.references)
      await updateCase(context, await context.find('case', reference), input);
  },
};

/** Changes several cases, each in its own way, all or none. */
export const updateEachCase: Command<readonly RawObject[], void> = {
  name: 'updateEachCase',
  permission: updateCases.permission,
  read: ({ changes }) => (Array.isArray(changes) ? changes.filter(isRawObject) : []),
  async run(context, changes) {
    // Whoever changes the same cases at once takes them in the same order.
    for (const change of changes.toSorted((one, other) => (String(one.id) < String(other.id) ? -1 : 1)))
      await context.perform(updateCases, change);
  },
};

/** Access is changed by a request of its own. A case may be sent back as it was read, but not to be kept to others on the way. */
function accessFaults(raw: unknown): FieldFault[] {
  const kind = isRawObject(raw) ? raw._kind : raw;
  if (kind === undefined || kind === null || kind === 'OrganisationAccessKind') return [];
  const accepted = 'nothing: the access of a case is changed by POST /case/{id}/access';
  return [{ kind: 'invalid', name: 'access', accepted, given: shorten(raw) }];
}

async function updateCase(context: CommandContext, row: Row, input: UpdateInput): Promise<void> {
  const { write, reference, actor } = context;
  if (changesRules(row, input.values)) requireRuling(context, row);
  await requireAssignable(context, input.values, row.placement, 'manageCase/update');
  const status = movedTo(reference.caseStatuses, row, input.values);
  if (status !== undefined && textOf(row, 'stage') === 'Closed' && status.stage !== 'Closed')
    requirePermissionOn(row, 'manageCase/reopen', actor);
  const closes = status !== undefined && enters(row, status, 'Closed');
  const changed = await changeCustomFields(context, row, input.customFields);
  if (closes) await requireClosable(context, row);
  const tags = changedTags(row, input);
  const values = {
    ...input.values,
    ...(tags === undefined ? {} : { tags }),
    ...(status === undefined ? {} : statusEffects(context, row, input.values, status)),
  };
  const next = write.update(row, values, changed);
  noteTransitions(context, row, next);
  if (closes) await endTasks(context, next);
  passOnRules(context, row, next);
  await rememberTags(context, [tags], row.placement);
  await noteMentions(context, next, [input.values.description, input.values.summary]);
}

/** Sharing rules decide who sees later tasks and observables, so changing them is sharing. */
function changesRules(row: Row, values: RowValues): boolean {
  return ['taskRule', 'observableRule'].some(
    (name) => values[name] !== undefined && values[name] !== storedValue(row, name),
  );
}

function requireRuling({ actor }: CommandContext, row: Row): void {
  requirePermissionOn(row, 'manageShare', actor);
  if (row.organisationId === actor.organisation.id) return;
  throw new CodedError('notAllowed', {
    reason: 'Only the organisation that owns the case can change its sharing rules',
  });
}

function statusEffects(
  { write }: CommandContext,
  row: Row,
  values: RowValues,
  status: StatusDefinition,
): RowValues {
  const contained = status.contained && numberOf(row, 'containedDate') === undefined;
  return {
    ...statusValues(row, status, write.now),
    ...(contained ? { containedDate: write.now } : {}),
    ...(enters(row, status, 'Closed') ? { endDate: values.endDate ?? write.now } : {}),
  };
}

/** Throws while a mandatory custom field of the case is empty, a mandatory task open, or any that the actor cannot end. */
async function requireClosable(context: CommandContext, row: Row): Promise<void> {
  await requireFilled(context, row);
  const tasks = await context.related(row, 'tasks');
  const open = tasks.filter(
    (task) => storedValue(task, 'mandatory') === true && textOf(task, 'status') !== 'Completed',
  );
  if (open.length > 0) {
    const titles = open.map((task) => textOf(task, 'title')).join(', ');
    throw new CodedError('mandatoryTasksOpen', { tasks: titles });
  }
  if (row.organisationId !== context.actor.organisation.id) await requireNothingHidden(context, row);
}

/** What another organisation still works on is not ended over its head. */
async function requireNothingHidden({ write }: CommandContext, row: Row): Promise<void> {
  const { rows } = await write.run({
    sql: 'select skep.has_hidden_open_tasks($1) as hidden',
    parameters: [row.id],
  });
  if (rows[0]?.hidden === true)
    throw new CodedError('badRequest', {
      reason: 'The case has open tasks that are not shared with you: its owner can close it',
    });
}

/** Tasks that are under way are completed with the case, those not begun are cancelled. */
async function endTasks(context: CommandContext, row: Row): Promise<void> {
  const endings: Readonly<Record<string, string>> = { InProgress: 'Completed', Waiting: 'Cancel' };
  for (const task of await context.related(row, 'tasks')) {
    const status = endings[textOf(task, 'status') ?? ''];
    if (status === undefined) continue;
    const values = { status, ...taskProgress(context, task, { status }) };
    const ended = context.write.update(task, values, { context: contextOf(task) });
    noteTransitions(context, task, ended, 'closeCase');
  }
}
