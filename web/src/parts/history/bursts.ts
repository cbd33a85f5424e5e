/** Changes in bursts: what one person did without a pause is one entry of the history. */
import type { OutputAudit } from '../../../../contract/v1-types.ts';
import type { Authored } from '../../data/authored.ts';

/** A change as the server recorded it. */
export type Change = OutputAudit & Authored;

/** Changes of one person, newest first. */
export interface Burst {
  /** Id of its newest change. */
  readonly id: string;
  readonly by: string;
  readonly from: number;
  readonly to: number;
  readonly changes: readonly Change[];
}

/** A pause of more than this many milliseconds ends a burst. */
const pauseMs = 5 * 60_000;

/** The bursts of changes that are given newest first. */
export function burstsOf(changes: readonly Change[]): readonly Burst[] {
  const bursts: Burst[] = [];
  for (const change of changes) {
    const last = bursts.at(-1);
    if (last?.by === change._createdBy && last.from - change._createdAt <= pauseMs)
      bursts[bursts.length - 1] = {
        ...last,
        from: change._createdAt,
        changes: [...last.changes, change],
      };
    else
      bursts.push({
        id: change._id,
        by: change._createdBy,
        from: change._createdAt,
        to: change._createdAt,
        changes: [change],
      });
  }
  return bursts;
}

/** Fields that follow from others, or that say nothing to a reader. */
const silent: ReadonlySet<string> = new Set([
  'stage',
  'originKind',
  'originId',
  'caseId',
  'taskId',
  'alertId',
  'jobId',
  'order',
  'customFieldChanges',
  'newDate',
  'inProgressDate',
  'closedDate',
  'importedDate',
  'firstTouchedDate',
]);

/** One changed field. */
export interface FieldChange {
  readonly field: string;
  readonly before: unknown;
  readonly after: unknown;
}

/** The fields that a change tells of; of something new only what it says of itself. */
export function fieldChangesOf({ action, details, previous }: Change): readonly FieldChange[] {
  if (action !== 'update' || !isRecord(details)) return [];
  const former = isRecord(previous) ? previous : {};
  return Object.entries(details).flatMap(([field, after]) =>
    silent.has(field) ? [] : [{ field, before: former[field], after }],
  );
}

/** Ids of what an event stood on before and after a change of that. */
export function evidenceIdsOf(change: Change): readonly string[] {
  if (change.objectType !== 'CustomEvent') return [];
  return fieldChangesOf(change).flatMap(({ field, before, after }) =>
    field === 'evidence' ? [...textsIn(before), ...textsIn(after)] : [],
  );
}

/** The texts of a list; none where there is no list. */
export function textsIn(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
}

/** What an object says of itself in the record of its making; undefined when nothing does. */
export function saidBy({ details, previous }: Change): string | undefined {
  for (const values of [details, previous]) {
    if (!isRecord(values)) continue;
    const found = ['title', 'data', 'message', 'name']
      .map((field) => values[field])
      .find((value) => typeof value === 'string' && value !== '');
    if (typeof found === 'string') return found;
  }
  return undefined;
}

/** Whether a value is an object with named parts. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
