/** Views of a list: those it starts with, then one's own, then those that the organisation shares. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { OutputView } from '../../../../contract/v1-types.ts';
import { useChange } from '../../data/queries.ts';
import { useApi, useMe } from '../../data/session.tsx';
import type { BuiltInView, ListDefinition, ListRow } from './list-definition.ts';
import { viewsQuery } from './list-queries.ts';

/** A view: what to show and how. */
export interface View {
  readonly id: string;
  readonly label: string;
  readonly query: string;
  readonly filters?: BuiltInView['filters'];
  readonly sort?: string | undefined;
  readonly group?: string | undefined;
  /** Columns in their order; the usual ones when empty. */
  readonly columns: readonly string[];
  readonly origin: 'builtIn' | 'mine' | 'shared';
}

/** All views of a list in their order. */
export function useViews<Row extends ListRow>({ entity, views }: ListDefinition<Row>): readonly View[] {
  const me = useMe()?.login;
  const { data } = useQuery(viewsQuery(useApi(), entity));
  return useMemo(() => {
    const saved = (data ?? []).map((view) => readView(view, me));
    const mine = saved.filter(({ origin }) => origin === 'mine');
    const shared = saved.filter(({ origin }) => origin === 'shared');
    const builtIn = views.map((view): View => ({ ...view, columns: [], origin: 'builtIn' }));
    return [...builtIn, ...mine, ...shared];
  }, [data, views, me]);
}

function readView(view: OutputView, me: string | undefined): View {
  const { query } = view.filter as { readonly query?: unknown };
  const { group } = view.listOptions as { readonly group?: unknown };
  return {
    id: view._id,
    label: view.name,
    query: typeof query === 'string' ? query : '',
    sort: texts(view.sortList).join(',') || undefined,
    group: typeof group === 'string' ? group : undefined,
    columns: texts(view.showColumns),
    origin: view._createdBy === me ? 'mine' : 'shared',
  };
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : [];
}

/** What is saved of a view. */
export interface ViewContent {
  readonly name: string;
  readonly query: string;
  readonly sort: string;
  readonly group: string | undefined;
  readonly columns: readonly string[];
  readonly isShared: boolean;
}

function bodyOf({ name, query, sort, group, columns, isShared }: ViewContent): object {
  return {
    name,
    filter: { query },
    listOptions: group === undefined ? {} : { group },
    sortList: sort.split(',').filter((key) => key !== ''),
    showColumns: columns,
    isShared,
  };
}

/** Saves a view as a new one; answers it. */
export function useCreateView(entity: string) {
  return useChange(
    (api, content: ViewContent) => api.post<OutputView>('/views', { entity, ...bodyOf(content) }),
    ['view'],
  );
}

/** Saves over a view of one's own. */
export function useUpdateView() {
  return useChange(
    (api, { id, content }: { readonly id: string; readonly content: Partial<ViewContent> & ViewContent }) =>
      api.patch(`/views/${id}`, bodyOf(content)),
    ['view'],
  );
}

/** Removes a view of one's own. */
export function useDeleteView() {
  return useChange((api, id: string) => api.remove(`/views/${id}`), ['view']);
}
