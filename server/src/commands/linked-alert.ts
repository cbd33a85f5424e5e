/** Tying an alert to a case: its status, the dates the case takes from it, and copies of what it brought. */
import { CodedError } from '../model/errors.ts';
import { entities } from '../model/registry.ts';
import { newInCase } from './case-contents.ts';
import { noteTransitions } from './change-status.ts';
import type { CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { insertObservables, mergeEqual, type PreparedObservable } from './observables.ts';
import { numberOf, type Row, rowFromColumns, storedValue, textOf, textsOf } from './row.ts';
import { stageDate, statusNamed } from './status.ts';

/** Throws when the alert already belongs to a case. */
export function requireUnlinked(alert: Row): void {
  if (storedValue(alert, 'caseId') !== null) throw new CodedError('alertAlreadyImported');
}

/** Marks an alert as imported into a case. */
export function linkAlert(context: CommandContext, alert: Row, caseId: string): Row {
  const { write, reference } = context;
  const status = statusNamed(reference.alertStatuses, 'Imported');
  const next = write.update(
    alert,
    { caseId, status: status.value, stage: status.stage, ...stageDate(alert, status.stage, write.now) },
    { context: { type: entities.case.wireType, id: caseId } },
  );
  noteTransitions(context, alert, next, 'import');
  return next;
}

/** Dates that a case takes from its alerts, the earliest of each kind. */
export function datesFromAlert(alert: Row, caseRow?: Row): RowValues {
  const pairs = [
    ['alertDate', 'date'],
    ['alertNewDate', 'newDate'],
    ['alertInProgressDate', 'inProgressDate'],
    ['alertImportedDate', 'importedDate'],
    ['alertClosedDate', 'closedDate'],
  ] as const;
  return Object.fromEntries(
    pairs.flatMap(([ofCase, ofAlert]) => {
      const value = numberOf(alert, ofAlert);
      const present = caseRow === undefined ? undefined : numberOf(caseRow, ofCase);
      return value === undefined || (present !== undefined && present <= value) ? [] : [[ofCase, value]];
    }),
  );
}

/** What copying an alert's observables into a case did: needed to undo it. */
export interface CopiedObservables {
  readonly added: readonly string[];
  /** Tags given to observables that were there already, by id. */
  readonly tagged: readonly { readonly id: string; readonly tags: readonly string[] }[];
}

/** Copies observables into a case. One that is there already gets the tags it lacks. */
export async function copyObservables(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
): Promise<CopiedObservables> {
  const source = await observablesOf(context, alert, 'alert_id');
  const present = await observablesOf(context, caseRow, 'case_id');
  const byHash = new Map(present.map((row) => [hashOf(row), row]));
  const fresh = source.filter((row) => !byHash.has(hashOf(row)));
  const prepared = mergeEqual(fresh.map(asPrepared));
  const rows = await newInCase(context, caseRow, 'observable', (place) =>
    insertObservables(
      context.write,
      { parent: caseRow, link: { caseId: caseRow.id }, place, origin: { kind: 'alert', id: alert.id } },
      prepared,
    ),
  );
  const tagged = source.flatMap((row) =>
    addMissingTags(context, byHash.get(hashOf(row)), textsOf(row, 'tags')),
  );
  return { added: rows.map((row) => row.id), tagged };
}

function addMissingTags(
  { write }: CommandContext,
  present: Row | undefined,
  tags: readonly string[],
): CopiedObservables['tagged'] {
  if (present === undefined) return [];
  const missing = tags.filter((tag) => !textsOf(present, 'tags').includes(tag));
  if (missing.length === 0) return [];
  write.update(present, { tags: [...textsOf(present, 'tags'), ...missing] });
  return [{ id: present.id, tags: missing }];
}

async function observablesOf(
  { write }: CommandContext,
  parent: Row,
  column: 'alert_id' | 'case_id',
): Promise<Row[]> {
  const { rows } = await write.run({
    sql: `select * from skep.observable where root_id = $1 and ${column} = $1 and deleted_at is null order by id`,
    parameters: [parent.id],
  });
  return rows.map((row) => rowFromColumns(entities.observable, row));
}

function hashOf(row: Row): string {
  const hash = row.columns.match_hash;
  return hash instanceof Uint8Array ? Buffer.from(hash).toString('base64') : '';
}

const copiedFields = [
  'dataType',
  'message',
  'tlp',
  'pap',
  'tags',
  'ioc',
  'sighted',
  'sightedAt',
  'ignoreSimilarity',
  'reports',
] as const;

function asPrepared(row: Row): PreparedObservable {
  const hash = row.columns.match_hash;
  const fileId = textOf(row, 'attachmentId');
  return {
    values: Object.fromEntries(copiedFields.map((name) => [name, storedValue(row, name)])),
    data: typeof row.columns.data === 'string' ? row.columns.data : undefined,
    matchHash: hash instanceof Uint8Array ? Buffer.from(hash) : Buffer.alloc(0),
    file:
      fileId === undefined
        ? undefined
        : {
            id: fileId,
            name: textOf(row, 'attachmentName') ?? fileId,
            contentType: textOf(row, 'attachmentContentType') ?? 'application/octet-stream',
            size: numberOf(row, 'attachmentSize') ?? 0,
            hashes: textsOf(row, 'attachmentHashes'),
          },
  };
}
