/** Catalogues of techniques as the settings of the platform read them. */
import type { OutputPattern, OutputPatternCatalog } from '../../../../../contract/v1-types.ts';
import { filters, follow, get, list, page, sort, where } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useLeanPipeline } from '../lean-query.ts';
import { mostRows } from '../list/settings-list.tsx';

/** A catalogue. */
export interface CatalogRow extends OutputPatternCatalog {
  readonly extraData: { readonly tactics: readonly string[] };
}

/** A technique as it stands in a list. */
export type TechniqueRow = Pick<OutputPattern, '_id' | 'patternId' | 'name' | 'tactics' | 'revoked'>;

/** What an import did. */
export interface TechniqueImport {
  readonly imported: number;
  readonly created: number;
  readonly updated: number;
  readonly errors: readonly { readonly object: string; readonly error: string }[];
}

/** Fields of a technique that a list does not need. */
const texts = [
  'description',
  'detection',
  'dataSources',
  'defenseBypassed',
  'permissionsRequired',
  'platforms',
  'systemRequirements',
  'url',
];
/** Most techniques that are read of a catalogue. */
const mostTechniques = 5_000;

/** All catalogues, in the order of their names. */
export function useCatalogs() {
  return usePipeline<readonly CatalogRow[]>(
    'settings-catalogs',
    [list('catalog'), page(0, mostRows, ['tactics'])],
    { entities: ['patternCatalog', 'pattern'] },
  );
}

/** The number of techniques by the id of their catalogue. */
export function useTechniqueCounts(): Readonly<Record<string, number>> {
  const { data } = usePipeline<Readonly<Record<string, { readonly count: number }>>>(
    'settings-technique-counts',
    [
      list('pattern'),
      { _name: 'aggregation', _agg: 'field', _field: 'catalogId', _select: [{ _agg: 'count' }] },
    ],
    { entities: ['patternCatalog', 'pattern'] },
  );
  return Object.fromEntries(Object.entries(data ?? {}).map(([id, { count }]) => [id, count]));
}

/** The techniques of a catalogue, in the order of their numbers. */
export function useTechniques(catalogId: string) {
  return useLeanPipeline<readonly TechniqueRow[]>(
    'settings-techniques',
    [get('catalog', catalogId), follow('patterns'), sort([{ patternId: 'asc' }]), page(0, mostTechniques)],
    texts,
    { entities: ['patternCatalog', 'pattern'] },
  );
}

/** One technique of a catalogue, whole. */
export function useTechnique(catalogId: string, patternId: string) {
  return usePipeline<readonly OutputPattern[]>(
    'settings-technique',
    [get('catalog', catalogId), follow('patterns'), where(filters.is('patternId', patternId)), page(0, 1)],
    { entities: ['pattern'] },
  );
}
