/** Numbers over the objects of a bucket. */
import { assertNever } from '../../lib/assert-never.ts';
import { CodedError } from '../../model/errors.ts';
import type { Kind } from '../../model/field.ts';
import type { Aggregation } from '../aggregate.ts';
import type { CompileContext } from '../context.ts';
import { filterCondition } from '../filter/compile-filter.ts';
import { isTextKind } from '../filter/operand.ts';
import type { CustomFieldPath } from '../path/custom-field-path.ts';
import type { ValuePath } from '../path/field-path.ts';
import { pathsFor, resolvePath, unusable } from '../path/path.ts';
import type { EntitySet } from '../set.ts';
import { columnRef, milliseconds, type Sql, sql } from '../sql.ts';
import type { Facts } from './facts.ts';

/** An aggregation into one number. */
export type MeasureAggregation = Exclude<Aggregation, { op: 'field' | 'groups' | 'time' }>;
type FieldMeasure = Exclude<MeasureAggregation, { op: 'count' }>;

/** The aggregate over the facts of one group. Throws `invalidQuery` for a field that cannot be measured so. */
export function measure(
  context: CompileContext,
  set: EntitySet,
  facts: Facts,
  aggregation: MeasureAggregation,
): Sql {
  const only = filterClause(context, set, facts, aggregation);
  if (aggregation.op === 'count') return sql`${facts.count}${only}`;
  const { op, path } = aggregation;
  const totals = valuesOf(context, set, aggregation).map(({ key, value, nature }) => {
    const column = facts.column(`${key} ${path}`, () => value);
    const number = total(op, nature === 'text' ? sql`${column} collate "C"` : column, only);
    return nature === 'milliseconds' ? sql`round(${number})` : number;
  });
  const [first, ...others] = totals;
  if (first === undefined) throw notMeasurable(context, set, op, path);
  return others.length === 0 ? first : sql`coalesce(${sql.join(totals.map((one) => sql`to_jsonb(${one})`))})`;
}

/** Only the objects that fit the filter of the aggregation count. */
function filterClause(
  context: CompileContext,
  set: EntitySet,
  facts: Facts,
  { filter }: MeasureAggregation,
): Sql {
  if (filter === undefined || filter.op === 'all') return sql``;
  const fits = facts.column(`filter ${JSON.stringify(filter)}`, () => filterCondition(context, set, filter));
  return sql` filter (where ${fits})`;
}

function total(op: FieldMeasure['op'], value: Sql, only: Sql): Sql {
  switch (op) {
    case 'sum':
    case 'min':
    case 'max':
      return sql`${sql.raw(op)}(${value})${only}`;
    case 'avg':
      return sql`(avg(${value})${only})::double precision`;
    case 'median':
      return percentile(0.5, value, only);
    case 'p90':
      return percentile(0.9, value, only);
    default:
      return assertNever(op);
  }
}

function percentile(fraction: number, value: Sql, only: Sql): Sql {
  return sql`percentile_cont(${sql.lit(fraction)}::double precision) within group (order by (${value})::double precision)${only}`;
}

/** The value of a row, and how it is told from other values of the same field. */
interface MeasuredValue {
  readonly key: string;
  readonly value: Sql;
  /** Milliseconds stay whole numbers, also between two of them. */
  readonly nature: 'number' | 'milliseconds' | 'text';
}

/** The values to measure; several where only the database knows which of them a field has. */
function valuesOf(
  context: CompileContext,
  set: EntitySet,
  { op, path: name }: FieldMeasure,
): readonly MeasuredValue[] {
  const path = resolvePath(context, set, name);
  if (!path.aggregable) throw unusable(set.entity, name, 'aggregable');
  if (path.form === 'value' && measurable(op, path.kind)) return [ownValue(path)];
  return path.form === 'custom' ? customValues(op, path) : [];
}

function ownValue({ kind, sql: value }: ValuePath): MeasuredValue {
  const key = 'measured';
  if (kind === 'date') return { key, value: milliseconds(value), nature: 'milliseconds' };
  if (isTextKind(kind)) return { key, value, nature: 'text' };
  return { key, value, nature: kind === 'duration' ? 'milliseconds' : 'number' };
}

/** Dates are numbers on the wire, but their sum means nothing; texts have an order only. */
function measurable(op: FieldMeasure['op'], kind: Kind): boolean {
  switch (kind) {
    case 'integer':
    case 'float':
    case 'duration':
      return true;
    case 'date':
      return op !== 'sum';
    default:
      return isTextKind(kind) && (op === 'min' || op === 'max');
  }
}

/** A field with several values is measured by its first, as it is sorted by it. */
function customValues(op: FieldMeasure['op'], path: CustomFieldPath): readonly MeasuredValue[] {
  const columns = path.columns.filter(({ kind }) => measurable(op, kind));
  const numbers = columns
    .filter(({ kind }) => !isTextKind(kind))
    .map(({ kind, column }) => {
      const value = columnRef(path.alias, column);
      return sql`${kind === 'date' ? milliseconds(value) : value}::double precision`;
    });
  const texts = columns
    .filter(({ kind }) => isTextKind(kind))
    .map(({ column }) => columnRef(path.alias, column));
  const firstOf = (values: readonly Sql[]): Sql =>
    sql`(select coalesce(${sql.join(values)}) ${path.values} order by ${columnRef(path.alias, 'position')} limit 1)`;
  return [
    ...(numbers.length === 0
      ? []
      : [{ key: op === 'sum' ? 'number' : 'measured', value: firstOf(numbers), nature: 'number' as const }]),
    ...(texts.length === 0 ? [] : [{ key: 'text', value: firstOf(texts), nature: 'text' as const }]),
  ];
}

function notMeasurable(
  context: CompileContext,
  set: EntitySet,
  op: FieldMeasure['op'],
  name: string,
): CodedError {
  const choices = pathsFor(set.entity, 'aggregable').filter((path) => {
    const resolved = resolvePath(context, set, path);
    return resolved.form === 'custom' || (resolved.form === 'value' && measurable(op, resolved.kind));
  });
  return new CodedError('invalidQuery', {
    reason: `There is no ${op} of ${name} of ${set.entity.wireType}; possible: ${choices.join(', ')}`,
    field: name,
    entity: set.entity.wireType,
    choices,
  });
}
