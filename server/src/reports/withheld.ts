/** What stays out of a report because of its TLP: the condition, and how much it is. */
import type { Filter } from '../query/filter.ts';
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

/** Each object that some widget would show and that is above the highest TLP, counted once. */
export async function withheldCount(plan: ReportPlan, source: ReportSource): Promise<number> {
  if (plan.highestTlp === undefined) return 0;
  const above: Filter = { op: 'greater', path: 'tlp', value: plan.highestTlp, at: 'highestTlp' };
  let sum = 0;
  for (const entity of ['alert', 'observable'] as const) {
    const wanted = filtersFor(plan, entity);
    if (wanted.length === 0) continue;
    const filter: Filter = { op: 'and', of: [{ op: 'or', of: wanted }, above] };
    sum += await source.count({ entity, path: [marked[entity]], filter });
  }
  return sum;
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
