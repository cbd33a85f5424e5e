/** What an analysis would do: which analyzer fits which value, what is blocked by which rule, what is there already. */
import type { OutputJob } from '../../../../contract/v1-types.ts';
import type { Tlp } from '../badges.tsx';
import type { Analysable, EnabledNeuron } from './engine-data.ts';

/** Values of the same type and markings; each by itself while there are few. */
export interface PlanRow {
  readonly id: string;
  readonly dataType: string;
  readonly observables: readonly Analysable[];
}

/** Where a row and an analyzer meet. */
export type PlanCell =
  | { readonly kind: 'notApplicable' }
  | { readonly kind: 'blocked'; readonly rule: 'tlp' | 'pap' }
  /** `cached`: for how many values a report is fresh; `since`: when the oldest of them was made. */
  | { readonly kind: 'ready'; readonly cached: number; readonly since: number | undefined };

/** An analysis that could be made. */
export interface Plan {
  readonly rows: readonly PlanRow[];
  /** Analyzers that accept at least one of the types. */
  readonly analyzers: readonly EnabledNeuron[];
  readonly cell: (row: PlanRow, analyzer: EnabledNeuron) => PlanCell;
}

/** What would be started, and what not. */
export interface PlanTotals {
  readonly jobs: readonly { readonly analyzerId: string; readonly artifactId: string }[];
  readonly cached: number;
  readonly blocked: number;
}

/** Values above which rows stand for all of the same type and markings. */
const mostSingleRows = 60;
/** Minutes a report is used again where the analyzer does not say. */
const usualCacheMinutes = 10;

/** TLP on the four-step scale of analyzers: amber+strict and red are one there. */
export function tlpForAnalyzers(tlp: number): number {
  return Math.min(tlp, 3);
}

/** The highest TLP of ours on a step of the analyzers' scale, whose last one is red. */
export function tlpFromAnalyzers(step: 0 | 1 | 2 | 3): Tlp {
  return step === 3 ? 4 : step;
}

/** The key of a cell. */
export function cellKey(row: PlanRow, analyzer: EnabledNeuron): string {
  return `${row.id} ${analyzer._id}`;
}

/** Which rule forbids it; TLP first, as the server checks. */
export function blockedBy(
  { tlp, pap }: Pick<Analysable, 'tlp' | 'pap'>,
  { maxTlp, maxPap }: Pick<EnabledNeuron, 'maxTlp' | 'maxPap'>,
): 'tlp' | 'pap' | undefined {
  if (maxTlp !== undefined && tlpForAnalyzers(tlp) > maxTlp) return 'tlp';
  return maxPap !== undefined && pap > maxPap ? 'pap' : undefined;
}

/** The plan for some observables. `recent`: successes whose reports may still be fresh. */
export function planOf(
  observables: readonly Analysable[],
  enabled: readonly EnabledNeuron[],
  recent: readonly OutputJob[],
  now: number,
): Plan {
  const rows = rowsOf(observables);
  const types = new Set(observables.map(({ dataType }) => dataType));
  const analyzers = enabled.filter(
    ({ kind, dataTypes }) => kind === 'analyzer' && dataTypes.some((type) => types.has(type)),
  );
  const fresh = freshReports(analyzers, recent, now);
  return { rows, analyzers, cell: (row, analyzer) => cellOf(row, analyzer, fresh) };
}

function rowsOf(observables: readonly Analysable[]): readonly PlanRow[] {
  if (observables.length <= mostSingleRows)
    return [...observables]
      .sort((one, other) => one.dataType.localeCompare(other.dataType))
      .map((one) => ({ id: one._id, dataType: one.dataType, observables: [one] }));
  const groups = Map.groupBy(observables, ({ dataType, tlp, pap }) => `${dataType} ${tlp} ${pap}`);
  return [...groups].map(([id, members]) => ({
    id,
    dataType: members[0]?.dataType ?? '',
    observables: members,
  }));
}

/** When the report of a value and an analyzer was made, as long as it is used again. */
function freshReports(
  analyzers: readonly EnabledNeuron[],
  recent: readonly OutputJob[],
  now: number,
): ReadonlyMap<string, number> {
  const byId = new Map(analyzers.map((analyzer) => [digits(analyzer._id), analyzer]));
  const fresh = new Map<string, number>();
  for (const job of recent) {
    const analyzer = byId.get(digits(job.analyzerId));
    const value = job.case_artifact;
    if (analyzer === undefined || value === undefined || job.endDate === undefined || job.fromCache) continue;
    const keptMs = (analyzer.cacheMinutes ?? usualCacheMinutes) * 60_000;
    const changed = analyzer._updatedAt ?? 0;
    const isSame = job.tlp === value.tlp && job.pap === value.pap;
    if (isSame && job.endDate > Math.max(now - keptMs, changed))
      fresh.set(`${value._id} ${analyzer._id}`, job.endDate);
  }
  return fresh;
}

