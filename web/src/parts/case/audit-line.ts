/** What records of changes say in one line, as plain data: who did what to which kind of object, with the fields that changed. */
import type { OutputAudit } from '../../../../contract/v1-types.ts';

/** Changes that one person made in one go. */
export interface AuditLine {
  readonly id: string;
  readonly at: number;
  readonly by: string;
  readonly action: OutputAudit['action'];
  readonly objectType: string;
  /** How many objects. */
  readonly count: number;
  /** Fields of the object that changed, when there was one object. */
  readonly fields: readonly string[];
  /** Title, value or name that tells what it was about; undefined when nothing short does. */
  readonly about: string | undefined;
  /** Status that was set. */
  readonly status: string | undefined;
}

/** Changes of a person within this time, of the same kind, are one line. */
const burstMs = 10 * 60_000;

/** Lines of records, which come newest first. */
export function auditLines(audits: readonly OutputAudit[]): readonly AuditLine[] {
  const lines: AuditLine[] = [];
  for (const audit of audits) {
    const last = lines.at(-1);
    if (last !== undefined && isSameBurst(last, audit)) lines[lines.length - 1] = joined(last, audit);
    else lines.push(lineOf(audit));
  }
  return lines;
}

/** How many objects of each kind others made or changed, the most frequent first. */
export function changesByOthers(
  audits: readonly OutputAudit[],
  me: string,
): readonly { readonly objectType: string; readonly count: number }[] {
  const byType = Map.groupBy(
    audits.filter(({ _createdBy }) => _createdBy !== me),
    ({ objectType }) => objectType,
  );
  return [...byType]
    .map(([objectType, all]) => ({ objectType, count: new Set(all.map(({ objectId }) => objectId)).size }))
    .toSorted((one, other) => other.count - one.count);
}

function isSameBurst(line: AuditLine, audit: OutputAudit): boolean {
  return (
    line.by === audit._createdBy &&
    line.action === audit.action &&
    line.objectType === audit.objectType &&
    line.at - audit._createdAt < burstMs
  );
}

function joined(line: AuditLine, audit: OutputAudit): AuditLine {
  const next = lineOf(audit);
  const fields = [...new Set([...line.fields, ...next.fields])];
  return {
    ...line,
    count: line.count + 1,
    fields,
    about: line.about === next.about ? line.about : undefined,
  };
}

function lineOf({ _id, _createdAt, _createdBy, action, objectType, details }: OutputAudit): AuditLine {
  const values = isRecord(details) ? details : {};
  return {
    id: _id,
    at: _createdAt,
    by: _createdBy,
    action,
    objectType,
    count: 1,
    fields: action === 'update' ? Object.keys(values).filter((name) => !derived.has(name)) : [],
    about: [values.title, values.data, values.name].find((value) => typeof value === 'string'),
    status: typeof values.status === 'string' ? values.status : undefined,
  };
}

/** Fields that change along with others. */
const derived: ReadonlySet<string> = new Set([
  'stage',
  'customFieldChanges',
  'closedDate',
  'newDate',
  'inProgressDate',
  'firstTouchedDate',
]);

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
