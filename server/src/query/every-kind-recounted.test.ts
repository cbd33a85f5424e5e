/**
 * Sums and orders of every kind of object, counted again by hand: over rows with random values, an order puts the objects where
 * their values say, groups hold as many as have the value, and sums, means and extremes are those of the values.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { leaseDatabase, type TestDatabase } from '../../../tests/support/postgres.ts';
import { writeRandomRows } from '../../../tests/support/random-rows.ts';
import { createReader } from '../../../tests/support/reading.ts';
import { createRows } from '../../../tests/support/rows.ts';
import type { Actor } from '../model/actor.ts';
import type { Entity } from '../model/entity.ts';
import type { Field } from '../model/field.ts';
import { entities } from '../model/registry.ts';
import type { Aggregation } from './aggregate.ts';
import { isTextKind } from './filter/operand.ts';
import { runQuery } from './index.ts';
import { pathsFor } from './path/path.ts';
import type { ReadObject } from './stage.ts';

const all: readonly Entity[] = Object.values(entities);
const count = 9;

let lease: TestDatabase;
let actor: Actor;
beforeAll(async () => {
  lease = await leaseDatabase();
  const rows = createRows(lease.database);
  const built = await rows.buildUser(
    await rows.buildOrganisation(),
    await rows.buildProfile(['manageTaxonomy', 'manageUser']),
  );
  actor = built.actor;
  await writeRandomRows(lease.owner, actor, all, count);
});
afterAll(() => lease?.release());

type Value = string | number | boolean;

/** The values of a field in an object; none when it is missing, several in lists. */
function valuesOf({ values }: ReadObject, path: string): readonly Value[] {
  const value = values[path];
  if (value === null || value === undefined) return [];
  return Array.isArray(value) ? [...new Set<Value>(value)] : [value as Value];
}

/** Fields that are read with each object, of those that can be used in a way. */
function readPaths(entity: Entity, use: 'sortable' | 'aggregable', sample: ReadObject): [string, Field][] {
  return pathsFor(entity, use).flatMap((path): [string, Field][] => {
    const field = entity.fields[path];
    return field !== undefined && Object.hasOwn(sample.values, path) ? [[path, field]] : [];
  });
}

const folded = (value: Value | undefined): Value | undefined =>
  typeof value === 'string' ? value.toLowerCase() : value;

/** The order of two objects by a field: missing values last whatever the direction, equal ones by their ids. */
function compared(one: ReadObject, other: ReadObject, [path, field]: [string, Field], sign: number): number {
  const [a, b] = [folded(valuesOf(one, path)[0]), folded(valuesOf(other, path)[0])];
  if (a !== undefined && b !== undefined && a !== b) {
    const numeric = field.kind === 'id' ? BigInt(String(a)) < BigInt(String(b)) : a < b;
    return numeric ? -sign : sign;
  }
  if ((a === undefined) !== (b === undefined)) return a === undefined ? 1 : -1;
  return BigInt(String(one.values.id)) < BigInt(String(other.values.id)) ? -sign : sign;
}

const nameOf = (field: Field, value: Value): string => (field.kind === 'id' ? `~${value}` : String(value));

/** How many objects have each value. */
function groupsOf(
  objects: readonly ReadObject[],
  path: string,
  field: Field,
): Readonly<Record<string, object>> {
  const names = objects.flatMap((object) => valuesOf(object, path).map((value) => nameOf(field, value)));
  return Object.fromEntries(
    [...new Set(names)].map((name) => [name, { count: names.filter((one) => one === name).length }]),
  );
}

