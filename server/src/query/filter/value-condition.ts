/** Tests of a path that has at most one value in each row. */
import { CodedError } from '../../model/errors.ts';
import type { ValuePath } from '../path/field-path.ts';
import { always, never, notTrue, type Sql, sql } from '../sql.ts';
import { dataHashes } from './data-hashes.ts';
import type { Operand, PathTest } from './filter.ts';
import { isText, isTextKind, operandOf, operandsOf, readId, refused } from './operand.ts';
import { textCondition } from './text-condition.ts';

/** Order comparisons with their SQL operators. */
const comparisons = { less: '<', lessOrEqual: '<=', greater: '>', greaterOrEqual: '>=' } as const;

/** The condition that the value passes a test. A missing value passes `differs` only. */
export function valueCondition(path: ValuePath, test: PathTest): Sql {
  switch (test.op) {
    case 'has':
      return path.nullable ? sql`${path.sql} is not null` : always;
    case 'equals':
      return equality(path, test.value, test.at);
    case 'differs':
      return difference(path, test.value, test.at);
    case 'in':
      return membership(path, test.values, test.at);
    case 'between':
      return between(path, test);
    case 'less':
    case 'lessOrEqual':
    case 'greater':
    case 'greaterOrEqual':
      return sql`${ordered(path)} ${sql.raw(comparisons[test.op])} ${operandOf(path.kind, test.value, test.at)}`;
    default:
      requireTextKind(path, test);
      return textCondition(test.op, path.sql, test.value, path.words);
  }
}

function equality(path: ValuePath, value: Operand, at: string): Sql {
  if (path.match === undefined) return sql`${path.sql} = ${operandOf(path.kind, value, at, path.values)}`;
  if (!isText(value)) throw refused(value, at, 'text');
  return sql`${path.match} = any(${dataHashes([value])})`;
}

/** Something that is no id at all differs from every id: clients ask that. */
function difference(path: ValuePath, value: Operand, at: string): Sql {
  if (path.kind === 'id' && typeof value === 'string' && readId(value) === undefined) return always;
  if (path.match !== undefined) return notTrue(equality(path, value, at));
  const operand = operandOf(path.kind, value, at, path.values);
  return path.nullable ? sql`${path.sql} is distinct from ${operand}` : sql`${path.sql} <> ${operand}`;
}

function membership(path: ValuePath, values: readonly Operand[], at: string): Sql {
  if (values.length === 0) return never;
  if (path.match === undefined)
    return sql`${path.sql} = any(${operandsOf(path.kind, values, at, path.values)})`;
  const texts = values.map((value, index) => {
    if (isText(value)) return value;
    throw refused(value, `${at}[${index}]`, 'text');
  });
  return sql`${path.match} = any(${dataHashes(texts)})`;
}

function between(path: ValuePath, test: Extract<PathTest, { op: 'between' }>): Sql {
  const from = operandOf(path.kind, test.from, test.at);
  const to = operandOf(path.kind, test.to, test.at);
  return sql`(${ordered(path)} >= ${from} and ${ordered(path)} < ${to})`;
}

/** Texts are ordered by code point, whatever the language of the database. */
function ordered(path: ValuePath): Sql {
  return isTextKind(path.kind) ? sql`${path.sql} collate "C"` : path.sql;
}

function requireTextKind(path: ValuePath, test: PathTest): void {
  if (isTextKind(path.kind)) return;
  throw new CodedError('invalidQuery', {
    reason: `${test.op} is for text; ${path.path} is a ${path.kind}: use equals, differs, less, greater, between, in or has`,
    field: path.path,
  });
}
