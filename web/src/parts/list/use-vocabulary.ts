/** What can be asked of a list, with the values that its people, statuses and tags have. */
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '../../data/session.tsx';
import { usePeople } from '../person.tsx';
import type { ListDefinition, ListRow } from './list-definition.ts';
import { descriptionQuery, type StatusWords, statusesQuery } from './list-queries.ts';
import type { SuggestionSource } from './query/suggest.ts';
import { type FieldWords, type Vocabulary, vocabularyOf } from './query/vocabulary.ts';

/** The vocabulary of an entity; undefined while it is read. */
export function useVocabulary(entity: string): {
  readonly vocabulary: Vocabulary | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
} {
  const { data, error, refetch } = useQuery(descriptionQuery(useApi(), entity));
  const attributes = data?.attributes;
  const vocabulary = useMemo(
    () => (attributes === undefined ? undefined : vocabularyOf(attributes)),
    [attributes],
  );
  return { vocabulary, error, retry: () => void refetch() };
}

/** The statuses of alerts or cases, in their order. */
export function useStatuses(entity: string): readonly StatusWords[] {
  const { data } = useQuery(statusesQuery(useApi(), entity));
  return useMemo(() => [...(data ?? [])].sort((one, other) => one.order - other.order), [data]);
}

/** Where suggestions for a filter come from. */
export function useSuggestionSource(
  entity: string,
  vocabulary: Vocabulary | undefined,
  states: readonly string[],
  known?: ListDefinition<ListRow>['known'],
): SuggestionSource {
  const people = usePeople();
  const statuses = useStatuses(entity);
  return useMemo(() => {
    const valuesOf = (field: FieldWords): readonly string[] => {
      if (field.kind === 'person') return [...people.keys()];
      if (field.name === 'status') return statuses.map(({ value }) => value);
      return known?.[field.name] ?? [];
    };
    return { vocabulary: vocabulary ?? { fields: [], byName: new Map() }, states, valuesOf };
  }, [people, statuses, vocabulary, states, known]);
}
