/** Random pipelines over a small world: every operator on every path, ways between entities, all endings. */
import fc from 'fast-check';
import type { Entity } from '../../server/src/model/entity.ts';
import type { Kind } from '../../server/src/model/field.ts';
import { entityNamed } from '../../server/src/model/registry.ts';
import type { Aggregation } from '../../server/src/query/aggregate.ts';
import type { Filter, Operand } from '../../server/src/query/filter/filter.ts';
import type { Pipeline, SortKey, Stage } from '../../server/src/query/stage.ts';
import { isKnown, knownRelations, pathValue } from './naive-rows.ts';
import type { SmallWorld, Viewer } from './small-world.ts';

/** Entities that pipelines are about. */
const subjects = ['alert', 'case', 'task', 'log', 'comment', 'observable', 'organisation'] as const;

/** A path with what may be compared with it. */
interface Path {
  readonly path: string;
  readonly kind: Kind;
  readonly form: 'value' | 'list' | 'custom';
  readonly sortable: boolean;
  readonly aggregable: boolean;
  readonly operand: fc.Arbitrary<Operand>;
}

/** Pipelines that somebody may ask of a world. */
export function pipelineOf(world: SmallWorld, viewer: Viewer): fc.Arbitrary<Pipeline> {
  const paths = new Map(subjects.map((name) => [name, pathsOf(world, entityNamed(name))]));
  const tools: Tools = { world, paths: (entity) => paths.get(subjectNamed(entity.name)) ?? [] };
  // Most is asked of what holds most.
  return fc.constantFrom(...subjects, 'alert', 'case', 'observable').chain((name) => {
    const entity = entityNamed(name);
    return fc
      .tuple(starterOf(world, viewer, name), restOf(tools, entity, 3))
      .map(([starter, rest]) => [starter, ...rest]);
  });
}

interface Tools {
  readonly world: SmallWorld;
  readonly paths: (entity: Entity) => readonly Path[];
}

function subjectNamed(name: string): (typeof subjects)[number] {
  return subjects.find((subject) => subject === name) ?? 'alert';
}

/** Objects of every organisation are asked for by id, the own ones more often. */
function starterOf(world: SmallWorld, viewer: Viewer, entity: string): fc.Arbitrary<Stage> {
  const rows = world.rows.get(entity) ?? [];
  const own = rows.filter((row) => row.organisation_id === viewer.organisation.id);
  const list = fc.constant<Stage>({ op: 'list', entity });
  const choices = [{ weight: 6, arbitrary: list }];
  for (const [weight, some] of [
    [3, own],
    [1, rows],
  ] as const) {
    const gets = some.map((row): Stage => ({ op: 'get', entity, id: String(row.id) }));
    if (gets.length > 0) choices.push({ weight, arbitrary: fc.constantFrom(...gets) });
  }
  return fc.oneof(...choices);
}

function restOf(tools: Tools, entity: Entity, left: number): fc.Arbitrary<Stage[]> {
  const ending = endingOf(tools, entity);
  if (left === 0) return ending;
  const filtered = filterOf(tools, entity, 2).chain((filter) =>
    restOf(tools, entity, left - 1).map((rest): Stage[] => [{ op: 'filter', filter }, ...rest]),
  );
  const relations = knownRelations(entity, subjects);
  const choices = [
    { weight: 4, arbitrary: ending },
    { weight: 2, arbitrary: filtered },
  ];
  if (relations.length === 0) return fc.oneof(...choices);
  const followed = fc.constantFrom(...relations).chain((relation) => {
    const target = entityNamed(entity.relations[relation]?.to ?? '');
    return restOf(tools, target, left - 1).map((rest): Stage[] => [{ op: 'follow', relation }, ...rest]);
  });
  return fc.oneof(...choices, { weight: 2, arbitrary: followed });
}

function endingOf(tools: Tools, entity: Entity): fc.Arbitrary<Stage[]> {
  const count: fc.Arbitrary<Stage[]> = fc.constantFrom<Stage[][]>(
    [{ op: 'count' }],
    [{ op: 'count', limit: 2 }],
  );
  const aggregated = aggregationOf(tools, entity, 3).map((aggregation): Stage[] => [
    { op: 'aggregate', aggregation },
  ]);
  const endings = [pageOf(tools, entity), count, aggregated, aggregated];
  const comparable = entity.name === 'alert' || entity.name === 'case';
  if (comparable) endings.push(similarOf(tools), similarOf(tools));
  return fc.oneof(...endings);
}

