/** Expressions of the model as SQL over the columns of one row. */
import type { Expression } from '../../model/expression.ts';
import { columnRef, type Sql, sql, wholeMilliseconds } from '../sql.ts';

/** The SQL of an expression; `alias` is the table of the row. */
export function expressionSql(expression: Expression, alias: string): Sql {
  switch (expression.op) {
    case 'column':
      return columnRef(alias, expression.column);
    case 'present':
      return sql`(${expressionSql(expression.of, alias)} is not null)`;
    case 'elapsed':
      return wholeMilliseconds(
        sql`(${expressionSql(expression.to, alias)} - ${expressionSql(expression.from, alias)})`,
      );
    case 'earliest':
      return sql`least(${operands(expression.of, alias)})`;
    case 'latest':
      return sql`greatest(${operands(expression.of, alias)})`;
    case 'first':
      return sql`coalesce(${operands(expression.of, alias)})`;
    case 'divided':
      return sql`(${expressionSql(expression.of, alias)} / ${sql.lit(expression.by)})`;
    case 'when':
      return sql`(case when ${columnRef(alias, expression.column)} = ${sql.lit(expression.is)} then ${expressionSql(expression.then, alias)} end)`;
  }
}

function operands(of: readonly Expression[], alias: string): Sql {
  return sql.join(of.map((operand) => expressionSql(operand, alias)));
}
