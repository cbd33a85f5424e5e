/** What a run prints, followed while it runs. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useApi } from '../../data/session.tsx';
import { Failure } from '../../ui/states.tsx';
import { useErrorText } from '../error-text.ts';
import classes from './log.module.css';
import { LogLines, type PrintedLine } from './log-lines.tsx';

interface LogPage {
  readonly status: string;
  readonly lines: readonly PrintedLine[];
}

/** How often a running neuron is asked for more, in milliseconds. */
const askEveryMs = 1_000;

/** Runs of analyzers are jobs, runs of responders are actions. */
export type RunKind = 'job' | 'action';

/** The log. */
export function RunLog({
  kind,
  id,
  running,
}: {
  readonly kind: RunKind;
  readonly id: string;
  readonly running: boolean;
}) {
  const { t } = useTranslation('engine');
  const { t: word } = useTranslation('words');
  const api = useApi();
  const text = useErrorText();
  const { data, error, refetch, fetchNextPage, isFetching } = useInfiniteQuery({
    queryKey: [api.organisation, 'run-log', kind, id],
    initialPageParam: -1,
    queryFn: ({ pageParam, signal }) =>
      api.get<LogPage>(`/connector/cortex/${kind}/${id}/log?after=${pageParam}`, signal),
    getNextPageParam: (last, _pages, previous) => last.lines.at(-1)?.position ?? previous,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const ask = useRef(fetchNextPage);
  ask.current = fetchNextPage;
  const wasRunning = useRef(running);
  useEffect(() => {
    // What was printed at the very end is asked for once more.
    if (!running && wasRunning.current) void ask.current();
    wasRunning.current = running;
    if (!running) return;
    const timer = setInterval(() => void ask.current(), askEveryMs);
    return () => clearInterval(timer);
  }, [running]);
  const lines = data?.pages.flatMap((page) => page.lines) ?? [];
  if (error !== null)
    return <Failure reason={text(error)} again={() => void refetch()} againLabel={word('action.retry')} />;
  if (lines.length > 0) return <LogLines lines={lines} />;
  return <p className={classes.note}>{running || isFetching ? t('nothingYet') : t('nothingPrinted')}</p>;
}