function pageOf(tools: Tools, entity: Entity): fc.Arbitrary<Stage[]> {
  const sortable = tools.paths(entity).filter((path) => path.sortable);
  const key = fc.record({
    path: fc.constantFrom(...sortable.map(({ path }) => path)),
    descending: fc.boolean(),
  });
  const keys: fc.Arbitrary<SortKey[]> = fc.array(key, { maxLength: 2 });
  const bounds = fc.tuple(fc.constantFrom(0, 0, 0, 1, 2), fc.constantFrom(-1, 3, 8));
  const total = fc.constantFrom<string[][]>([], ['total']);
  return fc
    .tuple(keys, bounds, total)
    .map(([sorted, [from, to], extraData]): Stage[] => [
      ...(sorted.length === 0 ? [] : [{ op: 'sort' as const, keys: sorted }]),
      { op: 'page', from, to: to === -1 ? -1 : Math.max(from, to), extraData },
    ]);
}

function similarOf(tools: Tools): fc.Arbitrary<Stage[]> {
  return fc
    .tuple(fc.constantFrom('similarCases', 'similarAlerts'), fc.boolean(), fc.boolean())
    .chain(([similarity, count, filtered]) => {
      const stage = { op: 'similar', similarity, count } as const;
      const target = entityNamed(similarity === 'similarCases' ? 'case' : 'alert');
      if (!filtered) return fc.constant<Stage[]>([stage]);
      return filterOf(tools, target, 1).map((filter): Stage[] => [{ ...stage, filter }]);
    });
}

// ------------------------------------------------------------------------------------------------ filters

function filterOf(tools: Tools, entity: Entity, depth: number): fc.Arbitrary<Filter> {
  const test = fc.constantFrom(...tools.paths(entity)).chain(testOf);
  const ids = (tools.world.rows.get(entity.name) ?? []).map((row) => `~${String(row.id)}`);
  const byId = fc.constantFrom('~1', ...ids).map((id): Filter => ({ op: 'id', id }));
  const leaves = fc.oneof(
    { weight: 8, arbitrary: test },
    { weight: 1, arbitrary: byId },
    { weight: 1, arbitrary: fc.constantFrom<Filter[]>({ op: 'all' }, { op: 'all' }, { op: 'none' }) },
  );
  if (depth === 0) return leaves;
  const inner = filterOf(tools, entity, depth - 1);
  const several = fc
    .tuple(fc.constantFrom('and', 'or', 'or'), fc.array(inner, { minLength: 1, maxLength: 3 }))
    .map(([op, of]): Filter => ({ op, of }));
  const opposite = inner.map((of): Filter => ({ op: 'not', of }));
  const choices = [{ weight: 4, arbitrary: leaves }, several, opposite];
  const relations = knownRelations(entity, subjects);
  if (relations.length === 0) return fc.oneof(...choices);
  const related = fc.constantFrom(...relations).chain((relation) => {
    const target = entityNamed(entity.relations[relation]?.to ?? '');
    return filterOf(tools, target, 0).map(
      (filter): Filter => ({ op: 'related', relation, filter, at: 'related' }),
    );
  });
  return fc.oneof(...choices, related);
}

const at = 'value';

function testOf({ path, kind, form, operand }: Path): fc.Arbitrary<Filter> {
  const has = fc.constant<Filter>({ op: 'has', path, at });
  const equality = fc
    .tuple(fc.constantFrom('equals', 'differs'), operand)
    .map(([op, value]): Filter => ({ op, path, value, at }));
  const among = fc.array(operand, { maxLength: 3 }).map((values): Filter => ({ op: 'in', path, values, at }));
  const tests = [has, equality, among];
  if (kind !== 'boolean' && kind !== 'id') tests.push(...orderTests(path, operand));
  if (isText(kind) || form === 'custom') tests.push(textTest(path));
  return fc.oneof(...tests);
}

