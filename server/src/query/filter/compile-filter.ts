/** Filters as conditions on the rows of a set. Nothing is passed over: what cannot be compared is an error that says so. */
import { CodedError } from '../../model/errors.ts';
import type { CompileContext } from '../context.ts';
import { related } from '../follow.ts';
import { type ResolvedPath, resolvePath, unusable } from '../path/path.ts';
import { type EntitySet, idIs, narrowed } from '../set.ts';
import { allOf, always, anyOf, never, notTrue, type Sql } from '../sql.ts';
import { customFieldCondition } from './custom-field-condition.ts';
import type { Filter, PathTest } from './filter.ts';
import { listCondition } from './list-condition.ts';
import { isText, readId, refused } from './operand.ts';
import { keywordCondition } from './text-condition.ts';
import { valueCondition } from './value-condition.ts';

/** How deep filters may be nested, and how many conditions one may have. */
const deepest = 50;
const mostConditions = 2_000;

/** Characters of a text that is looked for. */
const longestText = 4_096;

/** The condition that a member of the set fits the filter. */
export function filterCondition(context: CompileContext, set: EntitySet, filter: Filter): Sql {
  const budget = { left: mostConditions };
  return conditionOf(context, set, filter, { depth: deepest, budget });
}

/**
 * The members of a set that fit the filter. It is remembered where words or values of custom fields are looked for in all that the
 * caller sees.
 */
export function filtered(context: CompileContext, set: EntitySet, filter: Filter): EntitySet {
  const found = narrowed(set, filterCondition(context, set, filter));
  return set.whole === true && looksBeside(filter) ? { ...found, searched: set.conditions.length } : found;
}

/**
 * Whether a filter looks for what no index keeps in the order of a list: words, which nobody can tell beforehand how often they stand
 * together, and values of custom fields, which lie in rows of their own.
 */
function looksBeside(filter: Filter): boolean {
  if (filter.op === 'and' || filter.op === 'or') return filter.of.some(looksBeside);
  if (filter.op === 'match' || !('path' in filter)) return filter.op === 'match';
  return filter.path === 'keyword' || filter.path.startsWith('customFields.');
}

interface Bounds {
  readonly depth: number;
  readonly budget: { left: number };
}

function conditionOf(context: CompileContext, set: EntitySet, filter: Filter, bounds: Bounds): Sql {
  const inner = narrower(bounds);
  switch (filter.op) {
    case 'all':
      return always;
    case 'none':
      return never;
    case 'and':
      return allOf(filter.of.map((part) => conditionOf(context, set, part, inner)));
    case 'or':
      return anyOf(filter.of.map((part) => conditionOf(context, set, part, inner)));
    case 'not':
      return notTrue(conditionOf(context, set, filter.of, inner));
    case 'id':
      return idCondition(set, filter.id);
    case 'related':
      return related(context, set, filter.relation, (target) =>
        conditionOf(context, target, filter.filter, inner),
      );
    default:
      return pathCondition(context, set, filter);
  }
}

function narrower({ depth, budget }: Bounds): Bounds {
  budget.left -= 1;
  if (depth > 0 && budget.left >= 0) return { depth: depth - 1, budget };
  throw new CodedError('invalidQuery', {
    reason: `A filter may have ${mostConditions} conditions, nested ${deepest} deep`,
  });
}

function idCondition(set: EntitySet, given: string): Sql {
  const id = readId(given);
  if (id === undefined) throw refused(given, '_id', 'id: decimal digits, with or without a tilde');
  return idIs(set, id);
}

function pathCondition(context: CompileContext, set: EntitySet, test: PathTest): Sql {
  const path = resolvePath(context, set, test.path);
  if (!path.filterable) throw unusable(set.entity, test.path, 'filterable');
  requireText(test);
  return testOf(path, test);
}

function testOf(path: ResolvedPath, test: PathTest): Sql {
  switch (path.form) {
    case 'value':
      return valueCondition(path, test);
    case 'list':
      return listCondition(path, test);
    case 'custom':
      return customFieldCondition(path, test);
    case 'words':
      return wordsCondition(path, test);
    case 'rows':
      return test.op === 'differs'
        ? notTrue(path.some(testOf(path.inner, { ...test, op: 'equals' })))
        : path.some(testOf(path.inner, test));
  }
}

/** Equality of a keyword means that the words occur: it has no value to be equal to. */
function wordsCondition(path: Extract<ResolvedPath, { form: 'words' }>, test: PathTest): Sql {
  switch (test.op) {
    case 'like':
    case 'match':
    case 'startsWith':
    case 'endsWith':
      return keywordCondition(test.op, path, test.value);
    case 'equals':
    case 'differs': {
      if (!isText(test.value)) throw refused(test.value, test.at, 'text');
      const found = keywordCondition('match', path, test.value);
      return test.op === 'equals' ? found : notTrue(found);
    }
    case 'has':
      return always;
    default:
      throw new CodedError('invalidQuery', {
        reason: `${test.path} can be searched (equals, differs, like, match), not compared with ${test.op}`,
        field: test.path,
      });
  }
}

/** Text operators take text of a bounded length, whatever they look in. */
function requireText(test: PathTest): void {
  switch (test.op) {
    case 'like':
    case 'match':
    case 'startsWith':
    case 'endsWith':
      if (isText(test.value) && test.value.length <= longestText) return;
      throw refused(test.value, test.at, `text of at most ${longestText} characters`);
  }
}
