/** Tags that fit what somebody has begun to write: plain ones of the organisation, and those of the taxonomies that are offered. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { filters, follow, list, page, sort, where } from '../../data/pipeline.ts';
import { type AnswerOrigin, pipelineQuery } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { plainNamespace, soughtWords, type TagParts } from './tag-text.ts';

/** Most that are proposed of each kind. */
const mostPlain = 8;
const mostKnown = 20;
/** Proposals need not follow every change while somebody writes. */
const origin: AnswerOrigin = { entities: ['taxonomy'] };
const parts = ['namespace', 'predicate', 'value', 'description'];

/** The tags; none for an empty text. */
export function useTagSuggestions(text: string): {
  readonly plain: readonly TagParts[];
  readonly known: readonly TagParts[];
} {
  const api = useApi();
  const words = soughtWords(text);
  const options = { enabled: words.length > 0, placeholderData: keepPreviousData };
  const plain = useQuery({
    ...pipelineQuery<readonly TagParts[]>(
      api,
      'suggest-tags',
      [
        list('tag'),
        where(filters.is('namespace', plainNamespace), filters.like('predicate', text)),
        sort([{ predicate: 'asc' }]),
        page(0, mostPlain),
      ],
      origin,
    ),
    ...options,
  });
  const known = useQuery({
    ...pipelineQuery<readonly TagParts[]>(
      api,
      'suggest-taxonomy-tags',
      [
        list('taxonomy'),
        where(filters.is('enabled', true)),
        follow('tags'),
        where(...words.map(inAnyPart)),
        page(0, mostKnown),
      ],
      origin,
    ),
    ...options,
  });
  return { plain: plain.data ?? [], known: known.data ?? [] };
}

function inAnyPart(word: string) {
  return filters.any(...parts.map((part) => filters.like(part, word)));
}