function orderTests(path: string, operand: fc.Arbitrary<Operand>): fc.Arbitrary<Filter>[] {
  const order = fc
    .tuple(fc.constantFrom('less', 'lessOrEqual', 'greater', 'greaterOrEqual'), operand)
    .map(([op, value]): Filter => ({ op, path, value, at }));
  const between = fc
    .tuple(operand, operand)
    .map(([from, to]): Filter => ({ op: 'between', path, from, to, at }));
  return [order, between];
}

function textTest(path: string): fc.Arbitrary<Filter> {
  const part = fc.constantFrom(
    'mail',
    'PHISH',
    'ed',
    'n',
    'Something',
    'example',
    'e*t',
    '*l',
    '%',
    'a_b',
    '*',
  );
  const word = fc.constantFrom('mail', 'something', 'About', 'seen', 'vpn', 'nowhere');
  return fc.oneof(
    fc.tuple(fc.constantFrom('like'), part).map(([op, value]): Filter => ({ op, path, value, at })),
    fc
      .tuple(
        fc.constantFrom('startsWith', 'endsWith'),
        part.map((text) => text.replaceAll('*', '')),
      )
      .map(([op, value]): Filter => ({ op, path, value, at })),
    word.map((value): Filter => ({ op: 'match', path, value, at })),
  );
}

function isText(kind: Kind): boolean {
  return ['string', 'text', 'user', 'enumeration'].includes(kind);
}

// ------------------------------------------------------------------------------------------------ aggregations

function aggregationOf(tools: Tools, entity: Entity, depth: number): fc.Arbitrary<Aggregation> {
  const numbers = measureOf(tools, entity);
  if (depth === 0) return numbers;
  const byField = bucketsByField(tools, entity, depth);
  return fc.oneof(
    numbers,
    byField,
    byField,
    bucketsByCondition(tools, entity, depth),
    bucketsByTime(tools, entity, depth),
  );
}

function measureOf(tools: Tools, entity: Entity): fc.Arbitrary<Aggregation> {
  const count = fc.constant<Aggregation>({ op: 'count', name: 'count' });
  const filtered = filterOf(tools, entity, 0).map(
    (filter): Aggregation => ({ op: 'count', name: 'filtered', filter }),
  );
  const measures = tools
    .paths(entity)
    .flatMap(({ path, kind, form, aggregable }) =>
      form === 'list' || !aggregable
        ? []
        : measuresOf(kind).map((op) => ({ op, path, name: `${op} ${path}` })),
    );
  if (measures.length === 0) return fc.oneof(count, filtered);
  const measured = fc.constantFrom<Aggregation[]>(...measures);
  return fc.oneof(count, filtered, measured, measured);
}

function measuresOf(kind: Kind) {
  const ordered = ['min', 'max'] as const;
  const averages = ['avg', 'median', 'p90'] as const;
  switch (kind) {
    case 'integer':
    case 'float':
    case 'duration':
      return [...ordered, ...averages, 'sum' as const];
    case 'date':
      return [...ordered, ...averages];
    default:
      return isText(kind) ? ordered : [];
  }
}

function selectOf(tools: Tools, entity: Entity, depth: number): fc.Arbitrary<Aggregation[]> {
  return fc.array(aggregationOf(tools, entity, depth - 1), { maxLength: 3 });
}

function maybeFilter(tools: Tools, entity: Entity): fc.Arbitrary<{ filter?: Filter }> {
  const some = filterOf(tools, entity, 0).map((filter) => ({ filter }));
  return fc.oneof<fc.Arbitrary<{ filter?: Filter }>[]>(fc.constant({}), fc.constant({}), some);
}

function orderOf() {
  const key = fc.record({ by: fc.constantFrom('count', 'value'), descending: fc.boolean() });
  return fc.array(key, { maxLength: 2 });
}

function bucketsByField(tools: Tools, entity: Entity, depth: number): fc.Arbitrary<Aggregation> {
  const paths = tools.paths(entity).filter(({ aggregable }) => aggregable);
  const size = fc.constantFrom<{ size?: number }[]>({}, { size: 1 }, { size: 2 });
  return fc
    .tuple(
      fc.constantFrom(...paths),
      orderOf(),
      size,
      maybeFilter(tools, entity),
      selectOf(tools, entity, depth),
    )
    .map(([{ path }, order, kept, filter, select]) => ({
      op: 'field',
      name: path,
      path,
      order,
      select,
      ...kept,
      ...filter,
    }));
}

