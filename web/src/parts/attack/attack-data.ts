/** Catalogues of techniques, and the techniques that were seen in a case or an alert, as the server has them. */
import { useQuery } from '@tanstack/react-query';
import type { OutputPattern, OutputPatternCatalog, OutputProcedure } from '../../../../contract/v1-types.ts';
import { filters, follow, get, list, page, sort, where } from '../../data/pipeline.ts';
import { usePipeline, useResource } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';

/** What lists and the matrix know of a technique. */
export type Technique = Pick<OutputPattern, '_id' | 'patternId' | 'name' | 'tactics' | 'platforms'>;

/** A technique that was seen. */
export type Procedure = OutputProcedure;

/** Where techniques are noted. */
export interface ProcedurePlace {
  readonly on: 'case' | 'alert';
  readonly id: string;
}

/** Kinds of objects that a change of procedures shows in. */
export const procedureEntities = ['procedure', 'case', 'alert'] as const;

/** Most catalogues, techniques of one, and procedures of one place. */
const mostCatalogues = 50;
const mostTechniques = 5_000;
const mostProcedures = 2_000;
/** Most cases that are named as using a technique. */
const mostCases = 6;

const shownOfTechnique: readonly (keyof Technique)[] = ['_id', 'patternId', 'name', 'tactics', 'platforms'];

/** The catalogues, by name. */
export function useCatalogues() {
  return usePipeline<readonly OutputPatternCatalog[]>(
    'catalogues',
    [list('catalog'), sort([{ name: 'asc' }]), page(0, mostCatalogues)],
    { entities: ['patternCatalog', 'catalog'] },
  );
}

/** The techniques of a catalogue that are in use, by number. Descriptions stay with the server: they are megabytes. */
export function useTechniques(catalogueId: string | undefined) {
  const api = useApi();
  return useQuery({
    queryKey: [api.organisation, 'techniques', catalogueId],
    queryFn: ({ signal }) =>
      api.request<readonly Technique[]>('POST', '/query?name=techniques', {
        body: {
          query: [
            get('catalog', catalogueId ?? ''),
            follow('patterns'),
            where(filters.is('revoked', false)),
            sort([{ patternId: 'asc' }]),
            page(0, mostTechniques),
          ],
          includeFields: shownOfTechnique,
        },
        signal,
      }),
    meta: { entities: ['pattern', 'patternCatalog', 'catalog'] },
    // Catalogues change a few times a year.
    staleTime: 10 * 60_000,
    enabled: catalogueId !== undefined,
  });
}

/** Everything that is told of a technique, by its number. */
export function useWholeTechnique(patternId: string) {
  return useResource<OutputPattern>(`/pattern/${encodeURIComponent(patternId)}`, { entities: ['pattern'] });
}

/** The techniques that were seen in a case or an alert, in the order in which they happened. */
export function useProcedures({ on, id }: ProcedurePlace) {
  return usePipeline<readonly Procedure[]>(
    `${on}-procedures`,
    [get(on, id), follow('procedures'), sort([{ occurDate: 'asc' }]), page(0, mostProcedures)],
    { entities: ['procedure'], about: id },
  );
}

/** A case that a technique was seen in. */
export interface UsingCase {
  readonly _id: string;
  readonly number: number;
  readonly title: string;
}

/** Cases that a technique was seen in, the newest first; one more than are named tells that there are others. */
export function useCasesUsing(patternId: string) {
  return usePipeline<readonly UsingCase[]>(
    'cases-using-technique',
    [
      list('procedure'),
      where(filters.is('patternId', patternId)),
      follow('case'),
      sort([{ startDate: 'desc' }]),
      page(0, mostCases),
    ],
    { entities: ['procedure', 'case'] },
  );
}
