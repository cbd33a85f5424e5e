/** Pipelines said again in plain code: what each must give, by ids and numbers. */
import type { Entity } from '../../server/src/model/entity.ts';
import { entityNamed } from '../../server/src/model/registry.ts';
import type { Pipeline, SortKey, Stage } from '../../server/src/query/stage.ts';
import { aggregate } from './naive-aggregate.ts';
import { compareTexts, fits } from './naive-filter.ts';
import { pathValue, relatedRows, type View, visibleRows } from './naive-rows.ts';
import { type NaiveSimilar, similar } from './naive-similar.ts';
import type { Row } from './small-world.ts';

/** What a pipeline must give. */
export type Expected =
  | {
      readonly kind: 'objects';
      readonly entity: Entity;
      readonly rows: readonly Row[];
      readonly total?: number;
    }
  | { readonly kind: 'number'; readonly value: number }
  | { readonly kind: 'aggregation'; readonly value: unknown }
  | { readonly kind: 'similar'; readonly found: readonly NaiveSimilar[] };

interface Reached {
  readonly entity: Entity;
  readonly rows: readonly Row[];
  readonly keys: readonly SortKey[];
}

/** Evaluates a pipeline that begins with `list` or with `get` by id. */
export function evaluatePipeline(view: View, [first, ...rest]: Pipeline): Expected {
  if (first === undefined || (first.op !== 'list' && first.op !== 'get'))
    throw new Error('A pipeline begins with list or get');
  const entity = entityNamed(first.entity);
  const all = visibleRows(view, entity);
  const rows = first.op === 'list' ? all : all.filter((row) => row.id === first.id);
  return walk(view, { entity, rows, keys: [] }, rest);
}

function walk(view: View, reached: Reached, [stage, ...rest]: readonly Stage[]): Expected {
  if (stage === undefined || stage.op === 'output') return page(view, reached, 0, -1, false);
  const { entity, rows } = reached;
  switch (stage.op) {
    case 'filter': {
      const kept = rows.filter((row) => fits(view, entity, row, stage.filter));
      return walk(view, { ...reached, rows: kept }, rest);
    }
    case 'sort':
      return walk(view, { ...reached, keys: stage.keys }, rest);
    case 'follow': {
      const target = entityNamed(entity.relations[stage.relation]?.to ?? '');
      const found = new Set(rows.flatMap((row) => relatedRows(view, entity, row, stage.relation)));
      return walk(view, { entity: target, rows: [...found], keys: [] }, rest);
    }
    case 'page':
      return page(view, reached, stage.from, stage.to, stage.extraData.includes('total'));
    case 'count':
      return { kind: 'number', value: Math.min(rows.length, stage.limit ?? rows.length) };
    case 'aggregate':
      return { kind: 'aggregation', value: aggregate(view, entity, rows, stage.aggregation) };
    case 'similar': {
      const found = similar(view, entity, rows, stage);
      return stage.count ? { kind: 'number', value: found.length } : { kind: 'similar', found };
    }
    default:
      throw new Error(`The evaluator does not know ${stage.op}`);
  }
}

function page(
  view: View,
  { entity, rows, keys }: Reached,
  from: number,
  to: number,
  counted: boolean,
): Expected {
  const wanted =
    keys.length > 0 ? keys : entity.defaultSort.map(({ field, descending }) => ({ path: field, descending }));
  const sorted = [...rows].sort((one, other) => {
    for (const key of wanted) {
      const way = compareBy(view, entity, key, one, other);
      if (way !== 0) return way;
    }
    const byId = Number(one.id) - Number(other.id);
    return (wanted.at(-1)?.descending ?? true) ? -byId : byId;
  });
  const shown = sorted.slice(from, to === -1 ? undefined : to);
  return { kind: 'objects', entity, rows: shown, ...(counted ? { total: rows.length } : {}) };
}

/** Missing values come last in both directions; texts are compared without regard to letter case. */
function compareBy(view: View, entity: Entity, { path, descending }: SortKey, one: Row, other: Row): number {
  const [left, right] = [sortValue(view, entity, path, one), sortValue(view, entity, path, other)];
  if (left === null || right === null) return (left === null ? 1 : 0) - (right === null ? 1 : 0);
  const way =
    typeof left === 'string' && typeof right === 'string'
      ? compareTexts(left.toLowerCase(), right.toLowerCase())
      : Number(left) - Number(right);
  return descending ? -way : way;
}

function sortValue({ world }: View, entity: Entity, path: string, row: Row): unknown {
  const held = pathValue(world, entity, row, path);
  if (held.form === 'value')
    return held.kind === 'id' && held.value !== null ? Number(held.value) : held.value;
  return held.values[0] ?? null;
}
