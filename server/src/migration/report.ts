/** What an import read, made, found here already and could not take over, kind by kind: counted in full, told up to a bound. */

/** Something of the source that is not here, or not as it was there. */
export interface LeftOut {
  /** What it is at the source: an id, a name, a number. */
  readonly what: string;
  readonly reason: string;
}

/** The numbers of one kind. */
export interface KindReport {
  read: number;
  made: number;
  /** Here already: taken over before, or under the same name. */
  present: number;
  /** Of those, taken over before and changed at the source since. */
  changed: number;
  /** Objects that did not come at all. */
  left: number;
  /** Parts of objects that came without them, or in another form. */
  adapted: number;
  readonly reasons: LeftOut[];
}

/** Most reasons that are told of one kind. */
const mostReasons = 1_000;

/** A report under way. */
export interface Report {
  /** The numbers of a kind, to be counted up. */
  of(kind: string): KindReport;
  /** Notes an object that did not come. */
  leave(kind: string, what: string, reason: string): void;
  /** Notes a part that an object came without. */
  adapt(kind: string, what: string, reason: string): void;
  /** Notes a list that could not be read to its end. */
  fail(kind: string, reason: string): void;
  /** Lists that could not be read to their end. */
  readonly failures: readonly LeftOut[];
  readonly kinds: ReadonlyMap<string, KindReport>;
}

/** An empty report. */
export function createReport(): Report {
  const kinds = new Map<string, KindReport>();
  const failures: LeftOut[] = [];
  const of = (kind: string): KindReport => {
    const present = kinds.get(kind);
    if (present !== undefined) return present;
    const fresh = { read: 0, made: 0, present: 0, changed: 0, left: 0, adapted: 0, reasons: [] };
    kinds.set(kind, fresh);
    return fresh;
  };
  const tell = ({ reasons }: KindReport, what: string, reason: string): void => {
    if (reasons.length < mostReasons)
      reasons.push({ what: what.slice(0, 300), reason: reason.slice(0, 500) });
  };
  return {
    of,
    kinds,
    failures,
    leave(kind, what, reason) {
      of(kind).left += 1;
      tell(of(kind), what, reason);
    },
    adapt(kind, what, reason) {
      of(kind).adapted += 1;
      tell(of(kind), what, reason);
    },
    fail: (kind, reason) => void failures.push({ what: kind, reason }),
  };
}

/** What the report says beside its numbers. */
export interface ReportHead {
  readonly source: string;
  readonly version: string;
  readonly dialect: string;
  /** Kinds that the source does not have, or does not tell. */
  readonly missing: readonly string[];
  readonly startedAt: string;
  readonly endedAt: string;
  /** Why the import ended before its end; missing when it did not. */
  readonly stopped?: string | undefined;
}

/** The report as it is kept in a file. */
export function reportFile(head: ReportHead, { kinds, failures }: Report): string {
  return `${JSON.stringify({ ...head, failures, kinds: Object.fromEntries(kinds) }, undefined, 2)}\n`;
}

const columns = ['read', 'made', 'present', 'changed', 'left', 'adapted'] as const;
const headings: Readonly<Record<(typeof columns)[number], string>> = {
  read: 'read',
  made: 'made',
  present: 'already here',
  changed: 'changed since',
  left: 'not taken over',
  adapted: 'adapted',
};
/** Reasons of one kind that are told on the screen; all are in the file. */
const shownReasons = 10;

/** The report as people read it. */
export function reportTable({ kinds, failures }: Report): string {
  const rows = [...kinds].map(([kind, numbers]) => [
    kind,
    ...columns.map((column) => String(numbers[column])),
  ]);
  const all = [['', ...columns.map((column) => headings[column])], ...rows];
  const widths = ['', ...columns].map((_, place) => Math.max(...all.map((row) => row[place]?.length ?? 0)));
  const lines = all.map((row) =>
    row
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('  '),
  );
  const reasons = [...kinds].flatMap(([kind, { reasons: told, left, adapted }]) => [
    ...told.slice(0, shownReasons).map(({ what, reason }) => `${kind} ${what}: ${reason}`),
    ...(left + adapted > shownReasons
      ? [`${kind}: ${left + adapted - shownReasons} more in the report`]
      : []),
  ]);
  const failed = failures.map(({ what, reason }) => `${what} could not be read to the end: ${reason}`);
  return `${[...lines, ...(reasons.length + failed.length > 0 ? [''] : []), ...failed, ...reasons].join('\n')}\n`;
}
