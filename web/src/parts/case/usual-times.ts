/** What cases of one template usually take: the medians of those that ended lately. */
import { useMemo } from 'react';
import { filters, list, type Step, where } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import { aggregation, countOf, measureOf, numberIn, wholeIn, wholeOf } from '../charts/aggregation.ts';

/** The times of a case, by the fields that hold them. */
const fields = {
  detect: 'timeToDetect',
  acknowledge: 'timeToAcknowledge',
  contain: 'timeToContain',
  resolve: 'timeToResolve',
} as const;

/** A time of a case. */
export type CaseTime = keyof typeof fields;

/** Medians in milliseconds, null where no case has the time, and how many cases they are of. */
export interface UsualTimes {
  readonly count: number;
  readonly medians: Readonly<Record<CaseTime, number | null>>;
}

const dayMs = 86_400_000;
/** Days that are looked back. */
const days = 90;
/** Fewer cases say nothing of what is usual. */
const fewest = 5;

/** The times; undefined while they are not known, without a template, and where too few cases have ended. */
export function useUsualTimes(template: string | undefined): UsualTimes | undefined {
  const steps = useMemo(() => stepsFor(template ?? ''), [template]);
  // The stream does not renew it: what was usual for weeks does not change within an hour.
  const { data } = usePipeline<unknown>(
    'usual-times',
    steps,
    { entities: [] },
    { enabled: template !== undefined },
  );
  return template === undefined ? undefined : usualTimesIn(data);
}

function stepsFor(template: string): readonly Step[] {
  const since = (Math.floor(Date.now() / dayMs) - days) * dayMs;
  const medians = Object.entries(fields).map(([name, field]) => measureOf('median', field, name));
  return [
    list('case'),
    where(
      filters.is('caseTemplate', template),
      filters.is('stage', 'Closed'),
      filters.atLeast('endDate', since),
    ),
    aggregation(wholeOf('endDate', [countOf(), ...medians])),
  ];
}

/** Reads the answer. */
export function usualTimesIn(answer: unknown): UsualTimes | undefined {
  const whole = wholeIn(answer);
  const count = numberIn(whole, 'count') ?? 0;
  if (count < fewest) return undefined;
  const median = (name: CaseTime): number | null => numberIn(whole, name);
  return {
    count,
    medians: {
      detect: median('detect'),
      acknowledge: median('acknowledge'),
      contain: median('contain'),
      resolve: median('resolve'),
    },
  };
}
