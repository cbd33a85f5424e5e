/**
 * Observables of an alert in the case it goes to: each becomes a new one there, or joins the equal one that is there already.
 * What that added is noted, so that it can be taken out again without touching what came from others.
 */
import { newInCase } from '../case/case-contents.ts';
import type { CommandContext } from '../frame/command.ts';
import { hideRow } from '../frame/hide-row.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { numberOf, type Row, storedValue, textOf, textsOf } from '../frame/row.ts';
import { mergeEqual, mergeValues } from '../observable/merge-observables.ts';
import { observableContext } from '../observable/observable-commands.ts';
import { insertObservables, type PreparedObservable } from '../observable/observables.ts';
import { asTakenBack, type KeptRow, type TakenBack } from './taken-back.ts';

/** An observable that was in the case, with what an alert added to it. */
export interface JoinedObservable {
  readonly id: string;
  readonly tags: readonly string[];
  /** Other fields that changed, with their values before and after. */
  readonly values: Readonly<Record<string, readonly [before: unknown, after: unknown]>>;
}

/** What bringing an alert's observables into a case did. */
export interface CopiedObservables {
  /** Ids of observables that were new in the case. */
  readonly observables: readonly string[];
  readonly joined: readonly JoinedObservable[];
}

/** A marking that says to whom something may be told, or what may be done with it. */
export type Marking = 'tlp' | 'pap';

/**
 * Brings the observables of an alert into a case. `chosen` are the markings that somebody chose for the case: an observable that
 * has that of the alert takes over that of the case, one that was marked by itself keeps its own.
 */
export async function copyObservables(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  chosen: readonly Marking[] = [],
): Promise<CopiedObservables> {
  const source = await context.related(alert, 'observables', { forChange: false });
  const hashes = source.map(digestOf);
  const present = new Map(
    (await context.related(caseRow, 'observables', { hashes })).map((row) => [hashOf(row), row] as const),
  );
  const fresh = source.filter((row) => !present.has(hashOf(row)));
  const origin = { kind: 'alert', id: alert.id } as const;
  const rows = await newInCase(context, caseRow, 'observable', (place) =>
    insertObservables(
      context.write,
      { parent: caseRow, link: { caseId: caseRow.id }, place, origin },
      mergeEqual(fresh.map((row) => asPrepared(row, taken(alert, caseRow, row, chosen)))),
    ),
  );
  const joined = source.flatMap((row) => joinInto(context, present.get(hashOf(row)), row));
  return { observables: rows.map((row) => row.id), joined };
}

/** Fields of an observable, beside its tags, that an equal one adds to. */
const joinedFields = ['ioc', 'sighted', 'sightedAt', 'tlp', 'pap', 'reports'] as const;

function join(name: string, present: unknown, coming: unknown): unknown {
  return mergeValues({ [name]: present }, { [name]: coming })[name] ?? null;
}

function joinInto({ write }: CommandContext, present: Row | undefined, coming: Row): JoinedObservable[] {
  if (present === undefined) return [];
  const tags = textsOf(coming, 'tags').filter((tag) => !textsOf(present, 'tags').includes(tag));
  const joined = joinedFields.map((name) => {
    const before = storedValue(present, name);
    return [name, [before, join(name, before, storedValue(coming, name))] as const] as const;
  });
  const changed = joined.filter(([, [before, after]]) => !isSame(before, after));
  if (tags.length === 0 && changed.length === 0) return [];
  const values = Object.fromEntries(changed.map(([name, [, after]]) => [name, after]));
  write.update(
    present,
    { ...values, ...(tags.length > 0 ? { tags: [...textsOf(present, 'tags'), ...tags] } : {}) },
    { context: observableContext(present) },
  );
  return [{ id: present.id, tags, values: Object.fromEntries(changed) }];
}

/**
 * Takes out of a case what `copyObservables` brought for an alert. Stays: what somebody changed or analyzed since, and what
 * other alerts of the case hold as well.
 */
