/** What an import read, made, found here already and could not take over, kind by kind: counted in full, told up to a bound. */

/** Something of the source that is not here, or not as it was there. */
export interface LeftOut {
  /** What it is at the source: an id, a name, a number. */
  readonly what: string;
  readonly reason: string;
}

/** The same as it is told of a kind. */
export interface ToldReason extends LeftOut {
  /** It came, without something or in another form; otherwise it did not come at all. */
  readonly came: boolean;
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
  readonly reasons: ToldReason[];
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
  const tell = ({ reasons }: KindReport, what: string, reason: string, came: boolean): void => {
    if (reasons.length < mostReasons)
      reasons.push({ what: what.slice(0, 300), reason: reason.slice(0, 500), came });
  };
  return {
    of,
    kinds,
    failures,
    leave(kind, what, reason) {
      of(kind).left += 1;
      tell(of(kind), what, reason, false);
    },
    adapt(kind, what, reason) {
      of(kind).adapted += 1;
      tell(of(kind), what, reason, true);
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
/** Reasons that are told on the screen under one heading, and objects that are named for one; all are in the file. */
const shownReasons = 20;
const shownObjects = 3;

/** The report as people read it: numbers, then what did not come, what came otherwise, and where to go on. */
export function reportText(head: Pick<ReportHead, 'stopped' | 'missing'>, report: Report): string {
  const { kinds, failures } = report;
  const unread = failures.map(({ what, reason }) => `${what}: ${reason}`);
  const blocks = [
    table(kinds),
    block('Not taken over', reasonsOf(kinds, false)),
    block('Lists that could not be read to their end', unread),
    block('Taken over, but not as it was', reasonsOf(kinds, true)),
    block('The source does not tell', head.missing.length === 0 ? [] : [head.missing.join(', ')]),
    block('Next', nextSteps(head, report)),
  ];
  return `${blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function table(kinds: Report['kinds']): readonly string[] {
  const rows = [...kinds].map(([kind, numbers]) => [
    kind,
    ...columns.map((column) => String(numbers[column])),
  ]);
  const all = [['', ...columns.map((column) => headings[column])], ...rows];
  const widths = ['', ...columns].map((_, place) => Math.max(...all.map((row) => row[place]?.length ?? 0)));
  return all.map((row) =>
    row
      .map((cell, place) => (place === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[place] ?? 0)))
      .join('  '),
  );
}

function block(heading: string, lines: readonly string[]): readonly string[] {
  if (lines.length === 0) return [];
  const more = lines.length - shownReasons;
  return [
    heading,
    ...lines.slice(0, shownReasons).map((line) => `  ${line}`),
    ...(more > 0 ? [`  and ${more} more in the report`] : []),
  ];
}

/** Each reason once, with the objects that it is about. */
function reasonsOf(kinds: Report['kinds'], came: boolean): readonly string[] {
  return [...kinds].flatMap(([kind, { reasons }]) => {
    const alike = Map.groupBy(
      reasons.filter((one) => one.came === came),
      ({ reason }) => reason,
    );
    return [...alike].map(([reason, about]) => {
      const names = about.slice(0, shownObjects).map(({ what }) => what);
      const more = about.length - names.length;
      return `${kind} ${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}: ${reason}`;
    });
  });
}

function nextSteps({ stopped }: Pick<ReportHead, 'stopped'>, { kinds, failures }: Report): readonly string[] {
  const left = [...kinds.values()].reduce((sum, kind) => sum + kind.left, 0);
  const people = kinds.get('user')?.made ?? 0;
  return [
    ...(stopped === undefined ? [] : [`The import stopped: ${stopped}. Begin it again, and it goes on.`]),
    ...(stopped === undefined && left + failures.length > 0
      ? ['Repair what is named above, and import again: what is here already is passed over.']
      : []),
    ...(people > 0
      ? [
          `Give the ${people} people a password in the settings, under users: nobody of them can sign in before.`,
        ]
      : []),
    'Start the server, and look at some cases that you know.',
  ];
}
