/**
 * What the queue of alerts asks first: its first view in the usual order. It stands apart from the queue, because it is
 * asked while the files of the queue are still on their way.
 */
import { type Filter, filters } from '../../../data/pipeline.ts';

/** Kind of objects, and what is read with each. */
export const alertScope = { entity: 'alert', extraData: ['relatedCase'] } as const;

/** The first view: its filter as people write it, and as it is asked. */
export const firstView: { readonly query: string; readonly filters: readonly Filter[] } = {
  query: 'stage:(New, InProgress)',
  filters: [filters.any(filters.is('stage', 'New'), filters.is('stage', 'InProgress'))],
};

/** The usual order, as in the address and as it is asked. */
export const usualSort = '-severity,-date';
/** The usual order as it is asked. */
export const usualOrder = [{ severity: 'desc' }, { date: 'desc' }] as const;
