/** The case that a promotion would make, as the server rehearsed it. */
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { OutputCase } from '../../../../../contract/v1-types.ts';
import { useApi } from '../../../data/session.tsx';

/** What a promotion would make. */
export interface PromotionPreview {
  readonly case: Pick<OutputCase, 'title' | 'customFields'>;
  readonly tasks: readonly unknown[];
  readonly observables: readonly unknown[];
  readonly files: readonly unknown[];
  /** The alert has this case already: promoting makes none. */
  readonly exists: boolean;
}

/** Milliseconds without a change until the server is asked. */
const pauseMs = 400;

/** The preview for the body of a promotion; the former one stands while it is asked for again. */
export function usePromotionPreview(
  alertId: string,
  body: Readonly<Record<string, unknown>>,
): UseQueryResult<PromotionPreview> {
  const api = useApi();
  // Compared as text: the body is made anew whenever the form is drawn.
  const [settled] = useDebouncedValue(JSON.stringify(body), pauseMs);
  return useQuery({
    queryKey: [api.organisation, 'promotion-preview', alertId, settled],
    queryFn: () => api.post<PromotionPreview>(`/alert/${alertId}/case/preview`, JSON.parse(settled)),
    placeholderData: keepPreviousData,
    // Once the case is made, there is nothing left to show.
    staleTime: Number.POSITIVE_INFINITY,
  });
}
