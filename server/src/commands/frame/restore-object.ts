/** Brings back a deleted object with everything that was deleted together with it. */
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import { shorten } from '../../model/input.ts';
import { takeAlertKey } from '../alert/alert-key.ts';
import { caseOf, linkAlert, unlinkAlertFrom } from '../alert/linked-alert.ts';
import { openMerge, sourcesOf } from '../alert/merge-record.ts';
import { placeInAudit } from './audit-place.ts';
import { type Deletable, restoreBelow } from './below.ts';
import type { Command, CommandContext } from './command.ts';
import { type Row, storedValue } from './row.ts';

interface RestoreInput {
  readonly entity: Deletable;
  readonly reference: string;
}

/** What must hold, or come back first, before an object of a kind is there again. */
const before: Readonly<Record<Deletable, (context: CommandContext, row: Row) => Promise<void>>> = {
  alert: takeAlertKey,
  case: requireNotMerged,
  task: requireParents,
  log: requireParents,
  comment: requireParents,
  observable: requireStillMissing,
  attachment: requireParents,
  procedure: requireParents,
  customEvent: requireParents,
  page: requireParents,
  caseReport: requireParents,
};

const after: Readonly<Partial<Record<Deletable, (context: CommandContext, row: Row) => Promise<void>>>> = {
  alert: releaseFromLostCase,
  case: takeAlertsBack,
};

export const restoreObject: Command<RestoreInput, void> = {
  name: 'restoreObject',
  permission: 'manageConfig',
  read(raw) {
    const entity = raw.entity;
    if (typeof entity === 'string' && isDeletable(entity)) return { entity, reference: String(raw.id) };
    const choices = Object.keys(before);
    const accepted = `one of ${choices.join(', ')}`;
    const fault: FieldFault = { kind: 'invalid', name: 'entity', accepted, choices, given: shorten(entity) };
    throw invalidFields([fault]);
  },
  async run(context, { entity, reference }) {
    const row = await context.find(entity, reference, { deleted: true });
    if (row.organisationId !== context.actor.organisation.id)
      throw new CodedError('notAllowed', { reason: 'Only the organisation that owns it can restore it' });
    await before[entity](context, row);
    const present = context.write.update(
      row,
      {},
      {
        context: placeInAudit(row),
        columns: { deleted_at: null, deleted_by: null },
        details: { restored: true },
        visibleBefore: [],
      },
    );
    restoreBelow(context, entity, row, Number(row.columns.deleted_at));
    await after[entity]?.(context, present);
  },
};

function isDeletable(entity: string): entity is Deletable {
  return Object.hasOwn(before, entity);
}

/** A case that was merged lives on in the one it was merged into; only its empty shell is left. */
async function requireNotMerged(context: CommandContext, row: Row): Promise<void> {
  if ((await openMerge(context, row.id)) === undefined) return;
  throw new CodedError('badRequest', {
    reason: 'The case was merged into another one, which has everything of it',
  });
}

const parents = [
  ['logId', 'log'],
  ['taskId', 'task'],
  ['jobId', 'job'],
  ['caseId', 'case'],
  ['alertId', 'alert'],
  ['caseTemplateId', 'caseTemplate'],
] as const;

/** What an object belongs to must be there, or it would come back where nobody sees it. */
async function requireParents(context: CommandContext, row: Row): Promise<void> {
  for (const [field, entity] of parents) {
    const id = field in row.entity.fields ? storedValue(row, field) : null;
    if (id === null) continue;
    try {
      await context.find(entity, `~${String(id)}`, { forChange: false });
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'notFound') throw error;
      throw new CodedError('badRequest', {
        reason: `The ${entity} it belongs to is deleted: restore that first`,
      });
    }
  }
}

/** The same datum may have been added again meanwhile; it is kept once. */
async function requireStillMissing(context: CommandContext, row: Row): Promise<void> {
  await requireParents(context, row);
  const { rows } = await context.write.run({
    sql: `select true from skep.observable where root_id = $1 and match_hash = $2 and job_id is null and deleted_at is null limit 1`,
    parameters: [row.placement.rootId, row.columns.match_hash],
  });
  if (rows.length > 0 && storedValue(row, 'jobId') === null) throw new CodedError('observableAlreadyExists');
}

/** The case of an alert may have gone while the alert was deleted; the alert is one for triage then. */
async function releaseFromLostCase(context: CommandContext, alert: Row): Promise<void> {
  const caseId = storedValue(alert, 'caseId');
  if (caseId !== null && (await caseOf(context, alert)) === undefined)
    unlinkAlertFrom(context, alert, String(caseId));
}

/** Alerts went back to triage with the deletion of their case; those that have no other case since belong to it again. */
async function takeAlertsBack(context: CommandContext, row: Row): Promise<void> {
  for (const id of await sourcesOf(context, row)) {
    const merge = await openMerge(context, id);
    if (merge?.targetId !== row.id) continue;
    const [alert] = await presentAlert(context, id);
    if (alert !== undefined && storedValue(alert, 'caseId') === null) linkAlert(context, alert, row.id);
  }
}

async function presentAlert(context: CommandContext, id: string): Promise<Row[]> {
  try {
    return [await context.find('alert', `~${id}`)];
  } catch (error) {
    if (error instanceof CodedError && error.code === 'notFound') return [];
    throw error;
  }
}
