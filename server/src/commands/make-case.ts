/** Makes a case from values that are complete: number, owner share, tasks and custom fields. Used by creating, promoting and merging. */
import { entities } from '../model/registry.ts';
import { requireAssignable } from './assignee.ts';
import type { CommandContext } from './command.ts';
import type { CheckedValue } from './custom-field-input.ts';
import { addCustomFieldValues, type Origin } from './custom-field-values.ts';
import type { RowValues } from './insert-batch.ts';
import { asRoot, sharable } from './placement.ts';
import type { Row } from './row.ts';
import { addOwnerShare } from './shares.ts';
import { firstStageDates, statusNamed } from './status.ts';
import { rememberTags } from './tags.ts';
import { insertTasks } from './task-input.ts';

/** What a new case consists of. */
export interface NewCase {
  readonly values: RowValues;
  readonly customFields: readonly CheckedValue[];
  readonly tasks: readonly RowValues[];
  readonly origin: Origin;
  /** Details for the audit record beside the fields. */
  readonly details?: RowValues;
}

/** Stores a case owned by the actor's organisation. */
export async function makeCase(context: CommandContext, made: NewCase): Promise<Row> {
  const { write, actor, reference } = context;
  const [id = '', shareId = ''] = await write.takeIds(2);
  const status = statusNamed(reference.caseStatuses, String(made.values.status ?? 'New'));
  const placement = asRoot(id, actor.organisation.id);
  const values = {
    ...made.values,
    assignee: made.values.assignee === undefined ? actor.login : made.values.assignee,
    number: await nextNumber(context),
    startDate: made.values.startDate ?? write.now,
    status: status.value,
    stage: status.stage,
    ...firstStageDates(status.stage, write.now),
    ...(status.stage === 'Closed' ? { endDate: made.values.endDate ?? write.now } : {}),
    ...(status.contained ? { containedDate: write.now } : {}),
  };
  await requireAssignable(context, made.values, placement, 'manageCase/update');
  // The share stands before the case: the policies read it.
  addOwnerShare(context, { rootId: id, entityId: id, kind: 'case', shareId });
  const row = write.insert(
    entities.case,
    id,
    placement,
    values,
    made.details === undefined ? {} : { details: made.details },
  );
  await addCustomFieldValues(write, row, made.customFields, 0, made.origin);
  await insertTasks(
    context,
    {
      parent: row,
      link: { caseId: id },
      place: (taskId) => sharable(row, taskId, row.placement.organisationIds),
      origin: made.origin,
      firstOrder: 0,
    },
    made.tasks,
  );
  await rememberTags(context, [made.values.tags]);
  return row;
}

async function nextNumber({ write }: CommandContext): Promise<number> {
  const { rows } = await write.run({
    name: 'next_case_number',
    sql: `select nextval('skep.case_number') as number`,
    parameters: [],
  });
  return Number(rows[0]?.number);
}
