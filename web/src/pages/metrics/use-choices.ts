/** What the figures can be narrowed to: templates, rules, teams. */
import { useMemo } from 'react';
import type { OutputCaseTemplate } from '../../../../contract/v1-types.ts';
import { list, page, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { ruleWords } from '../../parts/alert/rule-words.ts';
import { aggregation, bucketsIn, bucketsOf, countOf, numberIn } from '../../parts/charts/aggregation.ts';
import { isWithin } from '../../parts/charts/condition.ts';
import type { Period } from '../../parts/charts/period.ts';
import { useQuestion } from './use-question.ts';

const mostTemplates = 200;
const mostRules = 50;
const mostTeams = 50;

/** Something to narrow to. */
export interface Choice {
  readonly value: string;
  readonly label: string;
}

/** Display names of case templates by their names. */
export function useTemplates(): ReadonlyMap<string, string> {
  const { data } = usePipeline<readonly OutputCaseTemplate[]>(
    'case-templates',
    [list('caseTemplate'), page(0, mostTemplates)],
    { entities: ['caseTemplate'] },
  );
  return useMemo(() => new Map(data?.map(({ name, displayName }) => [name, displayName])), [data]);
}

/** The rules that most alerts of a period came from. */
export function useRules(period: Period): readonly Choice[] {
  const steps = useMemo(
    () => [
      list('alert'),
      where(isWithin('_createdAt', period).filter),
      aggregation(bucketsOf('ruleKey', mostRules, [countOf()])),
    ],
    [period],
  );
  const { data } = useQuestion('rules', steps);
  return useMemo(
    () =>
      bucketsIn(data)
        .toSorted(([, one], [, other]) => (numberIn(other, 'count') ?? 0) - (numberIn(one, 'count') ?? 0))
        .map(([key]) => ({ value: key, label: ruleWords(key).title })),
    [data],
  );
}

/** The organisations that own the cases one sees. */
export function useTeams(): readonly Choice[] {
  const { data } = useQuestion('teams', teams);
  return useMemo(() => bucketsIn(data).map(([name]) => ({ value: name, label: name })), [data]);
}

const teams = [list('case'), aggregation(bucketsOf('owningOrganisation', mostTeams, [countOf()]))];
