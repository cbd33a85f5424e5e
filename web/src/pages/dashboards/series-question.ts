/** The question of a series: filter and period as the server is asked, and as the list of its rows is opened. */
import { filters, page, type Step, where } from '../../data/pipeline.ts';
import { type Condition, isWithin } from '../../parts/charts/condition.ts';
import { filterText } from '../../parts/charts/filter-text.ts';
import type { Stretch } from '../../parts/charts/period.ts';
import type { Fault } from '../../parts/list/query/clause.ts';
import { compileFilterText, type FilterContext } from '../../parts/list/query/compile.ts';
import { joinParts } from '../../parts/list/query/edit.ts';
import { inZone } from './aggregation-shape.ts';
import type { JsonObject, Series, Widget } from './definition.ts';

/** Rows of a table of objects when it says no number. */
const usualLimit = 10;

/** The filter of a series; `faults` where its text cannot be read. */
export interface SeriesFilter {
  readonly condition: Condition;
  readonly faults: readonly Fault[];
}

/** Reads the filter of a series. */
export function seriesFilter({ query, filter }: Series, context: FilterContext): SeriesFilter {
  if (query !== undefined) {
    const compiled = compileFilterText(query, context);
    return {
      condition: { filter: filters.all(...compiled.filters), text: query.trim() },
      faults: compiled.faults,
    };
  }
  if (filter === undefined) return { condition: { filter: filters.all(), text: '' }, faults: [] };
  return { condition: { filter, text: filterText(filter) }, faults: [] };
}

/** The conditions of a series with its period: beside each other, whatever the filter says. */
export function withinPeriod(
  condition: Condition,
  dateField: string,
  stretch: Stretch | undefined,
  ...more: readonly Condition[]
): Condition {
  const all = [condition, ...(stretch === undefined ? [] : [isWithin(dateField, stretch)]), ...more];
  const texts = all.flatMap(({ text }) => (text === undefined ? [] : [text]));
  return {
    filter: filters.all(...all.map(({ filter }) => filter)),
    text: texts.length === all.length ? joinParts(texts) : undefined,
  };
}

/** The steps of a series. */
export function seriesSteps(
  { list, dateField, aggregation }: Series,
  { sort = [], limit = usualLimit }: Widget,
  condition: Condition,
  stretch: Stretch | undefined,
  zone: string,
): readonly Step[] {
  const start: readonly Step[] = [
    { _name: list },
    ...(list === 'listTask' ? [{ _name: 'inCase' }] : []),
    where(withinPeriod(condition, dateField, stretch).filter),
  ];
  if (aggregation === undefined) return [...start, { _name: 'sort', _fields: sort }, page(0, limit)];
  const zoned: JsonObject = inZone(aggregation, zone);
  return [...start, { ...zoned, _name: 'aggregation' }];
}
