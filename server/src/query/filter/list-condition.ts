/** Tests of a list of texts: at least one element must pass, except for `differs`, which means that none is equal. */
import type { ListPath } from '../path/field-path.ts';
import { allOf, never, type Sql, sql } from '../sql.ts';
import type { Operand, PathTest } from './filter.ts';
import { isText, operandsOf, refused } from './operand.ts';
import { textCondition } from './text-condition.ts';

const comparisons = { less: '<', lessOrEqual: '<=', greater: '>', greaterOrEqual: '>=' } as const;

/** The condition that the list passes a test. Equality with a list asks for all of its elements. */
export function listCondition(path: ListPath, test: PathTest): Sql {
  switch (test.op) {
    case 'has':
      return sql`cardinality(${path.sql}) > 0`;
    case 'equals':
      return sql`${path.sql} @> ${texts(test.value, test.at)}`;
    case 'differs':
      return sql`not (${path.sql} && ${texts(test.value, test.at)})`;
    case 'in':
      return test.values.length === 0
        ? never
        : sql`${path.sql} && ${operandsOf('string', test.values, test.at)}`;
    case 'between':
      return someElement(path, (element) =>
        allOf([
          sql`${element} collate "C" >= ${text(test.from, test.at)}`,
          sql`${element} collate "C" < ${text(test.to, test.at)}`,
        ]),
      );
    case 'less':
    case 'lessOrEqual':
    case 'greater':
    case 'greaterOrEqual': {
      const operator = sql.raw(comparisons[test.op]);
      return someElement(
        path,
        (element) => sql`${element} collate "C" ${operator} ${text(test.value, test.at)}`,
      );
    }
    default:
      return someElement(path, (element) => textCondition(test.op, element, test.value));
  }
}

function someElement(path: ListPath, condition: (element: Sql) => Sql): Sql {
  return sql`exists (select from unnest(${path.sql}) as element where ${condition(sql`element`)})`;
}

function texts(value: Operand, at: string): Sql {
  if (Array.isArray(value)) return operandsOf('string', value, at);
  return sql`array[${text(value, at)}]`;
}

function text(value: Operand, at: string): Sql {
  if (!isText(value)) throw refused(value, at, 'text');
  return sql`${value}::text`;
}
