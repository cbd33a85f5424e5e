/** Taxonomies as the settings of the platform read them. */
import type { OutputTaxonomy, OutputTaxonomyTag } from '../../../../../contract/v1-types.ts';
import type { FieldFault } from '../../../data/api.ts';
import { follow, list, page } from '../../../data/pipeline.ts';
import { usePipeline } from '../../../data/queries.ts';
import { useLeanPipeline } from '../lean-query.ts';
import { mostRows } from '../list/settings-list.tsx';

/** A taxonomy without its tags. */
export interface TaxonomyRow extends Omit<OutputTaxonomy, 'tags'> {
  readonly extraData: { readonly enabled: boolean };
}

/** What an import did, file by file. */
export interface TaxonomyImport {
  readonly imported: readonly {
    readonly namespace: string;
    readonly numberOfTags: number;
    readonly status: 'Success' | 'Partial';
  }[];
  readonly errors?: readonly {
    readonly file: string;
    readonly error: string;
    readonly details?: readonly FieldFault[];
    readonly status: 'Failure' | 'Partial';
  }[];
}

/** All taxonomies, in the order of their names. */
export function useTaxonomies() {
  return useLeanPipeline<readonly TaxonomyRow[]>(
    'settings-taxonomies',
    [list('taxonomy'), page(0, mostRows, ['enabled'])],
    ['tags'],
    { entities: ['taxonomy'] },
  );
}

/** The number of tags by namespace. */
export function useTagCounts(): Readonly<Record<string, number>> {
  const { data } = usePipeline<Readonly<Record<string, { readonly count: number }>>>(
    'settings-taxonomy-tags',
    [
      list('taxonomy'),
      follow('tags'),
      { _name: 'aggregation', _agg: 'field', _field: 'namespace', _select: [{ _agg: 'count' }] },
    ],
    { entities: ['taxonomy'] },
  );
  return Object.fromEntries(Object.entries(data ?? {}).map(([name, { count }]) => [name, count]));
}

/** Tags of one predicate; those that are a predicate alone stand together under none. */
export interface TagGroup {
  readonly predicate: string;
  readonly tags: readonly OutputTaxonomyTag[];
}

/** Tags that hold a text, by predicate in the order of the taxonomy. */
export function groupsOf(tags: readonly OutputTaxonomyTag[], wanted: string): readonly TagGroup[] {
  const sought = wanted.trim().toLowerCase();
  const groups = new Map<string, OutputTaxonomyTag[]>();
  for (const tag of tags) {
    const text = `${tag.predicate} ${tag.value ?? ''} ${tag.description ?? ''}`;
    if (!text.toLowerCase().includes(sought)) continue;
    const under = tag.value === undefined ? '' : tag.predicate;
    groups.set(under, [...(groups.get(under) ?? []), tag]);
  }
  return [...groups].map(([predicate, some]) => ({ predicate, tags: some }));
}
