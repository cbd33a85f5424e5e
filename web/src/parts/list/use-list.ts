/** Everything that a list is at a moment: state of the address, read filter, rows, cursor, ticks and counts. */
import { useMemo, useState } from 'react';
import { filters as conditions, type Filter } from '../../data/pipeline.ts';
import { useMe } from '../../data/session.tsx';
import type { GridItem, GridSelection } from '../../ui/table/grid-types.ts';
import { type FilterWords, useFilterWords } from './filter-words.ts';
import type { ListColumn, ListDefinition, ListRow } from './list-definition.ts';
import { nextCursor } from './next-cursor.ts';
import { type CompiledFilter, compileFilterText, type FilterContext } from './query/compile.ts';
import type { SuggestionSource } from './query/suggest.ts';
import { nothingSelected, type Selection, toggled, toggledAll } from './selection.ts';
import { orderOf } from './sort-text.ts';
import { type Groups, useGroups } from './use-groups.tsx';
import { type ListRows, useListRows } from './use-list-rows.ts';
import { type ListState, useListState } from './use-list-state.ts';
import { useSuggestionSource, useVocabulary } from './use-vocabulary.ts';

/** A list as its screen shows it. */
export interface List<Row extends ListRow> {
  readonly definition: ListDefinition<Row>;
  readonly state: ListState;
  /** Undefined while it is not known yet what can be asked. */
  readonly context: FilterContext | undefined;
  readonly compiled: CompiledFilter;
  /** Whether the rows can be asked for. */
  readonly isReady: boolean;
  readonly source: SuggestionSource;
  readonly words: FilterWords;
  readonly rows: ListRows<Row>;
  /** Groups in place of plain rows; undefined while the list is not grouped. */
  readonly groups: Groups<Row> | undefined;
  /** The lines in their order: rows, or groups with the rows of those that are open. */
  readonly items: readonly GridItem<Row>[];
  /** Place of the line with an id; -1 when there is none. */
  readonly placeOf: (id: string) => number;
  readonly columns: readonly ListColumn<Row>[];
  readonly cursor: string | undefined;
  readonly setCursor: (id: string | undefined) => void;
  readonly selection: Selection;
  readonly setSelection: (selection: Selection) => void;
  readonly gridSelection: GridSelection;
  /** Rows that an act concerns: the ticked ones, else the one under the cursor. */
  readonly concerned: readonly Row[];
  /** Why it cannot be asked what may be asked. */
  readonly error: Error | null;
  /** Asks again what may be asked. */
  readonly retry: () => void;
}

const nothingRead: CompiledFilter = { parts: [], faults: [], filters: [] };

/** The filter as it is asked; undefined while that is not known. */
function useCompiled(
  { query, view }: ListState,
  context: FilterContext | undefined,
): CompiledFilter | undefined {
  return useMemo(() => {
    if (context !== undefined) return compileFilterText(query, context);
    return view.filters === undefined || query !== view.query
      ? undefined
      : { ...nothingRead, filters: view.filters };
  }, [context, query, view]);
}

/** A list. `conditions` of the address, of the view and of the definition all hold. */
export function useList<Row extends ListRow>(definition: ListDefinition<Row>): List<Row> {
  const state = useListState(definition);
  const { vocabulary, error, retry } = useVocabulary(definition.entity);
  const words = useFilterWords(definition.entity, vocabulary);
  const stateNames = useMemo(() => Object.keys(definition.states), [definition]);
  const source = useSuggestionSource(definition.entity, vocabulary, stateNames, definition.known);
  const context = useFilterContext(definition, vocabulary);
  const known = useCompiled(state, context);
  const compiled = known ?? nothingRead;
  const order = useMemo(
    () =>
      orderOf(state.sort, (id) => definition.columns.find((column) => column.id === id)?.field ?? undefined),
    [state.sort, definition],
  );
  const isGrouped = definition.groups?.some(({ id }) => id === state.group) ?? false;
  const mode = known === undefined || known.faults.length > 0 ? 'nothing' : isGrouped ? 'groups' : 'rows';
  const rows = useListRows(definition, compiled.filters, order, mode);
  const groups = useGroups(definition, compiled.filters, order, mode === 'groups' ? state.group : undefined);
  const columns = useMemo(
    () =>
      state.columns.flatMap((id) => {
        const column = definition.columns.find((candidate) => candidate.id === id);
        return column === undefined ? [] : [{ ...column, sortable: column.field !== undefined }];
      }),
    [state.columns, definition],
  );
  const items = groups?.items ?? rows.items;
  const placeOf = groups?.placeOf ?? rows.placeOf;
  const marking = useMarking(items, placeOf, state);
  return {
    definition,
    state,
    context,
    compiled,
    isReady: known !== undefined,
    source,
    words,
    rows,
    groups,
    items,
    placeOf,
    columns,
    error,
    retry,
    ...marking,
  };
}

