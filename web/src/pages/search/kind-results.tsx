/** The results of one kind: a few with the way to all, or all of them page by page. */
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { runPipeline } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { useErrorText } from '../../parts/error-text.ts';
import {
  type Found,
  readFound,
  type SearchKind,
  type SearchObjects,
  searchSteps,
} from '../../parts/shell/search-kinds.ts';
import { Failure, LoadingRows } from '../../ui/states.tsx';
import { countText } from './counts.ts';
import { ResultRow } from './result-row.tsx';
import classes from './search.module.css';

function useResults(kind: SearchKind, words: string, pageSize: number) {
  const api = useApi();
  return useInfiniteQuery({
    queryKey: [api.organisation, 'search', kind, words, pageSize],
    queryFn: ({ pageParam, signal }) =>
      runPipeline<readonly SearchObjects[SearchKind][]>(
        api,
        `search-${kind}`,
        searchSteps(kind, words, pageParam, pageParam + pageSize),
        signal,
      ),
    initialPageParam: 0,
    getNextPageParam: (last, all) => (last.length < pageSize ? undefined : all.length * pageSize),
  });
}

/** One kind with its heading; nothing when nothing was found. */
export function KindResults({
  kind,
  words,
  pageSize,
  whole,
  count,
}: {
  readonly kind: SearchKind;
  readonly words: string;
  readonly pageSize: number;
  /** All of the kind, page by page. */
  readonly whole: boolean;
  readonly count: number | undefined;
}) {
  const { t } = useTranslation('shell');
  const { t: word } = useTranslation('words');
  const organisation = useApi().organisation ?? '';
  const errorText = useErrorText();
  const { data, error, isPending, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useResults(
    kind,
    words,
    pageSize,
  );
  const found: readonly Found[] = (data?.pages ?? [])
    .flat()
    .map((object) => readFound(kind, organisation, object));
  if (error === null && !isPending && found.length === 0) return null;
  return (
    <section aria-label={t(`search.in.${kind}`)}>
      <div className={classes.head}>
        <h2 className={classes.heading}>{t(`search.in.${kind}`)}</h2>
        {!whole && count !== undefined && Math.abs(count) > pageSize && (
          <Link
            to="/o/$organisation/search"
            params={{ organisation }}
            search={{ q: words, in: kind }}
            className={classes.all}
          >
            {t('search.allOf', { number: countText(count) })}
          </Link>
        )}
      </div>
      {isPending && <LoadingRows rows={3} label={word('loading')} />}
      {error !== null && (
        <Failure reason={errorText(error)} again={() => void refetch()} againLabel={word('action.retry')} />
      )}
      <ul>
        {found.map((one) => (
          <ResultRow key={one.id} found={one} words={words} />
        ))}
      </ul>
      {whole && hasNextPage && (
        <Button className={classes.more} loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('search.more')}
        </Button>
      )}
    </section>
  );
}
