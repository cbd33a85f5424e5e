/** Similarity said again in plain code. */
import type { Entity } from '../../server/src/model/entity.ts';
import { entities } from '../../server/src/model/registry.ts';
import type { Stage } from '../../server/src/query/stage.ts';
import { compareTexts, fits } from './naive-filter.ts';
import { hashOf, relatedRows, type View, visibleRows } from './naive-rows.ts';
import type { Row } from './small-world.ts';

type SimilarStage = Extract<Stage, { op: 'similar' }>;

/** What is compared of a similar object: everything but the object itself. */
export interface NaiveSimilar {
  readonly id: unknown;
  readonly similarObservableCount: number;
  readonly observableCount: number;
  readonly similarIocCount: number;
  readonly iocCount: number;
  readonly observableTypes: Readonly<Record<string, number>>;
  readonly shared: readonly { readonly dataType: unknown; readonly data: unknown; readonly seen: number }[];
}

/** Objects similar to some, best first. */
export function similar(
  view: View,
  entity: Entity,
  starting: readonly Row[],
  { similarity, filter }: SimilarStage,
): readonly NaiveSimilar[] {
  const target = similarity === 'similarCases' ? entities.case : entities.alert;
  const link = target === entities.case ? 'case_id' : 'alert_id';
  const compared = visibleRows(view, entities.observable).filter((row) => row.ignore_similarity === false);
  const sought = new Map(
    starting
      .flatMap((row) => relatedRows(view, entity, row, 'observables'))
      .filter((row) => row.ignore_similarity === false)
      .sort((one, other) => Number(one.id) - Number(other.id))
      .map((row) => [hashOf(row), row]),
  );
  const seen = (hash: string) =>
    new Set(
      compared.filter((row) => hashOf(row) === hash).flatMap((row) => row.case_id ?? row.alert_id ?? []),
    ).size;
  const found = visibleRows(view, target)
    .filter((row) => !starting.includes(row))
    .filter((row) => target !== entities.alert || (row.case_id === null && row.stage !== 'Imported'))
    .filter((row) => filter === undefined || fits(view, target, row, filter))
    .map((row) => {
      const held = compared.filter((observable) => observable[link] === row.id);
      const alike = held.filter((observable) => sought.has(hashOf(observable)));
      const values = [...new Set(alike.map(hashOf))].map((hash) => ({ hash, seen: seen(hash) }));
      return { row, held, alike, values };
    })
    .filter(({ values }) => values.length > 0)
    .map((one) => ({ ...one, rarity: rarityOf(one.values) }))
    .sort(
      (one, other) =>
        other.values.length - one.values.length ||
        other.rarity - one.rarity ||
        Number(other.row.id) - Number(one.row.id),
    );
  return found.map(({ row, held, alike, values }) => ({
    id: row.id,
    similarObservableCount: alike.length,
    observableCount: held.length,
    similarIocCount: alike.filter(({ ioc }) => ioc === true).length,
    iocCount: held.filter(({ ioc }) => ioc === true).length,
    observableTypes: countTypes(alike),
    shared: values
      .map((value) => ({
        dataType: sought.get(value.hash)?.data_type,
        data: sought.get(value.hash)?.data,
        seen: value.seen,
      }))
      .sort(
        (one, other) =>
          one.seen - other.seen ||
          compareTexts(String(one.dataType), String(other.dataType)) ||
          compareTexts(String(one.data), String(other.data)),
      ),
  }));
}

function rarityOf(values: readonly { readonly seen: number }[]): number {
  return values.reduce((sum, { seen }) => sum + Math.floor(1_000_000 / seen), 0);
}

function countTypes(rows: readonly Row[]): Readonly<Record<string, number>> {
  const types = [...new Set(rows.map((row) => String(row.data_type)))];
  return Object.fromEntries(types.map((type) => [type, rows.filter((row) => row.data_type === type).length]));
}
