/** The questions that a list asks the server. */
import type { Api } from '../../data/api.ts';
import {
  boundedCount,
  type Filter,
  filters,
  list,
  type Order,
  page,
  type Step,
  sort,
  where,
} from '../../data/pipeline.ts';
import { runPipeline } from '../../data/queries.ts';
import type { ListDefinition, ListRow } from './list-definition.ts';
import { type ListPage, pageSize } from './list-pages.ts';

/** Most ids in one question. */
export const mostIds = 200;

/** Beginning of the keys under which the groups of lists are cached. */
export function groupsKey(organisation: string | undefined, entity: string): readonly unknown[] {
  return [organisation, 'groups', entity];
}

/** The steps that lead to what a list shows. */
export function stepsOf(
  { entity, start, base = [] }: Pick<ListDefinition<ListRow>, 'entity' | 'start' | 'base'>,
  conditions: readonly Filter[],
): readonly Step[] {
  const all = [...base, ...conditions];
  return [...(start ?? [list(entity)]), ...(all.length === 0 ? [] : [where(...all)])];
}

/** One page in order. Rows of the same order follow their ids, so that no page overlaps another. */
export async function readPage<Row extends ListRow>(
  api: Api,
  definition: Pick<ListDefinition<ListRow>, 'entity' | 'start' | 'base' | 'extraData'>,
  conditions: readonly Filter[],
  order: Order,
  from: number,
  signal: AbortSignal,
): Promise<ListPage<Row>> {
  const rows = await runPipeline<readonly Row[]>(
    api,
    `list-${definition.entity}`,
    [
      ...stepsOf(definition, conditions),
      sort([...order, { _id: 'desc' }]),
      page(from, from + pageSize, definition.extraData),
    ],
    signal,
  );
  return { rows, full: rows.length === pageSize };
}

/** Rows by their ids, those that fulfil the conditions. */
export async function readRows<Row extends ListRow>(
  api: Api,
  definition: ListDefinition<Row>,
  conditions: readonly Filter[],
  ids: readonly string[],
): Promise<readonly Row[]> {
  if (ids.length === 0) return [];
  return runPipeline<readonly Row[]>(api, `reread-${definition.entity}`, [
    ...stepsOf(definition, [...conditions, filters.in('_id', ids)]),
    page(0, ids.length, definition.extraData),
  ]);
}

/** A number, and whether there are more than it says. */
export interface BoundedNumber {
  readonly count: number;
  readonly more: boolean;
}

/** Counts up to the bound of the server. */
export async function countRows(
  api: Api,
  steps: readonly Step[],
  signal: AbortSignal,
): Promise<BoundedNumber> {
  const answer = await runPipeline<number>(api, 'count', [...steps, boundedCount()], signal);
  return { count: Math.abs(answer), more: answer < 0 };
}

/** Ids of everything that fulfils the conditions, read in portions until `most`. */
export async function readMatching<Row extends ListRow>(
  api: Api,
  definition: ListDefinition<Row>,
  conditions: readonly Filter[],
  most: number,
  signal: AbortSignal,
): Promise<readonly Row[]> {
  const portion = 500;
  const rows: Row[] = [];
  for (let from = 0; from < most; from += portion) {
    const read = await runPipeline<readonly Row[]>(
      api,
      `select-${definition.entity}`,
      [...stepsOf(definition, conditions), sort([{ _id: 'desc' }]), page(from, from + portion)],
      signal,
    );
    rows.push(...read);
    if (read.length < portion) break;
  }
  return rows.slice(0, most);
}
