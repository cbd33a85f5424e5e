/** The state of a list, kept in the address: view, filter, order, grouping, columns and the row whose preview is open. */
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import type { SortKey } from '../../ui/table/grid-types.ts';
import type { ListDefinition, ListRow } from './list-definition.ts';
import { readSort, writeSort } from './sort-text.ts';
import { useShownPreview } from './use-shown-preview.ts';
import { useViews, type View } from './use-views.ts';

/** What an address may say of a list. */
export interface ListAddress {
  readonly view?: string | undefined;
  /** Filter; `*` for none at all, so that it differs from the view's own. */
  readonly q?: string | undefined;
  readonly sort?: string | undefined;
  readonly group?: string | undefined;
  /** Columns in their order, with commas. */
  readonly columns?: string | undefined;
  readonly preview?: string | undefined;
}

/** The state of a list. */
export interface ListState {
  readonly views: readonly View[];
  readonly view: View;
  readonly query: string;
  readonly sort: readonly SortKey[];
  readonly group: string | undefined;
  readonly columns: readonly string[];
  readonly preview: string | undefined;
  /** Something differs from what the view has. */
  readonly isDirty: boolean;
  readonly change: (change: ListAddress) => void;
  /** Opens the preview of a row, or shuts it. */
  readonly showPreview: (id: string | undefined) => void;
  readonly setQuery: (query: string) => void;
  readonly setSort: (sort: readonly SortKey[]) => void;
  readonly reset: () => void;
  readonly show: (view: string) => void;
}

const everything = '*';

/** The state of a list. */
export function useListState<Row extends ListRow>(definition: ListDefinition<Row>): ListState {
  const address = useSearch({ strict: false }) as ListAddress;
  const navigate = useNavigate();
  const views = useViews(definition);
  const view = views.find(({ id }) => id === address.view) ?? views[0] ?? nothing;
  const change = useCallback(
    (next: ListAddress) => {
      void navigate({
        to: '.',
        search: (before: Readonly<Record<string, string | undefined>>) =>
          ({ ...before, ...next }) as Record<string, string>,
        replace: true,
        resetScroll: false,
      });
    },
    [navigate],
  );
  const writePreview = useCallback((next: string | undefined) => change({ preview: next }), [change]);
  const [preview, showPreview] = useShownPreview(address.preview, writePreview);
  const standard = useMemo(
    () => definition.columns.filter(({ optional }) => optional !== true).map(({ id }) => id),
    [definition],
  );
  const ownColumns = view.columns.length > 0 ? view.columns : standard;
  const query = address.q === undefined ? view.query : address.q === everything ? '' : address.q;
  const sortText = address.sort ?? view.sort ?? definition.sort;
  const columnText = address.columns ?? ownColumns.join(',');
  const group = address.group === 'none' ? undefined : (address.group ?? view.group);
  const sort = useMemo(() => readSort(sortText), [sortText]);
  const columns = useMemo(() => columnText.split(','), [columnText]);
  return {
    views,
    view,
    query,
    sort,
    group,
    columns,
    preview,
    isDirty:
      query !== view.query ||
      sortText !== (view.sort ?? definition.sort) ||
      columnText !== ownColumns.join(',') ||
      group !== view.group,
    change,
    showPreview,
    setQuery: (next) => change({ q: next === view.query ? undefined : next === '' ? everything : next }),
    setSort: (next) => {
      const text = writeSort(next);
      change({ sort: text === (view.sort ?? definition.sort) || text === '' ? undefined : text });
    },
    reset: () => change(blank),
    show: (id) => {
      showPreview(undefined);
      change({ ...blank, view: id === views[0]?.id ? undefined : id, preview: undefined });
    },
  };
}

const blank: ListAddress = { q: undefined, sort: undefined, group: undefined, columns: undefined };
const nothing: View = { id: 'all', label: '', query: '', columns: [], origin: 'builtIn' };
