/** Putting tasks and observables into a case: who sees them follows the case's owner, the writer, and the rules of its shares. */
import type { CommandContext } from './command.ts';
import { sharable } from './placement.ts';
import type { Placement, Row } from './row.ts';
import { ownerOf, profileId, type SharedKind, shareEntities } from './shares.ts';

interface Seer {
  readonly organisationId: string;
  readonly profile: string;
}

/**
 * Makes tasks or observables of a case through `insert`, which places each by its id. They are seen by the owner, by the
 * organisation that writes them, and by those whose share says that new ones are shared.
 */
export async function newInCase(
  context: CommandContext,
  caseRow: Row,
  kind: Exclude<SharedKind, 'case'>,
  insert: (place: (id: string) => Placement) => Promise<Row[]>,
): Promise<Row[]> {
  const seers = caseRow.placement.organisationIds.length > 1 ? await seersOf(context, caseRow, kind) : [];
  const organisationIds = [...new Set([ownerOf(caseRow), ...seers.map((seer) => seer.organisationId)])];
  const rows = await insert((id) => sharable(caseRow, id, organisationIds));
  const ids = rows.map((row) => row.id);
  for (const seer of seers) {
    await shareEntities(context, caseRow, kind, ids, {
      ...seer,
      rules: { taskRule: undefined, observableRule: undefined },
    });
  }
  return rows;
}

async function seersOf(
  { write, actor, reference }: CommandContext,
  caseRow: Row,
  kind: Exclude<SharedKind, 'case'>,
): Promise<Seer[]> {
  const rule = kind === 'task' ? 'task_rule' : 'observable_rule';
  const { rows } = await write.run({
    sql: `select organisation_id, profile_id from skep.share where root_id = $1 and entity_id = $1 and not owner and (${rule} = 'autoShare' or organisation_id = $2)`,
    parameters: [caseRow.id, actor.organisation.id],
  });
  const seers = rows.map((row) => ({
    organisationId: String(row.organisation_id),
    profile: String(row.profile_id),
  }));
  // A share of another organisation is not visible to the writer, but its own is; without one it must own the case.
  const own =
    seers.some((seer) => seer.organisationId === actor.organisation.id) ||
    ownerOf(caseRow) === actor.organisation.id;
  return own
    ? seers
    : [...seers, { organisationId: actor.organisation.id, profile: profileId(reference, 'analyst') }];
}
