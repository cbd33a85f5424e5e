/** Takes observables that a job found over into the case or alert of the observable it ran on. */
import { type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { newInCase } from '../case/case-contents.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { within } from '../frame/placement.ts';
import { requirePermissionOn } from '../frame/require-permission.ts';
import { rootOf } from '../frame/root-of.ts';
import { type Placement, type Row, rowFromColumns } from '../frame/row.ts';
import { sharedColumns } from '../frame/stored-row.ts';
import { requiredText } from '../frame/text-input.ts';
import { mostAtOnce, readTexts } from '../frame/update-input.ts';

interface ImportInput {
  readonly job: string;
  /** Digits of the ids of found observables; all of the job when empty. */
  readonly observables: readonly string[];
}

/** Gives the ids of those that were taken over; what is in the case or alert already stays with the job. */
export const importJobArtifacts: Command<ImportInput, readonly string[]> = {
  name: 'importJobArtifacts',
  permission: 'manageObservable',
  read: readImport,
  async run(context, input) {
    const job = await context.find('job', input.job, { forChange: false });
    const parent = await rootOf(context, job, { forChange: true });
    if (parent === undefined) throw notFound('Case');
    requirePermissionOn(parent, 'manageObservable', context.actor);
    const found = await foundBy(context, job, input.observables);
    const placed = await placedIn(context, parent, found);
    return placed.map((row, index) => takeOver(context, parent, found[index] ?? row, row.placement).id);
  },
};

/** The rows as they will stand under their new parent; their shares are there before they move, since the policies ask for them. */
function placedIn(context: CommandContext, parent: Row, found: readonly Row[]): Promise<Row[]> {
  if (parent.entity === entities.alert)
    return Promise.resolve(found.map((row) => ({ ...row, placement: within(parent) })));
  return newInCase(context, parent, 'observable', async (place) =>
    found.map((row) => ({ ...row, placement: place(row.id) })),
  );
}

function readImport(raw: RawObject): ImportInput {
  const faults: FieldFault[] = [];
  const job = requiredText(raw, 'id', faults, 'id of a job');
  const given = readTexts(raw.observables, 'observables', faults);
  const observables = given.flatMap((reference) => idFromWire(reference) ?? []);
  if (observables.length < given.length || given.length > mostAtOnce)
    faults.push({ kind: 'invalid', name: 'observables', accepted: `at most ${mostAtOnce} ids` });
  if (faults.length > 0) throw invalidFields(faults);
  return { job, observables };
}

/** The chosen observables of a job that its root does not have yet, locked. Throws `notFound` for one that is not the job's. */
async function foundBy({ write }: CommandContext, job: Row, chosen: readonly string[]): Promise<Row[]> {
  const { rows } = await write.run({
    sql: `select o.*, exists (select from skep.observable p where p.root_id = o.root_id and p.match_hash = o.match_hash
        and p.job_id is null and p.deleted_at is null) as present
      from skep.observable o where o.root_id = $1 and o.job_id = $2 and o.deleted_at is null
      and (cardinality($3::bigint[]) = 0 or o.id = any($3::bigint[])) order by o.id for update of o`,
    parameters: [job.placement.rootId, job.id, chosen],
  });
  const ids = new Set(rows.map((row) => String(row.id)));
  if (chosen.some((id) => !ids.has(id))) throw notFound('Observable');
  return rows.filter((row) => row.present !== true).map((row) => rowFromColumns(entities.observable, row));
}

/** Puts a found observable into its new place; it keeps its id, and that the job brought it. */
function takeOver({ write }: CommandContext, parent: Row, row: Row, placement: Placement): Row {
  const link = parent.entity === entities.case ? { caseId: parent.id } : { alertId: parent.id };
  return write.update(
    { ...row, placement },
    { ...link, jobId: null },
    {
      columns: sharedColumns(placement),
      visibleBefore: row.placement.organisationIds,
      context: { type: parent.entity.wireType, id: parent.id },
    },
  );
}
