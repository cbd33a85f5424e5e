/**
 * Tests of a custom field. Only the database knows its type, so a value is compared in every typed column that it fits;
 * all but the one of the field's type are empty. A field may have several values: one that passes is enough.
 */
import type { CustomFieldPath, TypedColumn } from '../path/custom-field-path.ts';
import { allOf, anyOf, columnRef, never, type Sql, sql } from '../sql.ts';
import type { Operand, PathTest } from './filter.ts';
import { readOperand, refused } from './operand.ts';
import { textCondition } from './text-condition.ts';

const comparisons = {
  equals: '=',
  differs: '<>',
  less: '<',
  lessOrEqual: '<=',
  greater: '>',
  greaterOrEqual: '>=',
} as const;

/** The condition that a value of the field passes a test. A field without a value passes none, `differs` included. */
export function customFieldCondition(path: CustomFieldPath, test: PathTest): Sql {
  switch (test.op) {
    case 'has':
      return path.some(
        anyOf(path.columns.map(({ column }) => sql`${columnRef(path.alias, column)} is not null`)),
      );
    case 'in':
      return test.values.length === 0
        ? never
        : path.some(
            anyOf(test.values.map((value, index) => compared(path, 'equals', value, `${test.at}[${index}]`))),
          );
    case 'between':
      return path.some(
        allOf([
          compared(path, 'greaterOrEqual', test.from, test.at),
          compared(path, 'less', test.to, test.at),
        ]),
      );
    case 'like':
    case 'match':
    case 'startsWith':
    case 'endsWith':
      return path.some(textTest(path, test));
    default:
      return path.some(compared(path, test.op, test.value, test.at));
  }
}

function textTest(
  path: CustomFieldPath,
  test: Extract<PathTest, { op: 'like' | 'match' | 'startsWith' | 'endsWith' }>,
): Sql {
  const textual = path.columns.filter(({ kind }) => kind === 'string');
  return anyOf(
    textual.map(({ column }) => textCondition(test.op, columnRef(path.alias, column), test.value)),
  );
}

function compared(path: CustomFieldPath, op: keyof typeof comparisons, value: Operand, at: string): Sql {
  const fitting = path.columns.flatMap((column) => {
    const operand = readOperand(column.kind, value, at);
    return operand === undefined ? [] : [comparison(path, column, op, value, operand)];
  });
  if (fitting.length === 0) throw refused(value, at, 'text, number, true or false, or a date');
  return anyOf(fitting);
}

/** Characters of a text that are indexed. */
const indexedLength = 200;

/** Long texts are indexed by their beginning only: of a shorter one the beginning is the whole. */
function comparison(
  path: CustomFieldPath,
  { kind, column }: TypedColumn,
  op: keyof typeof comparisons,
  value: Operand,
  operand: Sql,
): Sql {
  const stored = columnRef(path.alias, column);
  const operator = sql.raw(comparisons[op]);
  if (kind !== 'string') return sql`${stored} ${operator} ${operand}`;
  if (op === 'differs') return sql`${stored} <> ${operand}`;
  if (op !== 'equals') return sql`${stored} collate "C" ${operator} ${operand}`;
  const beginning = sql`left(${stored}, ${sql.lit(indexedLength)}) = left(${operand}, ${sql.lit(indexedLength)})`;
  return String(value).length < indexedLength ? beginning : sql`(${beginning} and ${stored} = ${operand})`;
}
