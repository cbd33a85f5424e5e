/**
 * The questions of a list as the cache knows them. They stand by themselves, so that they can be asked before the list
 * is there to ask them.
 */
import type { InfiniteData } from '@tanstack/react-query';
import type { OutputView } from '../../../../contract/v1-types.ts';
import type { Api } from '../../data/api.ts';
import { type Filter, filters, list, type Order, page, where } from '../../data/pipeline.ts';
import { pipelineQuery, resourceQuery } from '../../data/queries.ts';
import type { ListDefinition, ListRow } from './list-definition.ts';
import { type ListPage, nextStart, pageGatherer } from './list-pages.ts';
import { readPage } from './list-question.ts';
import type { AttributeDescription } from './query/vocabulary.ts';

/** Most statuses and views that are read. */
const mostStatuses = 200;
const mostViews = 50;

/** What the server says of a kind of objects. */
export interface Description {
  readonly attributes: readonly AttributeDescription[];
}

/** A status as the organisation configured it. */
export interface StatusWords {
  readonly value: string;
  readonly stage: 'New' | 'InProgress' | 'Imported' | 'Closed';
  readonly hidden: boolean;
  readonly order: number;
}

/** What can be asked of a kind of objects. */
export function descriptionQuery(api: Api, entity: string) {
  return resourceQuery<Description>(api, `/describe/${entity}`, { entities: ['customField'] });
}

/** The statuses of alerts or cases. */
export function statusesQuery(api: Api, entity: string) {
  const kind = entity === 'case' ? 'caseStatus' : 'alertStatus';
  return pipelineQuery<readonly StatusWords[]>(api, kind, [list(kind), page(0, mostStatuses)], {
    entities: [kind],
  });
}

/** The saved views of a kind of objects. */
export function viewsQuery(api: Api, entity: string) {
  const steps = [list('view'), where(filters.is('entity', entity)), page(0, mostViews)];
  return pipelineQuery<readonly OutputView[]>(api, 'views', steps, { entities: ['view'] });
}

/** What decides which rows a list has. */
export type ListScope = Pick<ListDefinition<ListRow>, 'entity' | 'start' | 'base' | 'extraData'>;

/** The loaded pages of a list, each under the place where it starts. */
export type Pages<Row> = InfiniteData<ListPage<Row>, number>;

/** The rows of a list. `gone` are loaded rows that no longer belong to it. */
export function rowsQuery<Row extends ListRow>(
  api: Api,
  scope: ListScope,
  conditions: readonly Filter[],
  order: Order,
  gone: () => ReadonlySet<string>,
) {
  const gather = pageGatherer<Row>();
  return {
    queryKey: [api.organisation, 'list', scope.entity, scope.start, scope.base, conditions, order],
    queryFn: ({ pageParam, signal }: { readonly pageParam: number; readonly signal: AbortSignal }) =>
      readPage<Row>(api, scope, conditions, order, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: (_: ListPage<Row>, pages: readonly ListPage<Row>[]) => nextStart(gather(pages), gone()),
    meta: { steady: true },
  };
}