function useFilterContext<Row extends ListRow>(
  definition: ListDefinition<Row>,
  vocabulary: FilterContext['vocabulary'] | undefined,
): FilterContext | undefined {
  const me = useMe()?.login;
  return useMemo(() => {
    if (vocabulary === undefined || me === undefined) return undefined;
    const mine: Filter = conditions.is('assignee', me);
    const states = vocabulary.byName.has('assignee')
      ? { unassigned: conditions.not(conditions.has('assignee')), mine, ...definition.states }
      : definition.states;
    return { vocabulary, states, me, now: Date.now() };
  }, [vocabulary, me, definition]);
}

/** The cursor and the ticks. They belong to objects, not to places, and so stay when the order changes. */
function useMarking<Row extends ListRow>(
  items: readonly GridItem<Row>[],
  placeOf: (id: string) => number,
  state: ListState,
) {
  const [cursor, setCursor] = useState<string | undefined>(state.preview);
  const [selection, setSelection] = useState<Selection>(nothingSelected);
  const scope = `${state.view.id} ${state.query}`;
  const [markedScope, setMarkedScope] = useState(scope);
  if (markedScope !== scope) {
    // Ticks of another view or filter mean nothing here.
    setMarkedScope(scope);
    setSelection(nothingSelected);
  }
  const gridSelection = useMemo(() => gridSelectionOf(items, selection, setSelection), [items, selection]);
  const present = cursor === undefined ? undefined : items[placeOf(cursor)];
  const [lastItems, setLastItems] = useState(items);
  if (lastItems !== items && (present !== undefined || markedScope !== scope)) setLastItems(items);
  if (cursor !== undefined && present === undefined && items.length > 0) {
    const next = nextCursor(cursor, idsOf(lastItems), idsOf(items));
    if (next !== undefined) setCursor(next);
  }
  const concerned = useMemo(() => {
    const hasTicks = selection.allMatching || selection.ids.size > 0;
    const marked = hasTicks ? items.filter(({ id }) => gridSelection.has(id)) : present ? [present] : [];
    return marked.flatMap((item) => (item.kind === 'row' ? [item.row] : []));
  }, [items, selection, gridSelection, present]);
  return { cursor: present?.id, setCursor, selection, setSelection, gridSelection, concerned };
}

const idsOf = (items: readonly { readonly id: string }[]): readonly string[] => items.map(({ id }) => id);

function gridSelectionOf<Row extends ListRow>(
  items: readonly GridItem<Row>[],
  { ids, allMatching }: Selection,
  change: (by: (before: Selection) => Selection) => void,
): GridSelection {
  const isAll = ids.size > 0 && ids.size >= items.length && items.every(({ id }) => ids.has(id));
  return {
    has: (id) => allMatching || ids.has(id),
    state: allMatching || isAll ? 'all' : ids.size > 0 ? 'some' : 'none',
    toggle: (id, toHere) => change((before) => toggled(before, id, toHere, idsOf(items))),
    toggleAll: () => change((before) => toggledAll(before, idsOf(items))),
  };
}
