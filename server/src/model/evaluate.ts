/** Computes expression fields from the values of one row, so that an answer to a write needs no second read. */
import type { Expression } from './expression.ts';

/** A row by column name; dates are milliseconds. */
export type Columns = Readonly<Record<string, unknown>>;

/** The value of an expression; null while an operand is missing. */
export function evaluate(expression: Expression, row: Columns): unknown {
  switch (expression.op) {
    case 'column':
      return row[expression.column] ?? null;
    case 'present':
      return evaluate(expression.of, row) !== null;
    case 'elapsed':
      return difference(evaluate(expression.from, row), evaluate(expression.to, row));
    case 'earliest':
      return extreme(expression.of, row, Math.min);
    case 'latest':
      return extreme(expression.of, row, Math.max);
    case 'first':
      return expression.of.map((operand) => evaluate(operand, row)).find((value) => value !== null) ?? null;
    case 'divided':
      return quotient(evaluate(expression.of, row), expression.by);
    case 'when':
      return row[expression.column] === expression.is ? evaluate(expression.then, row) : null;
  }
}

function difference(from: unknown, to: unknown): number | null {
  return typeof from === 'number' && typeof to === 'number' ? to - from : null;
}

function quotient(value: unknown, by: number): number | null {
  return typeof value === 'number' ? Math.trunc(value / by) : null;
}

function extreme(
  operands: readonly Expression[],
  row: Columns,
  choose: (...values: number[]) => number,
): number | null {
  const values = operands
    .map((operand) => evaluate(operand, row))
    .filter((value) => typeof value === 'number');
  return values.length === 0 ? null : choose(...values);
}
