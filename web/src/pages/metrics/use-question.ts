/** Questions of the page. The stream does not renew them: figures over weeks need no trembling, and many ask at once. */
import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import type { Step } from '../../data/pipeline.ts';
import { usePipeline } from '../../data/queries.ts';
import type { Answer } from '../../parts/charts/block.tsx';

const prefix = 'metrics-';

/** The answer of a pipeline with its state. */
export interface Question<T> extends Answer {
  readonly data: T | undefined;
}

/** Asks. */
export function useQuestion<T = unknown>(
  name: string,
  steps: readonly Step[],
  options: { readonly enabled?: boolean } = {},
): Question<T> {
  const { data, error, isPending, refetch } = usePipeline<T>(
    `${prefix}${name}`,
    steps,
    { entities: [] },
    options,
  );
  return { data, error, isLoading: isPending, retry: () => void refetch() };
}

/** Several answers as one: there when all are, failed when one is. */
export function togetherOf(...questions: readonly Answer[]): Answer {
  return {
    isLoading: questions.some(({ isLoading }) => isLoading),
    error: questions.find(({ error }) => error !== null)?.error ?? null,
    retry: () => {
      for (const { error, retry } of questions) if (error !== null) retry();
    },
  };
}

/** Asks all questions of the page again. */
export function useAskAgain(): () => void {
  const queries = useQueryClient();
  return useCallback(() => {
    void queries.invalidateQueries({
      predicate: ({ queryKey }) => typeof queryKey[1] === 'string' && queryKey[1].startsWith(prefix),
    });
  }, [queries]);
}
