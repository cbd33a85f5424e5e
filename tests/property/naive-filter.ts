/** Filters said again in plain code: whether one row fits. */
import type { Entity } from '../../server/src/model/entity.ts';
import type { Kind } from '../../server/src/model/field.ts';
import { entityNamed } from '../../server/src/model/registry.ts';
import { searchMarks } from '../../server/src/model/search-words.ts';
import type { Filter, Operand, PathTest } from '../../server/src/query/filter/filter.ts';
import { type PathValue, pathValue, relatedRows, type View } from './naive-rows.ts';
import type { Row } from './small-world.ts';

/** Whether a row fits a filter. */
export function fits(view: View, entity: Entity, row: Row, filter: Filter): boolean {
  switch (filter.op) {
    case 'all':
      return true;
    case 'none':
      return false;
    case 'and':
      return filter.of.every((part) => fits(view, entity, row, part));
    case 'or':
      return filter.of.some((part) => fits(view, entity, row, part));
    case 'not':
      return !fits(view, entity, row, filter.of);
    case 'id':
      return row.id === filter.id.replace('~', '');
    case 'related': {
      const target = entityNamed(entity.relations[filter.relation]?.to ?? '');
      return relatedRows(view, entity, row, filter.relation).some((one) =>
        fits(view, target, one, filter.filter),
      );
    }
    default: {
      const words = searchMarks(entity).has(filter.path);
      return passes(pathValue(view.world, entity, row, filter.path), filter, words);
    }
  }
}

function passes(held: PathValue, test: PathTest, words: boolean): boolean {
  switch (held.form) {
    case 'value':
      return valuePasses(held.kind, held.value, test, words);
    case 'list':
      return listPasses(held.values, test);
    case 'custom':
      return held.values.some((value) => value !== null && customPasses(held.type, value, test));
  }
}

function valuePasses(kind: Kind, value: unknown, test: PathTest, words: boolean): boolean {
  if (test.op === 'has') return value !== null;
  if (test.op === 'differs') return value === null || compare(kind, value, test.value) !== 0;
  return value !== null && presentPasses(kind, value, test, words);
}

function presentPasses(
  kind: Kind,
  value: unknown,
  test: Exclude<PathTest, { op: 'has' }>,
  words: boolean,
): boolean {
  switch (test.op) {
    case 'equals':
      return compare(kind, value, test.value) === 0;
    case 'differs':
      return compare(kind, value, test.value) !== 0;
    case 'in':
      return test.values.some((one) => compare(kind, value, one) === 0);
    case 'less':
      return compare(kind, value, test.value) < 0;
    case 'lessOrEqual':
      return compare(kind, value, test.value) <= 0;
    case 'greater':
      return compare(kind, value, test.value) > 0;
    case 'greaterOrEqual':
      return compare(kind, value, test.value) >= 0;
    case 'between':
      return compare(kind, value, test.from) >= 0 && compare(kind, value, test.to) < 0;
    default:
      return textPasses(String(value), test.op, test.value, words);
  }
}

function textPasses(
  text: string,
  op: 'like' | 'match' | 'startsWith' | 'endsWith',
  wanted: string,
  words: boolean,
): boolean {
  const [held, asked] = [text.toLowerCase(), wanted.toLowerCase()];
  switch (op) {
    case 'startsWith':
      return held.startsWith(asked);
    case 'endsWith':
      return held.endsWith(asked);
    case 'like':
      return asked.includes('*')
        ? new RegExp(`^${asked.split(/\*+/).map(RegExp.escape).join('.*')}$`, 's').test(held)
        : held.includes(asked);
    case 'match':
      return words
        ? held.split(/[^a-z0-9]+/).includes(asked)
        : new RegExp(`(^|\\W)${RegExp.escape(asked)}(\\W|$)`).test(held);
  }
}

/** A list passes if an element does; it differs from what it does not hold, and equals what it holds all of. */
function listPasses(values: readonly string[], test: PathTest): boolean {
  switch (test.op) {
    case 'has':
      return values.length > 0;
    case 'equals':
      return asList(test.value).every((one) => values.includes(one));
    case 'differs':
      return !asList(test.value).some((one) => values.includes(one));
    default:
      return values.some((value) => presentPasses('string', value, test, false));
  }
}

function asList(value: Operand): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [String(value)];
}

const customKinds: Readonly<Record<string, Kind>> = {
  string: 'string',
  integer: 'integer',
  date: 'date',
  boolean: 'boolean',
};

/** Values of another type than the field's never fit; everything else is the same as for a field of that kind. */
function customPasses(type: string, value: unknown, test: PathTest): boolean {
  const kind = customKinds[type] ?? 'string';
  if (test.op === 'has') return true;
  if (test.op === 'in')
    return test.values.some((one) => readable(kind, one) && compare(kind, value, one) === 0);
  if (test.op === 'between')
    return readable(kind, test.from) && readable(kind, test.to) && presentPasses(kind, value, test, false);
  if (isTextTest(test)) return kind === 'string' && presentPasses(kind, value, test, false);
  return readable(kind, test.value) && presentPasses(kind, value, test, false);
}

function isTextTest(
  test: PathTest,
): test is Extract<PathTest, { op: 'like' | 'match' | 'startsWith' | 'endsWith' }> {
  return ['like', 'match', 'startsWith', 'endsWith'].includes(test.op);
}

function readable(kind: Kind, operand: Operand): boolean {
  switch (kind) {
    case 'integer':
    case 'date':
      return (
        typeof operand === 'number' || (typeof operand === 'string' && /^-?\d+(\.\d+)?$/.test(operand.trim()))
      );
    case 'boolean':
      return [true, false, 'true', 'false', 0, 1, '0', '1'].some((one) => one === operand);
    default:
      return typeof operand === 'string';
  }
}

/** Below, equal or above, in the order of the kind; texts by code point. */
function compare(kind: Kind, value: unknown, operand: Operand): number {
  switch (kind) {
    case 'integer':
    case 'float':
    case 'duration':
    case 'date':
      return Math.sign(Number(value) - Number(operand));
    case 'boolean':
      return Number(value) - Number([true, 'true', 1, '1'].some((one) => one === operand));
    case 'id':
      return String(value) === String(operand).replace('~', '') ? 0 : 1;
    default:
      return compareTexts(String(value), String(operand));
  }
}

/** The order of texts by code point. */
export function compareTexts(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
