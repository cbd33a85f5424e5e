/** Makes a case from values that are complete: number, owner share, tasks, custom fields and shares. Used by creating, promoting and merging. */
import { entities } from '../../model/registry.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { asRoot, sharable } from '../frame/placement.ts';
import type { Row } from '../frame/row.ts';
import { restrictedColumns } from '../frame/stored-row.ts';
import type { WriteOptions } from '../frame/writer.ts';
import { insertPages } from '../knowledge/page-input.ts';
import { insertTasks } from '../task/task-input.ts';
import { requireAssignable } from '../value/assignee.ts';
import type { CheckedValue } from '../value/custom-field-input.ts';
import { addCustomFieldValues, type Origin } from '../value/custom-field-values.ts';
import { firstStageDates, statusNamed } from '../value/status.ts';
import { rememberTags } from '../value/tags.ts';
import type { Access } from './access-input.ts';
import { keptTo, kindOfAccess, requireNamed, requireRestricting, shownAccess } from './case-access.ts';
import type { ShareInput } from './share-input.ts';
import { addOwnerShare, automaticShares, requireSharing, shareWith } from './shares.ts';

/** What a new case consists of. */
export interface NewCase {
  readonly values: RowValues;
  /** Names of the fields that the request itself holds. */
  readonly given: ReadonlySet<string>;
  readonly customFields: readonly CheckedValue[];
  readonly tasks: readonly RowValues[];
  readonly pages: readonly RowValues[];
  readonly origin: Origin;
  /** The number it would keep; the next one when missing, or when another case has it. */
  readonly number?: number | undefined;
  /** Organisations it is shared with, beside those that get every new case. */
  readonly shares: readonly ShareInput[];
  /** Who sees it; undefined: everybody in its organisations. */
  readonly access?: Access | undefined;
  /** How its making is recorded. */
  readonly recorded?: Pick<WriteOptions, 'action' | 'details' | 'columns'>;
}

/**
 * Stores a case owned by the actor's organisation, with its tasks, and shares it. `fill` puts further things into it before it
 * is shared.
 */
export async function makeCase(
  context: CommandContext,
  made: NewCase,
  fill: (row: Row) => Promise<void> = () => Promise.resolve(),
): Promise<Row> {
  if (made.shares.length > 0) requireSharing(context);
  requireRestricting(context, made.access);
  const row = await storeCase(context, made);
  await insertTasks(
    context,
    {
      parent: row,
      link: { caseId: row.id },
      place: (taskId) => sharable(row, taskId, row.placement.organisationIds),
      origin: made.origin,
      firstOrder: 0,
    },
    made.tasks,
  );
  await insertPages(context, row, made.pages, made.origin);
  await fill(row);
  const automatic = await automaticShares(context, row, made.shares);
  const shared = await shareWith(context, row, [...made.shares, ...automatic]);
  await requireNamed(context, shared, made.access);
  return shared;
}

/** Stores a case without anything below it, seen by its owner alone. */
export async function storeCase(
  context: CommandContext,
  made: Omit<NewCase, 'tasks' | 'pages' | 'shares'>,
): Promise<Row> {
  const { write, actor } = context;
  const [id = '', shareId = ''] = await write.takeIds(2);
  const people = keptTo(made.access);
  const placement = asRoot(id, actor.organisation.id, people);
  // What is restored names people who were looked up already, some of whom may be locked by now.
  if (made.origin.kind !== 'import')
    await requireAssignable(context, made.values, placement, 'manageCase/update');
  const values = await completed(context, made);
  // The share stands before the case: the policies read it.
  addOwnerShare(context, { rootId: id, entityId: id, kind: 'case', shareId, restrictedTo: people });
  const row = write.insert(entities.case, id, placement, values, {
    ...made.recorded,
    ...recordedAccess(made, people),
  });
  const fields = made.customFields.map((value) => ({ ...value, order: undefined }));
  await addCustomFieldValues(write, row, fields, 0, made.origin);
  await rememberTags(context, [values.tags], placement);
  return row;
}

/** The access of a case that is kept to some people is told when it is made; that of others goes without saying. */
function recordedAccess(
  { recorded }: Pick<NewCase, 'recorded'>,
  people: readonly string[] | undefined,
): WriteOptions {
  if (people === undefined) return {};
  const columns = {
    ...recorded?.columns,
    access_kind: kindOfAccess(people),
    ...restrictedColumns(people),
  };
  return { columns, details: { ...recorded?.details, access: shownAccess(people) } };
}

async function completed(
  context: CommandContext,
  { values, given, number: wanted }: Pick<NewCase, 'values' | 'given' | 'number'>,
): Promise<RowValues> {
  const { write, actor, reference } = context;
  const status = statusNamed(reference.caseStatuses, String(values.status ?? 'New'));
  const { number, ...rules } = await numberAndRules(context, given, wanted);
  return {
    assignee: actor.login,
    startDate: write.now,
    ...firstStageDates(status.stage, write.now),
    ...(status.stage === 'Closed' ? { endDate: write.now } : {}),
    ...(status.contained ? { containedDate: write.now } : {}),
    ...present(values),
    ...rules,
    number,
    status: status.value,
    stage: status.stage,
  };
}

/** Without what was not given; null counts as given. */
function present(values: RowValues): RowValues {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

/** Its number, and the sharing rules of the organisation where the request has none. */
async function numberAndRules(
  { write, actor, isRehearsal }: CommandContext,
  given: ReadonlySet<string>,
  wanted: number | undefined,
): Promise<RowValues> {
  // A number that is drawn is gone for good: a rehearsal does without.
  const next = isRehearsal ? '0' : `nextval('skep.case_number')::integer`;
  const drawn = wanted === undefined || isRehearsal ? next : 'skep.claim_case_number($2)';
  const { rows } = await write.run({
    ...(drawn === next && !isRehearsal ? { name: 'next_case_number' } : {}),
    sql: `select ${drawn} as number, task_rule, observable_rule from skep.organisation where id = $1`,
    parameters: [actor.organisation.id, ...(drawn === next ? [] : [wanted])],
  });
  const { number, task_rule: taskRule, observable_rule: observableRule } = rows[0] ?? {};
  return {
    number,
    ...(given.has('taskRule') ? {} : { taskRule }),
    ...(given.has('observableRule') ? {} : { observableRule }),
  };
}
