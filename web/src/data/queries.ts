/**
 * Questions to the server and their cached answers. Each answer says which kinds of objects it is made of (`meta`),
 * so that the live stream can mark as stale just what a change concerns.
 */
import {
  QueryClient,
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { type Api, ApiError } from './api.ts';
import type { Step } from './pipeline.ts';
import { useApi } from './session.tsx';

declare module '@tanstack/react-query' {
  interface Register {
    queryMeta: AnswerOrigin;
    defaultError: Error;
  }
}

/** What an answer is made of. */
export interface AnswerOrigin extends Record<string, unknown> {
  /** Kinds of objects, as live frames name them: `alert`, `case`, `observable`. */
  readonly entities?: readonly string[];
  /** The one case, alert or other object it is about; changes elsewhere do not concern it. */
  readonly about?: string;
  /** The page brings it up to date by itself, because rows must not move. */
  readonly steady?: boolean;
}

/** Times a failed question is asked again: not when the server has understood it and refused. */
function shouldRetry(failures: number, error: unknown): boolean {
  if (error instanceof ApiError && error.status >= 400 && error.status < 500 && error.status !== 429)
    return false;
  return failures < 2;
}

/** The cache of answers. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        retry: shouldRetry,
        staleTime: 15_000,
        gcTime: 10 * 60_000,
        refetchOnWindowFocus: false,
        networkMode: 'always',
      },
      mutations: { retry: false, networkMode: 'always' },
    },
  });
}

/** Sends a pipeline. `name` shows in the address, so that logs of the server can tell questions apart. */
export async function runPipeline<T>(
  api: Api,
  name: string,
  steps: readonly Step[],
  signal?: AbortSignal,
): Promise<T> {
  return api.request<T>('POST', `/query?name=${encodeURIComponent(name)}`, {
    body: { query: steps },
    ...(signal === undefined ? {} : { signal }),
  });
}

/** A pipeline as the cache knows it. */
export function pipelineQuery<T>(api: Api, name: string, steps: readonly Step[], origin: AnswerOrigin) {
  return {
    queryKey: [api.organisation, name, steps],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => runPipeline<T>(api, name, steps, signal),
    meta: origin,
  };
}

/** A path of the API as the cache knows it. */
export function resourceQuery<T>(api: Api, path: string, origin: AnswerOrigin) {
  return {
    queryKey: [api.organisation, path],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.get<T>(path, signal),
    meta: origin,
  };
}

/** The answer of a pipeline, kept up to date by the live stream. */
export function usePipeline<T>(
  name: string,
  steps: readonly Step[],
  origin: AnswerOrigin,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<T> {
  const api = useApi();
  return useQuery({ ...pipelineQuery<T>(api, name, steps, origin), ...options });
}

/** The answer of a path of the API, kept up to date by the live stream. */
export function useResource<T>(
  path: string,
  origin: AnswerOrigin,
  options: { readonly enabled?: boolean } = {},
): UseQueryResult<T> {
  const api = useApi();
  return useQuery({ ...resourceQuery<T>(api, path, origin), ...options });
}

/** A change. Afterwards everything on screen that is made of the kinds named is read again, without waiting for the stream. */
export function useChange<Input, Output = unknown>(
  change: (api: Api, input: Input) => Promise<Output>,
  entities: readonly string[],
): UseMutationResult<Output, Error, Input> {
  const api = useApi();
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (input: Input) => change(api, input),
    onSettled: () => refresh(entities),
  });
}

/** Marks as stale what is made of the kinds named. */
export function useRefresh(): (entities: readonly string[]) => Promise<void> {
  const queries = useQueryClient();
  return (entities) =>
    queries.invalidateQueries({
      predicate: ({ meta }) => meta?.entities?.some((name) => entities.includes(name)) ?? false,
    });
}
