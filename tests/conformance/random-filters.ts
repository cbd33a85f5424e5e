/** Random filters in words of the wire that are accepted: each operator on the paths that know it. */
import fc from 'fast-check';
import type { Entity } from '../../server/src/model/entity.ts';
import { entities } from '../../server/src/model/registry.ts';
import { type Path, pathsOf } from './random-paths.ts';
import { acceptedText, acceptedValue } from './random-values.ts';

/** A filter. */
export type WireFilter = Readonly<Record<string, unknown>>;

/** Filters on an entity, nested at most so deep. */
export function filterOf(entity: Entity, depth: number): fc.Arbitrary<WireFilter> {
  const test = fc.constantFrom(...pathsOf(entity, 'filterable')).chain(testOf);
  const leaf = fc.oneof({ weight: 9, arbitrary: test }, { weight: 1, arbitrary: wholeTest });
  if (depth === 0) return leaf;
  const inner = filterOf(entity, depth - 1);
  const joined = fc
    .tuple(fc.constantFrom('_and', '_or'), fc.array(inner, { maxLength: 3 }))
    .map(([name, of]): WireFilter => ({ [name]: of }));
  const opposite = inner.map((_not): WireFilter => ({ _not }));
  const choices = [{ weight: 4, arbitrary: leaf }, joined, opposite];
  const related = relatedOf(entity);
  return fc.oneof(...choices, ...(related === undefined ? [] : [related]));
}

const wholeTest: fc.Arbitrary<WireFilter> = fc.constantFrom<WireFilter[]>(
  {},
  { _any: '*' },
  { _id: '~1' },
  { _id: 'nothing' },
  { _string: '' },
);

function testOf(path: Path): fc.Arbitrary<WireFilter> {
  const { word, form } = path;
  const value = comparedWith(path);
  const has = fc.constantFrom<WireFilter[]>({ _has: word }, { _contains: { _field: word } });
  const equality = fc
    .tuple(fc.constantFrom('_eq', '_is', '_ne'), value)
    .map(([name, _value]): WireFilter => ({ [name]: { _field: word, _value } }));
  if (form === 'words') return fc.oneof(has, equality, textTest(word));
  const among = fc
    .array(value, { maxLength: 4 })
    .map((_values): WireFilter => ({ _in: { _field: word, _values } }));
  const short = value.map((one): WireFilter => ({ _field: word, _value: one }));
  const tests = [has, equality, among, short];
  if (path.kind !== 'boolean' && path.kind !== 'id') tests.push(...orderTests(word, orderedValue(path)));
  if (isText(path)) tests.push(textTest(word));
  return fc.oneof(...tests);
}

/** Equality of a list or a choice takes what is in it; of custom fields and files any text. */
function comparedWith(path: Path): fc.Arbitrary<unknown> {
  return path.form === 'list' || path.form === 'custom' ? acceptedText : acceptedValue(path);
}

/** An order may ask for more than the choices. */
const orderedValue = (path: Path): fc.Arbitrary<unknown> =>
  path.kind === 'enumeration' ? acceptedText : comparedWith(path);

const isText = ({ kind }: Path): boolean =>
  kind === 'string' || kind === 'text' || kind === 'user' || kind === 'enumeration';

function orderTests(word: string, value: fc.Arbitrary<unknown>): fc.Arbitrary<WireFilter>[] {
  const order = fc
    .tuple(fc.constantFrom('_gt', '_gte', '_lt', '_lte'), value)
    .map(([name, _value]): WireFilter => ({ [name]: { _field: word, _value } }));
  const between = fc
    .tuple(value, value)
    .map(([_from, _to]): WireFilter => ({ _between: { _field: word, _from, _to } }));
  return [order, between];
}

function textTest(word: string): fc.Arbitrary<WireFilter> {
  return fc
    .tuple(fc.constantFrom('_like', '_wildcard', '_match', '_startsWith', '_endsWith'), acceptedText)
    .map(([name, _value]): WireFilter => ({ [name]: { _field: word, _value } }));
}

/** Ways of earlier clients to filter by related objects: the operator, the type it names, and what is filtered there. */
const relations: Readonly<Record<string, readonly (readonly [string, string, Entity])[]>> = {
  case: [
    ['_child', 'case_artifact', entities.observable],
    ['_child', 'case_task', entities.task],
  ],
  alert: [['_child', 'alert_artifact', entities.observable]],
  task: [
    ['_child', 'case_task_log', entities.log],
    ['_parent', 'case', entities.case],
  ],
  observable: [
    ['_parent', 'alert', entities.alert],
    ['_parent', 'case', entities.case],
    ['_child', 'case_artifact_job', entities.job],
  ],
  log: [['_parent', 'case_task', entities.task]],
};

function relatedOf({ name }: Entity): fc.Arbitrary<WireFilter> | undefined {
  const known = Object.hasOwn(relations, name) ? relations[name] : undefined;
  if (known === undefined) return undefined;
  return fc
    .constantFrom(...known)
    .chain(([operator, _type, target]) =>
      filterOf(target, 0).map((_query): WireFilter => ({ [operator]: { _type, _query } })),
    );
}
