/** What can be asked of a list, with the values that its people, statuses and tags have. */
import { useMemo } from 'react';
import { list, page } from '../../data/pipeline.ts';
import { usePipeline, useResource } from '../../data/queries.ts';
import { usePeople } from '../person.tsx';
import type { SuggestionSource } from './query/suggest.ts';
import {
  type AttributeDescription,
  type FieldWords,
  type Vocabulary,
  vocabularyOf,
} from './query/vocabulary.ts';

interface Description {
  readonly attributes: readonly AttributeDescription[];
}

/** The vocabulary of an entity; undefined while it is read. */
export function useVocabulary(entity: string): {
  readonly vocabulary: Vocabulary | undefined;
  readonly error: Error | null;
  readonly retry: () => void;
} {
  const { data, error, refetch } = useResource<Description>(`/describe/${entity}`, {
    entities: ['customField'],
  });
  const attributes = data?.attributes;
  const vocabulary = useMemo(
    () => (attributes === undefined ? undefined : vocabularyOf(attributes)),
    [attributes],
  );
  return { vocabulary, error, retry: () => void refetch() };
}

/** A status as the organisation configured it. */
export interface StatusWords {
  readonly value: string;
  readonly stage: 'New' | 'InProgress' | 'Imported' | 'Closed';
  readonly hidden: boolean;
  readonly order: number;
}

const mostValues = 200;

/** The statuses of alerts or cases, in their order. */
export function useStatuses(entity: string): readonly StatusWords[] {
  const kind = entity === 'case' ? 'caseStatus' : 'alertStatus';
  const { data } = usePipeline<readonly StatusWords[]>(kind, [list(kind), page(0, mostValues)], {
    entities: [kind],
  });
  return useMemo(() => [...(data ?? [])].sort((one, other) => one.order - other.order), [data]);
}

/** Where suggestions for a filter come from. */
export function useSuggestionSource(
  entity: string,
  vocabulary: Vocabulary | undefined,
  states: readonly string[],
): SuggestionSource {
  const people = usePeople();
  const statuses = useStatuses(entity);
  return useMemo(() => {
    const valuesOf = (field: FieldWords): readonly string[] => {
      if (field.kind === 'person') return [...people.keys()];
      if (field.name === 'status') return statuses.map(({ value }) => value);
      return [];
    };
    return { vocabulary: vocabulary ?? { fields: [], byName: new Map() }, states, valuesOf };
  }, [people, statuses, vocabulary, states]);
}
