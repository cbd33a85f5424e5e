/** Tying alerts to a case and taking them out again: their status, and the dates that the case has from them. */
import { CodedError } from '../../model/errors.ts';
import { entities } from '../../model/registry.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { numberOf, type Row, storedValue, textOf } from '../frame/row.ts';
import { noteTransitions } from '../value/change-status.ts';
import { stageDate, statusNamed } from '../value/status.ts';

/** What identifies an alert in the audit of a case. */
export function alertReference(alert: Row): RowValues {
  return {
    _id: `~${alert.id}`,
    type: textOf(alert, 'type'),
    source: textOf(alert, 'source'),
    sourceRef: textOf(alert, 'sourceRef'),
  };
}

/**
 * The id of the case that holds an alert. A case that was shared and taken back holds it no longer: its organisation could
 * neither work in it nor take the alert out. One that is kept to others does: whoever is not named takes nothing out of it.
 */
export async function caseOf(context: CommandContext, alert: Row): Promise<string | undefined> {
  if (storedValue(alert, 'caseId') === null) return undefined;
  const [held] = await context.related(alert, 'case', { forChange: false });
  if (held !== undefined) return held.id;
  return (await isKeptToOthers(context, alert)) ? String(storedValue(alert, 'caseId')) : undefined;
}

/** Whether the alert lies in a case that the organisation has, and the actor alone does not see. */
async function isKeptToOthers({ write, actor }: CommandContext, alert: Row): Promise<boolean> {
  const { rows } = await write.run({
    sql: `select true from skep."case" where id = $1 and restricted and deleted_at is null
      and (organisation_id = $2 or organisation_ids @> array[$2::bigint])`,
    parameters: [storedValue(alert, 'caseId'), actor.organisation.id],
  });
  return rows.length > 0;
}

/** Throws when the alert already belongs to a case. */
export async function requireUnlinked(context: CommandContext, alert: Row): Promise<void> {
  if ((await caseOf(context, alert)) !== undefined) throw new CodedError('alertAlreadyImported');
}

/** Marks an alert as imported into a case. */
export function linkAlert(context: CommandContext, alert: Row, caseId: string): Row {
  const { write, reference } = context;
  const { value, stage } = statusNamed(reference.alertStatuses, 'Imported');
  const dates = stageDate(alert, stage, write.now);
  return moveAlert(context, alert, { caseId, status: value, stage, ...dates }, caseId, 'import');
}

/** Gives an alert back to triage. */
export function unlinkAlertFrom(context: CommandContext, alert: Row, caseId: string): Row {
  return moveAlert(context, alert, { caseId: null, ...firstStatus(context) }, caseId, 'unlink');
}

function moveAlert(
  context: CommandContext,
  alert: Row,
  values: RowValues,
  caseId: string,
  cause: string,
): Row {
  const next = context.write.update(alert, values, { context: { type: entities.case.wireType, id: caseId } });
  noteTransitions(context, alert, next, cause);
  return next;
}

function firstStatus({ reference }: CommandContext): { readonly status: string; readonly stage: string } {
  const { value, stage } = statusNamed(reference.alertStatuses, 'New');
  return { status: value, stage };
}

const dates = [
  ['alertDate', 'date', 'alert_date'],
  ['alertNewDate', 'newDate', 'alert_new_date'],
  ['alertInProgressDate', 'inProgressDate', 'alert_in_progress_date'],
  ['alertImportedDate', 'importedDate', 'alert_imported_date'],
  ['alertClosedDate', 'closedDate', 'alert_closed_date'],
] as const;

/** Dates of a case that is made from an alert. */
export function datesFromAlert(alert: Row): RowValues {
  return Object.fromEntries(
    dates.flatMap(([ofCase, ofAlert]) => {
      const value = numberOf(alert, ofAlert);
      return value === undefined ? [] : [[ofCase, value]];
    }),
  );
}

/** Dates that a case has from the alerts it holds now, the earliest of each kind; null where none has one. */
export async function datesFromAlerts({ write }: CommandContext, caseId: string): Promise<RowValues> {
  const { rows } = await write.run({
    sql: 'select * from skep.earliest_alert_dates($1)',
    parameters: [caseId],
  });
  return Object.fromEntries(dates.map(([ofCase, , column]) => [ofCase, rows[0]?.[column] ?? null]));
}

/** Gives all alerts of a case that goes back to triage. */
export async function releaseAlerts(context: CommandContext, caseRow: Row): Promise<void> {
  for (const alert of await context.related(caseRow, 'alerts')) unlinkAlertFrom(context, alert, caseRow.id);
  await moveForeignAlerts(context, caseRow, caseRow, { caseId: null, ...firstStatus(context) });
}

/** Ties all alerts of a case to the one it was merged into. The merge itself is what is recorded. */
export async function handOverAlerts(context: CommandContext, from: Row, to: Row): Promise<void> {
  for (const alert of await context.related(from, 'alerts'))
    context.write.update(alert, { caseId: to.id }, { audited: false });
  await moveForeignAlerts(context, from, to, { caseId: to.id });
}

/**
 * The same for alerts that other organisations have put into a case they share. The owner of the case does not see them: they
 * are moved where they are, and recorded in the tree of a case that their organisation sees.
 */
async function moveForeignAlerts(
  { write, actor }: CommandContext,
  from: Row,
  under: Row,
  values: { readonly caseId: string | null; readonly status?: string; readonly stage?: string },
): Promise<void> {
  const { caseId, status = null, stage = null } = values;
  const { rows } = await write.run({
    sql: 'select id, organisation_id from skep.move_foreign_alerts($1, $2, $3, $4, $5, $6)',
    parameters: [from.id, caseId, status, stage, new Date(write.now), actor.login],
  });
  for (const { id, organisation_id: organisation } of rows) {
    const alert = { ...under, entity: entities.alert, id: String(id) };
    const seers = [String(organisation)];
    const context = { type: entities.case.wireType, id: under.id };
    write.record(alert, 'update', { ...values }, { context, visibleBefore: seers, visibleAfter: seers });
  }
}
