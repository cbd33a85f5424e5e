/**
 * The rows of a list: read in pages, brought up to date in place. What arrives while somebody reads is counted and
 * waits until it is asked for; what somebody else takes out of the list stays where it is, faded.
 */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { LiveFrame } from '../../data/live.ts';
import type { Filter, Order } from '../../data/pipeline.ts';
import { useApi, useMe } from '../../data/session.tsx';
import type { RowMarks } from '../../ui/table/grid-types.ts';
import { useSteady } from '../../ui/table/use-steady.ts';
import type { ListDefinition, ListRow } from './list-definition.ts';
import { type ListPage, pageGatherer, type RowItem, removed, replaced } from './list-pages.ts';
import { type Pages, rowsQuery } from './list-queries.ts';
import { groupsKey, mostIds, readRows } from './list-question.ts';
import { useGatheredFrames } from './use-gathered-frames.ts';

/** The rows and what can be done with them. */
export interface ListRows<Row> {
  readonly rows: readonly Row[];
  readonly items: readonly RowItem<Row>[];
  /** Place of the row with an id; -1 when it is not loaded. */
  readonly placeOf: (id: string) => number;
  readonly isLoading: boolean;
  readonly error: Error | null;
  /** Whether the failed question was for further rows; those that are there stay. */
  readonly hasRows: boolean;
  readonly hasMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
  /** Rows that would be shown if the list were read now. */
  readonly waiting: number;
  /** Reads the list from its beginning, with what waits. */
  readonly insert: () => Promise<void>;
  readonly marks: (id: string) => RowMarks | undefined;
  /** Reads rows again after an act of one's own: those that left the list go. */
  readonly reread: (ids: readonly string[]) => Promise<void>;
  /** Reads everything loaded again, for rows that come back by an act of one's own. */
  readonly refresh: () => Promise<void>;
}

/** Most new rows that are counted. */
export const mostWaiting = 999;
/** Pages that are read again when a list is shown once more. */
const mostPagesAgain = 5;

/** Whether rows are read one after the other, in groups by somebody else, or not at all. */
export type ListMode = 'rows' | 'groups' | 'nothing';

/** Reads a list. */
export function useListRows<Row extends ListRow>(
  definition: ListDefinition<Row>,
  conditions: readonly Filter[],
  order: Order,
  mode: ListMode,
): ListRows<Row> {
  const enabled = mode === 'rows';
  const api = useApi();
  const queries = useQueryClient();
  const changes = useChanges();
  const { gone } = changes;
  const question = useMemo(
    () => rowsQuery<Row>(api, definition, conditions, order, () => gone.current),
    [api, definition, conditions, order, gone],
  );
  const key = question.queryKey;
  const query = useInfiniteQuery({
    ...question,
    enabled,
    refetchOnMount: ({ state }) =>
      ((state.data as Pages<Row> | undefined)?.pages.length ?? 0) <= mostPagesAgain,
  });
  const pages = query.data?.pages;
  const gather = useMemo(() => pageGatherer<Row>(), []);
  const { rows, items, places } = useMemo(() => gather(pages ?? []), [gather, pages]);
  const placeOf = useCallback((id: string) => places.get(id) ?? -1, [places]);
  const change = useCallback(
    (by: (pages: readonly ListPage<Row>[]) => readonly ListPage<Row>[]) =>
      queries.setQueryData<Pages<Row>>(key, (data) =>
        data === undefined ? data : { ...data, pages: [...by(data.pages)] },
      ),
    [queries, key],
  );
  const reread = useReread(
    definition,
    conditions,
    places,
    query.hasNextPage || mode === 'groups',
    changes,
    change,
  );
  const me = useMe()?.login;
  useGatheredFrames(definition.entity, (frames) => {
    if (mode !== 'nothing') void reread(changedIds(frames, definition.entity, places), me);
  });
  const insert = async (): Promise<void> => {
    changes.forget();
    queries.setQueryData<Pages<Row>>(key, (data) =>
      data === undefined ? data : { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) },
    );
    if (enabled) await query.refetch();
    else await queries.invalidateQueries({ queryKey: groupsKey(api.organisation, definition.entity) });
  };
  useFirstRows(enabled && pages !== undefined && items.length === 0 && changes.waiting.size > 0, insert);
  return {
    rows,
    items,
    placeOf,
    isLoading: query.isPending && enabled,
    error: query.error,
    hasRows: items.length > 0,
    hasMore: query.hasNextPage,
    loadMore: () => {
      if (query.hasNextPage && !query.isFetching && query.error === null) void query.fetchNextPage();
    },
    retry: () => void (items.length > 0 ? query.fetchNextPage() : query.refetch()),
    waiting: changes.waiting.size,
    insert,
    marks: changes.marks,
    refresh: async () => {
      changes.forget();
      if (enabled) await query.refetch();
      else await queries.invalidateQueries({ queryKey: groupsKey(api.organisation, definition.entity) });
    },
    reread: async (ids) =>
      reread(
        ids.map((id) => ({ id, isNew: false, own: true })),
        me,
      ),
  };
}

