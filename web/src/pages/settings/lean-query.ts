/** A pipeline whose objects come with some of their fields only: lists need no texts of kilobytes. */
import { type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Step } from '../../data/pipeline.ts';
import type { AnswerOrigin } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';

/** The answer; `left` names the fields that are left out. */
export function useLeanPipeline<T>(
  name: string,
  steps: readonly Step[],
  left: readonly string[],
  origin: AnswerOrigin,
): UseQueryResult<T> {
  const api = useApi();
  return useQuery({
    queryKey: [api.organisation, name, steps, left],
    queryFn: ({ signal }) =>
      api.request<T>('POST', `/query?name=${encodeURIComponent(name)}`, {
        body: { query: steps, excludeFields: left },
        signal,
      }),
    meta: origin,
  });
}