function digits(id: string): string {
  return id.replace('~', '');
}

function cellOf(row: PlanRow, analyzer: EnabledNeuron, fresh: ReadonlyMap<string, number>): PlanCell {
  const [first] = row.observables;
  if (first === undefined || !analyzer.dataTypes.includes(row.dataType)) return { kind: 'notApplicable' };
  const rule = blockedBy(first, analyzer);
  if (rule !== undefined) return { kind: 'blocked', rule };
  const times = row.observables.flatMap(({ _id }) => fresh.get(`${_id} ${analyzer._id}`) ?? []);
  return { kind: 'ready', cached: times.length, since: times.length === 0 ? undefined : Math.min(...times) };
}

/** Keys of all cells that can be chosen, of the analyzers that `wanted` takes. */
export function readyCells(
  { rows, analyzers, cell }: Plan,
  wanted: (analyzer: EnabledNeuron) => boolean = () => true,
): ReadonlySet<string> {
  return new Set(
    analyzers
      .filter(wanted)
      .flatMap((analyzer) =>
        rows.filter((row) => cell(row, analyzer).kind === 'ready').map((row) => cellKey(row, analyzer)),
      ),
  );
}

/** What would be started with the cells chosen. */
export function totalsOf({ rows, analyzers, cell }: Plan, chosen: ReadonlySet<string>): PlanTotals {
  const pairs = analyzers.flatMap((analyzer) =>
    rows.map((row) => ({ row, analyzer, found: cell(row, analyzer), key: cellKey(row, analyzer) })),
  );
  const started = pairs.filter(({ key, found }) => found.kind === 'ready' && chosen.has(key));
  return {
    jobs: started.flatMap(({ row, analyzer }) =>
      row.observables.map(({ _id }) => ({ analyzerId: analyzer._id, artifactId: _id })),
    ),
    cached: started.reduce((sum, { found }) => sum + (found.kind === 'ready' ? found.cached : 0), 0),
    blocked: pairs.reduce(
      (sum, { found, row }) => sum + (found.kind === 'blocked' ? row.observables.length : 0),
      0,
    ),
  };
}

/** How often an analyzer would be run anew: an earlier report that is used again takes nothing of its rate, unless none is wanted. */
export function runsAt(
  { rows, cell }: Plan,
  analyzer: EnabledNeuron,
  chosen: ReadonlySet<string>,
  isForced: boolean,
): number {
  return rows.reduce((sum, row) => {
    const found = cell(row, analyzer);
    const isRun = found.kind === 'ready' && chosen.has(cellKey(row, analyzer));
    return isRun ? sum + row.observables.length - (isForced ? 0 : found.cached) : sum;
  }, 0);
}

/** What one destination would be told. */
export interface Egress {
  /** Undefined: nothing leaves. */
  readonly destination: string | undefined;
  /** Values by type that would be sent; those answered by an earlier report are not. */
  readonly values: readonly { readonly dataType: string; readonly count: number }[];
  readonly cached: number;
  readonly blocked: readonly { readonly rule: 'tlp' | 'pap'; readonly count: number }[];
}

/** What leaves to whom: the local analyzers as one, then each destination. */
export function egressOf(plan: Plan, chosen: ReadonlySet<string>): readonly Egress[] {
  const groups = Map.groupBy(plan.analyzers, ({ destination }) => destination ?? '');
  return [...groups]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([destination, analyzers]) => egressTo(plan, chosen, destination, analyzers));
}

function egressTo(
  { rows, cell }: Plan,
  chosen: ReadonlySet<string>,
  destination: string,
  analyzers: readonly EnabledNeuron[],
): Egress {
  const sent = new Map<string, Set<string>>();
  const blocked = new Map<'tlp' | 'pap', number>();
  let cached = 0;
  for (const analyzer of analyzers)
    for (const row of rows) {
      const found = cell(row, analyzer);
      if (found.kind === 'blocked')
        blocked.set(found.rule, (blocked.get(found.rule) ?? 0) + row.observables.length);
      if (found.kind !== 'ready' || !chosen.has(cellKey(row, analyzer))) continue;
      cached += found.cached;
      if (found.cached === row.observables.length) continue;
      const values = sent.get(row.dataType) ?? new Set<string>();
      for (const { _id } of row.observables) values.add(_id);
      sent.set(row.dataType, values);
    }
  return {
    destination: destination === '' ? undefined : destination,
    values: [...sent].map(([dataType, values]) => ({ dataType, count: values.size })),
    cached,
    blocked: [...blocked].map(([rule, count]) => ({ rule, count })),
  };
}
