/** How many objects views hold, counted up to a bound, and counted again soon after something changed. */
import { useQueries, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLiveFrames } from '../../data/live-provider.tsx';
import type { Step } from '../../data/pipeline.ts';
import { useApi } from '../../data/session.tsx';
import { useDue } from '../../ui/unhurried.tsx';
import { type BoundedNumber, countRows } from './list-question.ts';

/** Milliseconds between a change and the next counting, so that a storm of changes costs few countings. */
const countAfterMs = 3_000;

/** Something to count; not counted when it asks nothing. */
export interface Countable {
  readonly id: string;
  readonly steps: readonly Step[] | undefined;
}

/** Numbers by id; missing while they are not known. They are asked for once the list stands. */
export function useCounts(
  entity: string,
  countables: readonly Countable[],
): ReadonlyMap<string, BoundedNumber> {
  const api = useApi();
  const queries = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useLiveFrames((frame) => {
    if (frame.objectType !== entity) return;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      void queries.invalidateQueries({ queryKey: [api.organisation, 'listCount', entity] });
    }, countAfterMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
  const isDue = useDue();
  const asked = countables.flatMap(({ id, steps }) =>
    steps === undefined || !isDue ? [] : [{ id, steps, question: JSON.stringify(steps) }],
  );
  // Two views may ask the same; it is asked once.
  const questions = [...new Map(asked.map((one) => [one.question, one])).values()];
  const answers = useQueries({
    queries: questions.map(({ steps }) => ({
      queryKey: [api.organisation, 'listCount', entity, steps],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) => countRows(api, steps, signal),
      meta: { entities: [entity], steady: true },
    })),
  });
  return new Map(
    asked.flatMap(({ id, question }) => {
      const data = answers[questions.findIndex((one) => one.question === question)]?.data;
      return data === undefined ? [] : [[id, data] as const];
    }),
  );
}