export async function takeBackObservables(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  brought: Partial<CopiedObservables>,
): Promise<TakenBack> {
  const ids = [...(brought.observables ?? []), ...(brought.joined ?? []).map((part) => part.id)];
  const present = await context.related(caseRow, 'observables', { ids });
  const rows = new Map(present.map((row) => [row.id, row] as const));
  const held = Map.groupBy(await ofOtherAlerts(context, alert, caseRow, present), hashOf);
  const used = await usedObservables(context, caseRow, brought.observables ?? []);
  const taken = (brought.observables ?? []).flatMap((id) => {
    const row = rows.get(id);
    return row === undefined ? [] : [{ row, why: whyKept(row, used, held) }];
  });
  for (const { row, why } of taken) if (why === undefined) hideRow(context, row, observableContext(row));
  for (const part of brought.joined ?? []) {
    const row = rows.get(part.id);
    if (row !== undefined) separate(context, row, part, held.get(hashOf(row)) ?? []);
  }
  return asTakenBack(taken);
}

function whyKept(
  row: Row,
  used: ReadonlySet<string>,
  held: ReadonlyMap<string, unknown>,
): KeptRow['why'] | undefined {
  if (held.has(hashOf(row))) return 'shared';
  if (used.has(row.id)) return 'analyzed';
  return row.version > 1 ? 'changed' : undefined;
}

/** What other alerts of the case hold of the same. */
async function ofOtherAlerts(
  context: CommandContext,
  alert: Row,
  caseRow: Row,
  rows: readonly Row[],
): Promise<Row[]> {
  const hashes = rows.map(digestOf);
  const all = await context.related(caseRow, ['alerts', 'observables'], { forChange: false, hashes });
  return all.filter((row) => row.placement.rootId !== alert.id);
}

/** Takes from an observable what one alert added, unless it was changed since or another alert says the same. */
function separate({ write }: CommandContext, row: Row, part: JoinedObservable, others: readonly Row[]): void {
  const kept = new Set(others.flatMap((other) => textsOf(other, 'tags')));
  const gone = new Set(part.tags.filter((tag) => !kept.has(tag)));
  const values = Object.entries(part.values).flatMap(([name, [before, after]]) => {
    if (!isSame(storedValue(row, name), after)) return [];
    return [[name, others.reduce((value, other) => join(name, value, storedValue(other, name)), before)]];
  });
  write.update(
    row,
    {
      ...Object.fromEntries(values),
      ...(gone.size > 0 ? { tags: textsOf(row, 'tags').filter((tag) => !gone.has(tag)) } : {}),
    },
    { context: observableContext(row) },
  );
}

/** Those of some observables that analyzers or responders have run on. */
async function usedObservables(
  { write }: CommandContext,
  caseRow: Row,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const { rows } = await write.run({
    sql: `select o.id from skep.observable o where o.root_id = $1 and o.id = any($2::bigint[])
      and (exists (select from skep.job j where j.root_id = o.root_id and j.observable_id = o.id)
        or exists (select from skep.action a where a.root_id = o.root_id and a.object_id = o.id))`,
    parameters: [caseRow.id, ids],
  });
  return new Set(rows.map((row) => String(row.id)));
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

function taken(alert: Row, caseRow: Row, row: Row, chosen: readonly Marking[]): RowValues {
  const followed = chosen.filter((name) => storedValue(row, name) === storedValue(alert, name));
  return Object.fromEntries(followed.map((name) => [name, storedValue(caseRow, name)]));
}

function asPrepared(row: Row, markings: RowValues): PreparedObservable {
  const fileId = textOf(row, 'attachmentId');
  return {
    values: { ...valuesOf(row), ...markings },
    data: typeof row.columns.data === 'string' ? row.columns.data : undefined,
    matchHash: digestOf(row),
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

function valuesOf(row: Row): RowValues {
  return Object.fromEntries(copiedFields.map((name) => [name, storedValue(row, name)]));
}

/** The digest by which equal observables are found. */
export function digestOf(row: Row): Buffer {
  const hash = row.columns.match_hash;
  return hash instanceof Uint8Array ? Buffer.from(hash) : Buffer.alloc(0);
}

function hashOf(row: Row): string {
  return digestOf(row).toString('base64');
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