/** What is measured of a field, with how it is counted by hand. */
function measuresOf({ kind }: Field): Readonly<Record<string, (values: readonly Value[]) => unknown>> {
  const numbers = (values: readonly Value[]): number[] => values.map(Number).sort((a, b) => a - b);
  const sum = (values: readonly Value[]): number => numbers(values).reduce((total, one) => total + one, 0);
  const whole = kind === 'date' || kind === 'duration';
  const rounded = (value: number): number => (whole ? Math.round(value) : value);
  const average = (values: readonly Value[]) => rounded(sum(values) / values.length);
  const median = (values: readonly Value[]) => {
    const ordered = numbers(values);
    const middle = (ordered.length - 1) / 2;
    return rounded(((ordered[Math.floor(middle)] ?? 0) + (ordered[Math.ceil(middle)] ?? 0)) / 2);
  };
  const least = (values: readonly Value[]) => [...values].sort()[0];
  if (isTextKind(kind)) return { min: least, max: (values) => [...values].sort().at(-1) };
  if (!['integer', 'float', 'duration', 'date'].includes(kind)) return {};
  const extremes = {
    min: (values: readonly Value[]) => numbers(values)[0],
    max: (values: readonly Value[]) => numbers(values).at(-1),
  };
  return { ...extremes, avg: average, median, ...(kind === 'date' ? {} : { sum }) };
}

const single = ({ cardinality, kind }: Field): boolean =>
  (cardinality === 'single' || cardinality === 'option') && kind !== 'json';

describe.each(all)('$name', (entity) => {
  const list = { op: 'list', entity: entity.name } as const;
  const read = async () => await createReader(lease.database, actor).objects(list);

  it('is put in the order of each of its fields', async () => {
    const objects = await read();
    expect(objects.length).toBeGreaterThanOrEqual(count);
    const [sample] = objects;
    if (sample === undefined) return;
    for (const [place, [path, field]] of readPaths(entity, 'sortable', sample).entries()) {
      const descending = place % 2 === 0;
      const ids = await createReader(lease.database, actor).ids(list, {
        op: 'sort',
        keys: [{ path, descending }],
      });
      const expected = [...objects].sort((a, b) => compared(a, b, [path, field], descending ? -1 : 1));
      expect(ids, `${path} ${descending ? 'down' : 'up'}`).toEqual(expected.map(({ values }) => values.id));
    }
  });

  it('is counted by each of its fields, and summed up', async () => {
    const objects = await read();
    const [sample] = objects;
    if (sample === undefined) throw new Error(`There is no ${entity.name}`);
    for (const [path, field] of readPaths(entity, 'aggregable', sample)) {
      const values = objects.flatMap((object) => valuesOf(object, path));
      const measures = single(field) && values.length > 0 ? Object.entries(measuresOf(field)) : [];
      const counted: Aggregation = {
        op: 'field',
        name: 'groups',
        path,
        order: [],
        select: [{ op: 'count', name: 'count' }],
      };
      const found = await summed([counted]);
      expect(found, path).toEqual(groupsOf(objects, path, field));
      const numbers = await summed(
        measures.map(([op]) => ({ op, name: op, path }) as Aggregation),
        true,
      );
      const expected = Object.fromEntries(measures.map(([op, by]) => [op, by(values)]));
      for (const [op, value] of Object.entries(expected)) expectNear(numbers[op], value, `${op} of ${path}`);
    }
  });

  /** The result of aggregations; over the whole set they stand beside each other in one group. */
  async function summed(
    select: readonly Aggregation[],
    together = false,
  ): Promise<Readonly<Record<string, unknown>>> {
    const everything = { name: 'all', filter: { op: 'all' } } as const;
    const [first] = select;
    if (first === undefined) return {};
    const aggregation: Aggregation = together
      ? { op: 'groups', name: 'whole', groups: [everything], order: [], select }
      : first;
    const result = await runQuery(lease.database, actor, [list, { op: 'aggregate', aggregation }]);
    const value = Object(result.kind === 'aggregation' ? result.value : undefined);
    return together ? Object(value.all) : value;
  }
});

/** Means of whole numbers may be rounded to either side of a half. */
function expectNear(found: unknown, expected: unknown, about: string): void {
  if (typeof expected !== 'number') expect(found, about).toEqual(expected);
  else
    expect(Math.abs(Number(found ?? Number.NaN) - expected), about).toBeLessThanOrEqual(
      Number.isInteger(expected) ? 1 : 1e-6,
    );
}
