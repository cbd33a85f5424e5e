/** What the figures of the page are about: the period and what it is compared with, template, rule, team. */
import { type Filter, filters } from '../../data/pipeline.ts';
import { allOf, type Condition, isNot, isState, isValue, isWithin } from '../../parts/charts/condition.ts';
import type { ListedEntity, OpenedRows } from '../../parts/charts/figures.ts';
import { type Period, previousPeriod } from '../../parts/charts/period.ts';

/** What was chosen. */
export interface Scope {
  readonly period: Period;
  readonly previous: Period;
  readonly template: string | undefined;
  readonly rule: string | undefined;
  readonly team: string | undefined;
}

/** The part of a scope that a kind of objects knows: alerts have rules, cases have teams. */
export function narrowing(entity: ListedEntity, { template, rule, team }: Scope): readonly Condition[] {
  const known: Readonly<Record<string, string | undefined>> =
    entity === 'alert'
      ? { caseTemplate: template, ruleKey: rule }
      : { caseTemplate: template, owningOrganisation: team };
  return Object.entries(known).flatMap(([field, value]) =>
    value === undefined ? [] : [isValue(field, value)],
  );
}

/** What was closed without a person ever having changed it. Its times say nothing of people. */
export const closedByMachine: Condition = isState(
  'automated',
  filters.all(filters.is('stage', 'Closed'), filters.not(filters.has('firstTouchedDate'))),
);

/** What a person may have handled. */
export const notByMachine: Condition = isNot(closedByMachine);

/** The rows that some conditions leave, ordered. */
export function opened(
  entity: ListedEntity,
  conditions: readonly Condition[],
  sort?: string,
): OpenedRows | undefined {
  // A condition that is asked twice is one part of the filter.
  const { text } = allOf(...new Map(conditions.map((one) => [one.text ?? one, one])).values());
  return text === undefined ? undefined : { entity, query: text, ...(sort === undefined ? {} : { sort }) };
}

/** The filter that some conditions make together. */
export function filterOf(conditions: readonly Condition[]): Filter {
  return allOf(...conditions).filter;
}

/** Period and the one before, as one stretch. */
export function bothPeriods(field: string, { period, previous }: Scope): Filter {
  return filters.all(filters.atLeast(field, previous.from), { _lt: { _field: field, _value: period.to } });
}

/** The scope of a period. */
export function scopeOf(
  period: Period,
  { template, rule, team }: Readonly<Record<'template' | 'rule' | 'team', string | undefined>>,
): Scope {
  return { period, previous: previousPeriod(period), template, rule, team };
}

/** A date within the period. */
export function inPeriod(field: string, { period }: Scope): Condition {
  return isWithin(field, period);
}