/** Shows new rows at once while there are none: nothing stands there that they could move. */
function useFirstRows(wait: boolean, insert: () => Promise<void>): void {
  const steady = useSteady(insert);
  useEffect(() => {
    if (wait) void steady();
  }, [wait, steady]);
}

/** An object that was changed: made just now, and whether by the person who reads. */
interface Changed {
  readonly id: string;
  readonly isNew: boolean;
  readonly own?: boolean;
  readonly actor?: string | undefined;
}

/** The ids of the loaded rows. */
type Loaded = Pick<ReadonlyMap<string, unknown>, 'has'>;

function changedIds(frames: readonly LiveFrame[], entity: string, loaded: Loaded): readonly Changed[] {
  const found = new Map<string, Changed>();
  for (const frame of frames) {
    const { objectType, objectId, contextId, action, actor } = frame;
    if (objectType === entity || loaded.has(objectId))
      found.set(objectId, { id: objectId, isNew: action === 'create', actor });
    else if (contextId !== undefined && loaded.has(contextId) && !found.has(contextId))
      found.set(contextId, { id: contextId, isNew: false, actor });
  }
  return [...found.values()];
}

interface Changes {
  readonly gone: { readonly current: ReadonlySet<string> };
  readonly waiting: ReadonlySet<string>;
  readonly marks: (id: string) => RowMarks | undefined;
  readonly note: (noted: Noted) => void;
  readonly forget: () => void;
}

interface Noted {
  readonly tinted: readonly string[];
  readonly faded: readonly string[];
  readonly back: readonly string[];
  readonly waiting: readonly string[];
}

/** What happened to the list since it was read. */
function useChanges(): Changes {
  const gone = useRef<ReadonlySet<string>>(new Set());
  const [tints, setTints] = useState<ReadonlyMap<string, number>>(new Map());
  const [faded, setFaded] = useState<ReadonlySet<string>>(new Set());
  const [waiting, setWaiting] = useState<ReadonlySet<string>>(new Set());
  const marks = useCallback(
    (id: string): RowMarks | undefined => {
      const tint = tints.get(id);
      const isFaded = faded.has(id);
      return tint === undefined && !isFaded ? undefined : { tint, faded: isFaded };
    },
    [tints, faded],
  );
  const note = useCallback((noted: Noted) => {
    const at = Date.now();
    if (noted.tinted.length > 0)
      setTints((before) => new Map([...before, ...noted.tinted.map((id) => [id, at] as const)].slice(-200)));
    const next = new Set([...gone.current, ...noted.faded]);
    for (const id of noted.back) next.delete(id);
    gone.current = next;
    setFaded(next);
    if (noted.waiting.length > 0)
      setWaiting((before) => new Set([...before, ...noted.waiting].slice(0, mostWaiting + 1)));
  }, []);
  const forget = useCallback(() => {
    gone.current = new Set();
    setFaded(gone.current);
    setWaiting(new Set());
  }, []);
  return useMemo(() => ({ gone, waiting, marks, note, forget }), [waiting, marks, note, forget]);
}

type ChangePages<Row> = (by: (pages: readonly ListPage<Row>[]) => readonly ListPage<Row>[]) => unknown;

/** Reads only what was changed, and puts it where it stood. */
function useReread<Row extends ListRow>(
  definition: ListDefinition<Row>,
  conditions: readonly Filter[],
  loaded: Loaded,
  hasMore: boolean,
  { note }: Changes,
  change: ChangePages<Row>,
): (changed: readonly Changed[], me: string | undefined) => Promise<void> {
  const api = useApi();
  return async (changed, me) => {
    const concerned = changed.filter(({ id, isNew }) => loaded.has(id) || isNew || !hasMore);
    for (let from = 0; from < concerned.length; from += mostIds) {
      const some = concerned.slice(from, from + mostIds);
      const ids = some.map(({ id }) => id);
      const inList = await readRows(api, definition, conditions, ids);
      const kept = new Set(inList.map(({ _id }) => _id));
      const left = some.filter(({ id }) => loaded.has(id) && !kept.has(id));
      const isOwn = ({ own, actor }: Changed): boolean => own === true || actor === me;
      const leftByOthers = left.filter((one) => !isOwn(one)).map(({ id }) => id);
      const others = await readRows(api, { ...definition, base: [] }, [], leftByOthers);
      const ownGone = new Set(left.filter(isOwn).map(({ id }) => id));
      change((pages) => replaced(removed(pages, ownGone), [...inList, ...others]));
      note({
        tinted: some.filter((one) => loaded.has(one.id) && !isOwn(one)).map(({ id }) => id),
        faded: leftByOthers,
        back: [...kept],
        waiting: [...kept].filter((id) => !loaded.has(id)),
      });
    }
  };
}
