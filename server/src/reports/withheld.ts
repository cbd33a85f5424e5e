/** What stays out of a report because of its TLP: the condition, and how much it is. */
import type { Filter } from '../query/filter/filter.ts';
import type { ReportPlan } from './plan.ts';
import type { ReportSource } from './source.ts';

/** Kinds of objects that carry a TLP of their own; everything else of a case has that of the case. */
export const marked = { alert: 'alerts', observable: 'observables' } as const;

/** A kind of objects with a TLP. */
export type Marked = keyof typeof marked;

/** The filter with what is above the highest TLP left out. */
export function belowCeiling(entity: string, filter: Filter, highestTlp: number | undefined): Filter {
  if (highestTlp === undefined || !Object.hasOwn(marked, entity)) return filter;
  const below: Filter = { op: 'lessOrEqual', path: 'tlp', value: highestTlp, at: 'highestTlp' };
  return { op: 'and', of: [filter, below] };
}

/** How many objects of each kind are left out; kinds of which none is are missing. */
export type Withheld = Readonly<Partial<Record<Marked, number>>>;

/** All of them together. */
export function withheldSum(withheld: Withheld): number {
  return Object.values(withheld).reduce((sum, count) => sum + count, 0);
}

/** Each object that some widget would show and that is above the highest TLP, counted once. */
export async function withheldCounts(plan: ReportPlan, source: ReportSource): Promise<Withheld> {
  if (plan.highestTlp === undefined) return {};
  const above: Filter = { op: 'greater', path: 'tlp', value: plan.highestTlp, at: 'highestTlp' };
  const counts: Partial<Record<Marked, number>> = {};
  for (const entity of ['alert', 'observable'] as const) {
    const wanted = filtersFor(plan, entity);
    if (wanted.length === 0) continue;
    const filter: Filter = { op: 'and', of: [{ op: 'or', of: wanted }, above] };
    const count = await source.count({ entity, path: [marked[entity]], filter });
    if (count > 0) counts[entity] = count;
  }
  return counts;
}

/** The highest TLP of the case and of what the widgets of a plan show. */
export async function shownTlp(plan: ReportPlan, source: ReportSource): Promise<number> {
  let highest = Number(source.about.values.tlp);
  for (const entity of ['alert', 'observable'] as const) {
    const of = filtersFor(plan, entity);
    if (of.length === 0) continue;
    const wanted = { entity, path: [marked[entity]], filter: { op: 'or', of } } as const;
    const sort = [{ path: 'tlp', descending: true }];
    const { objects } = await source.objects({ ...wanted, sort }, 0, 1);
    highest = Math.max(highest, Number(objects[0]?.values.tlp ?? 0));
  }
  return highest;
}

/** What the widgets of a plan would show of a kind. */
function filtersFor({ widgets }: ReportPlan, entity: Marked): readonly Filter[] {
  return widgets.flatMap((widget): Filter[] => {
    if (widget.kind === 'objects') return widget.of === entity ? [widget.filter] : [];
    if (widget.kind !== 'timeline') return [];
    if (entity === 'alert') return widget.events.has('Alert') ? [{ op: 'all' }] : [];
    const sighted: Filter = { op: 'equals', path: 'sighted', value: true, at: '' };
    return widget.events.has('Observable') ? [sighted] : [];
  });
}