function bucketsByCondition(tools: Tools, entity: Entity, depth: number): fc.Arbitrary<Aggregation> {
  const group = fc.record({
    name: fc.constantFrom('one', 'two', 'count'),
    filter: filterOf(tools, entity, 0),
  });
  return fc
    .tuple(fc.array(group, { minLength: 1, maxLength: 3 }), orderOf(), selectOf(tools, entity, depth))
    .map(([groups, order, select]) => ({ op: 'groups', name: 'groups', groups, order, select }));
}

function bucketsByTime(tools: Tools, entity: Entity, depth: number): fc.Arbitrary<Aggregation> {
  const dates = tools.paths(entity).filter(({ kind, aggregable }) => aggregable && kind === 'date');
  const interval = fc.record({
    amount: fc.integer({ min: 1, max: 5 }),
    unit: fc.constantFrom('s', 'm', 'h', 'd', 'w', 'M', 'y'),
  });
  const zones = ['Europe/Paris', 'Asia/Kolkata', 'America/New_York'] as const;
  const inner = fc.constantFrom<{ inner?: string }[]>({}, { inner: 'inside' });
  const zone = fc.constantFrom<{ timezone?: string }[]>({}, ...zones.map((timezone) => ({ timezone })));
  return fc
    .tuple(
      fc.constantFrom(...dates),
      interval,
      zone,
      inner,
      maybeFilter(tools, entity),
      selectOf(tools, entity, depth),
    )
    .map(([{ path }, every, timezone, deeper, filter, select]) => ({
      op: 'time',
      name: path,
      path,
      interval: every,
      select,
      ...timezone,
      ...deeper,
      ...filter,
    }));
}

// ------------------------------------------------------------------------------------------------ paths

function pathsOf(world: SmallWorld, entity: Entity): readonly Path[] {
  const own = Object.entries(entity.fields)
    .filter(([path, field]) => isKnown(field) && field.search !== 'none' && !isVariant(path))
    .map(([path, field]): Path => {
      const list = field.cardinality === 'set';
      return {
        path,
        kind: field.kind,
        form: list ? 'list' : 'value',
        sortable: field.sortable && !list && hasPlainOrder(path, field.kind),
        aggregable: field.aggregable,
        operand: operandOf(world, entity, path, field.kind, field.values),
      };
    });
  const custom = entity.customFields ? world.customFields : [];
  // They are few beside the fields, and have rules of their own.
  return [
    ...own,
    ...[...custom, ...custom].map(({ name, type }): Path => {
      const path = `customFields.${name}`;
      const kind = type === 'integer' || type === 'date' || type === 'boolean' ? type : 'string';
      return {
        path,
        kind,
        form: 'custom',
        sortable: true,
        aggregable: true,
        operand: operandOf(world, entity, path, kind, undefined),
      };
    }),
  ];
}

/** The same duration in another unit; hours stand for all of them. */
function isVariant(path: string): boolean {
  return /In(Seconds|Minutes|Days)$/.test(path);
}

/** Texts that the database orders by the rules of a language are left out, unless they are single words. */
function hasPlainOrder(path: string, kind: Kind): boolean {
  return !isText(kind) || ['type', 'source', 'status', 'stage', 'group', 'dataType'].includes(path);
}

/** Values that occur in the world, of every organisation, some that do not, and numbers as text. */
function operandOf(
  world: SmallWorld,
  entity: Entity,
  path: string,
  kind: Kind,
  choices: readonly (string | number)[] | undefined,
): fc.Arbitrary<Operand> {
  if (kind === 'enumeration' && choices !== undefined) return fc.constantFrom(...choices);
  if (kind === 'boolean') return fc.constantFrom<Operand[]>(true, false, 'true', 'false');
  const held = (world.rows.get(entity.name) ?? []).flatMap((row) => {
    const value = pathValue(world, entity, row, path);
    const values = value.form === 'value' ? [value.value] : value.values;
    return values.filter((one) => typeof one === 'string' || typeof one === 'number');
  });
  const others: Operand[] = isText(kind)
    ? ['mail', 'nothing of the kind']
    : kind === 'id'
      ? ['~1']
      : [2, '3'];
  return fc.constantFrom(...others, ...new Set(held));
}
