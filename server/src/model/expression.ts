/** Computed fields as data: a closed set of operations over columns, so that the model stays free of SQL text. */

/** An expression over the columns of one row. Dates subtract to milliseconds; anything with a missing operand is missing. */
export type Expression =
  | { readonly op: 'column'; readonly column: string }
  | { readonly op: 'present'; readonly of: Expression }
  | { readonly op: 'elapsed'; readonly from: Expression; readonly to: Expression }
  | { readonly op: 'earliest' | 'latest' | 'first'; readonly of: readonly Expression[] }
  | { readonly op: 'divided'; readonly of: Expression; readonly by: number }
  | {
      readonly op: 'when';
      readonly column: string;
      readonly is: string;
      readonly then: Expression;
    };

/** The value of a column of the row itself. */
export const column = (name: string): Expression => ({ op: 'column', column: name });

/** True when the operand has a value. */
export const present = (name: string): Expression => ({ op: 'present', of: column(name) });

/** Milliseconds from one date to another; missing while either is. */
export const elapsed = (from: Expression | string, to: Expression | string): Expression => ({
  op: 'elapsed',
  from: asExpression(from),
  to: asExpression(to),
});

/** The smallest of the operands that have a value. */
export const earliest = (...names: string[]): Expression => ({ op: 'earliest', of: names.map(column) });

/** The largest of the operands that have a value. */
export const latest = (...names: string[]): Expression => ({ op: 'latest', of: names.map(column) });

/** The first operand, in the order given, that has a value. */
export const first = (...names: string[]): Expression => ({ op: 'first', of: names.map(column) });

/** Integer division, for the variants of a duration in seconds, minutes, hours and days. */
export const divided = (of: Expression, by: number): Expression => ({ op: 'divided', of, by });

/** The expression, only in rows whose column has the given value; missing elsewhere. */
export const when = (columnName: string, is: string, then: Expression): Expression => ({
  op: 'when',
  column: columnName,
  is,
  then,
});

function asExpression(operand: Expression | string): Expression {
  return typeof operand === 'string' ? column(operand) : operand;
}
