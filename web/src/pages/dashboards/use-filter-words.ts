/** What a filter of a widget is read with, for every kind of objects that a dashboard asks about. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { filters } from '../../data/pipeline.ts';
import { useApi, useMe } from '../../data/session.tsx';
import { descriptionQuery } from '../../parts/list/list-queries.ts';
import type { FilterContext } from '../../parts/list/query/compile.ts';
import { vocabularyOf } from '../../parts/list/query/vocabulary.ts';
import type { WidgetEntity } from './entities.ts';

/** What filters of a kind of objects are read with; undefined while it is not known. */
export function useFilterReading({ name, states }: WidgetEntity): {
  readonly context: FilterContext | undefined;
  readonly error: unknown;
  readonly retry: () => void;
} {
  const me = useMe()?.login;
  const { data, error, refetch } = useQuery(descriptionQuery(useApi(), name));
  const attributes = data?.attributes;
  const context = useMemo(() => {
    if (attributes === undefined || me === undefined) return undefined;
    const vocabulary = vocabularyOf(attributes);
    const own = vocabulary.byName.has('assignee')
      ? { unassigned: filters.not(filters.has('assignee')), mine: filters.is('assignee', me) }
      : {};
    return { vocabulary, states: { ...own, ...states }, me, now: Date.now() };
  }, [attributes, me, states]);
  return { context, error, retry: () => void refetch() };
}
