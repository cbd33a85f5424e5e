/** A list in groups: each with its number, its ratings and its times, and its rows once it is opened. */
import { useQueries, useQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { type Filter, filters, type Order } from '../../data/pipeline.ts';
import { runPipeline } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import type { GridItem } from '../../ui/table/grid-types.ts';
import { type Group, readGroups } from './group.ts';
import { GroupLine } from './group-line.tsx';
import type { GroupDefinition, ListDefinition, ListRow } from './list-definition.ts';
import { pageSize } from './list-pages.ts';
import { groupsKey, readPage, stepsOf } from './list-question.ts';

/** The groups of a list. */
export interface Groups<Row> {
  readonly items: readonly GridItem<Row>[];
  /** Place of the line with an id; -1 when there is none. */
  readonly placeOf: (id: string) => number;
  readonly isLoading: boolean;
  readonly error: Error | null;
  readonly retry: () => void;
  /** Opens or shuts a group; false when the id is none. */
  readonly toggle: (id: string) => boolean;
  /** Name of a group; undefined when the id is none. */
  readonly nameOf: (id: string) => string | undefined;
  /** Number of objects in a group. */
  readonly countOf: (id: string) => number;
  /** Condition of a group; undefined when the id is none. */
  readonly filterOf: (id: string) => Filter | undefined;
}

/** Most groups that are shown, those with most objects first. */
const mostGroups = 200;
const idPrefix = 'group:';

/** Whether an id is that of a group. */
export function isGroupId(id: string): boolean {
  return id.startsWith(idPrefix);
}

function rowsRead<Row>(
  answers: readonly { readonly data?: { readonly rows: readonly Row[] } | undefined }[],
): readonly (readonly Row[] | undefined)[] {
  return answers.map(({ data }) => data?.rows);
}

/** Reads the groups; undefined while the list is not grouped. */
export function useGroups<Row extends ListRow>(
  definition: ListDefinition<Row>,
  conditions: readonly Filter[],
  order: Order,
  groupId: string | undefined,
): Groups<Row> | undefined {
  const api = useApi();
  const by = definition.groups?.find(({ id }) => id === groupId);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const key = groupsKey(api.organisation, definition.entity);
  const query = useQuery({
    queryKey: [...key, conditions, groupId],
    queryFn: ({ signal }) =>
      askGroups(definition, conditions, by, (steps) => runPipeline(api, 'groups', steps, signal)),
    enabled: by !== undefined,
    meta: { entities: [definition.entity], steady: true },
  });
  const groups = useMemo(() => query.data ?? [], [query.data]);
  const opened = useMemo(() => groups.filter((group) => open.has(group.id)), [groups, open]);
  const read = useQueries({
    queries: opened.map((group) => ({
      queryKey: [...key, conditions, groupId, group.id, order],
      queryFn: ({ signal }: { readonly signal: AbortSignal }) =>
        readPage<Row>(api, definition, [...conditions, filterOfGroup(by, group)], order, 0, signal),
      meta: { entities: [definition.entity], steady: true },
    })),
    combine: rowsRead,
  });
  const toggle = useCallback((id: string): boolean => {
    if (!isGroupId(id)) return false;
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });
    return true;
  }, []);
  const items = useMemo(
    () =>
      by === undefined
        ? []
        : groups.flatMap((group): GridItem<Row>[] => [
            {
              id: group.id,
              kind: 'group',
              content: <GroupLine group={group} by={by} isOpen={open.has(group.id)} shown={pageSize} />,
            },
            ...(read[opened.indexOf(group)] ?? []).map(
              (row): GridItem<Row> => ({ id: row._id, kind: 'row', row }),
            ),
          ]),
    [by, groups, open, opened, read],
  );
  const places = useMemo(() => new Map(items.map(({ id }, place) => [id, place])), [items]);
  const placeOf = useCallback((id: string) => places.get(id) ?? -1, [places]);
  if (by === undefined) return undefined;
  const groupOf = (id: string): Group | undefined => groups.find((one) => one.id === id);
  return {
    items,
    placeOf,
    isLoading: query.isPending,
    error: query.error,
    retry: () => void query.refetch(),
    toggle,
    nameOf: (id) => {
      const group = groupOf(id);
      return group === undefined ? undefined : nameOfGroup(by, group);
    },
    countOf: (id) => groupOf(id)?.count ?? 0,
    filterOf: (id) => {
      const group = groupOf(id);
      return group === undefined ? undefined : filterOfGroup(by, group);
    },
  };
}

function nameOfGroup(by: GroupDefinition, { key }: Group): string {
  return key === undefined ? (by.without ?? '') : by.said(key).title;
}

function filterOfGroup(by: GroupDefinition | undefined, group: Group): Filter {
  if (by === undefined || group.key === undefined) return filters.not(filters.has(by?.field ?? '_id'));
  return by.filterOf(group.key);
}

type Ask = (steps: Parameters<typeof runPipeline>[2]) => Promise<unknown>;

/** Days that the small picture of a group covers. */
const daysShown = 30;

async function askGroups<Row extends ListRow>(
  definition: ListDefinition<Row>,
  conditions: readonly Filter[],
  by: GroupDefinition | undefined,
  ask: Ask,
): Promise<readonly Group[]> {
  if (by === undefined) return [];
  const inside = [
    { _agg: 'count' },
    { _agg: 'min', _field: 'date', _name: 'first' },
    { _agg: 'max', _field: 'date', _name: 'last' },
    { _agg: 'field', _field: 'severity', _select: [{ _agg: 'count' }] },
    {
      _agg: 'time',
      _fields: ['date'],
      _interval: '1d',
      _query: filters.atLeast('date', { amount: daysShown, unit: 'days', look: 'behind' }),
      _select: [{ _agg: 'count' }],
    },
  ];
  const answer = await ask([
    ...stepsOf(definition, conditions),
    {
      _name: 'aggregation',
      _agg: 'field',
      _field: by.field,
      _order: ['-count'],
      _size: mostGroups,
      _select: inside,
      ...(by.atLeast === undefined ? {} : { _atLeast: by.atLeast }),
    },
  ]);
  const groups = readGroups(answer, idPrefix);
  if (by.without === undefined) return groups;
  const rest = await ask([
    ...stepsOf(definition, [...conditions, filters.not(filters.has(by.field))]),
    { _name: 'count' },
  ]);
  return typeof rest === 'number' && rest > 0
    ? [...groups, { id: idPrefix, key: undefined, count: rest, severities: [], days: [] }]
    : groups;
}
