/** Putting tasks and observables into a case: who sees them follows the case's owner, the writer, and the rules of its shares. */
import type { CommandContext } from '../frame/command.ts';
import { sharable } from '../frame/placement.ts';
import type { Placement, Row } from '../frame/row.ts';
import type { SharedPart } from './share-input.ts';
import { insertShares, type ShareTarget } from './shares.ts';

/**
 * Makes tasks or observables of a case through `insert`, which places each by its id. They are seen by the owner, by the
 * organisation that writes them, and by those whose share says that new ones are shared.
 */
export async function newInCase(
  context: CommandContext,
  caseRow: Row,
  part: SharedPart,
  insert: (place: (id: string) => Placement) => Promise<Row[]>,
): Promise<Row[]> {
  const seers = caseRow.placement.organisationIds.length > 1 ? await seersOf(context, caseRow, part) : [];
  const organisationIds = [caseRow.organisationId, ...seers.map((seer) => seer.organisationId)];
  const rows = await insert((id) => sharable(caseRow, id, organisationIds));
  const ids = rows.map((row) => row.id);
  for (const seer of seers) await insertShares(context, caseRow, part, ids, seer);
  return rows;
}

async function seersOf(
  { write, actor }: CommandContext,
  caseRow: Row,
  part: SharedPart,
): Promise<ShareTarget[]> {
  const rule = part === 'task' ? 'taskRule' : 'observableRule';
  const { rows } = await write.run({
    name: 'case_shares',
    sql: 'select organisation_id, profile_id, task_rule, observable_rule from skep.case_shares($1)',
    parameters: [caseRow.id],
  });
  return rows
    .map((row) => ({
      organisationId: String(row.organisation_id),
      profile: String(row.profile_id),
      taskRule: String(row.task_rule),
      observableRule: String(row.observable_rule),
    }))
    .filter((seer) => seer[rule] === 'autoShare' || seer.organisationId === actor.organisation.id);
}
