/**
 * Alerts and cases that share observables with others, the most telling first: by the number of values they share, then by
 * how rare those are. One statement; how much each object holds in all is counted for those that are shown only.
 */
import { CodedError } from '../model/errors.ts';
import type { Rows } from '../storage/statement.ts';
import type { Compiled, RawRow } from './compiled.ts';
import type { CompileContext } from './context.ts';
import { filterCondition } from './filter/compile-filter.ts';
import type { Filter } from './filter/filter.ts';
import { relatedSet } from './follow.ts';
import { decodeObject, objectSelection } from './output.ts';
import { type EntitySet, narrowed, selectFrom, visibleSet } from './set.ts';
import { type ComparedKind, comparable, comparedKinds, holderDefinitions } from './similarity/holders.ts';
import { columnRef, type Sql, sql } from './sql.ts';
import type { QueryResult, SimilarityName, SimilarObject, Stage } from './stage.ts';

/** Most objects found. */
const mostFound = 100;
/** Most shared values shown with one object. */
const mostShared = 100;
/** Where counting stops. */
const mostCounted = 1_000;

type SimilarStage = Extract<Stage, { op: 'similar' }>;

const targets: Readonly<Record<SimilarityName, string>> = { similarCases: 'case', similarAlerts: 'alert' };

/** An alert that a case holds is left out: the case says the same. */
const conditions: Readonly<Record<string, Filter>> = {
  alert: {
    op: 'and',
    of: [
      { op: 'equals', path: 'imported', value: false, at: '' },
      { op: 'differs', path: 'stage', value: 'Imported', at: '' },
    ],
  },
};

/** Compiles the comparison of the objects of a set with others. Throws `invalidQuery` for what has no observables. */
export function compileSimilar(context: CompileContext, set: EntitySet, stage: SimilarStage): Compiled {
  const { similarity, filter, count } = stage;
  const kind = comparedKinds.find(({ entity }) => entity.name === targets[similarity]);
  if (kind === undefined || !comparedKinds.some(({ entity }) => entity === set.entity)) {
    throw new CodedError('invalidQuery', {
      reason: `${similarity} can follow on ${comparedKinds.map(({ entity }) => entity.wireType).join(' and ')} only`,
    });
  }
  const target = foundObjects(context, kind, filter);
  return count ? compileNumber(context, set, kind, target) : compileFound(context, set, kind, target);
}

/** Objects that may be found; the id of one is asked for row by row. */
function foundObjects(
  context: CompileContext,
  { entity }: ComparedKind,
  filter: Filter | undefined,
): EntitySet {
  const target = visibleSet(context, entity);
  const wanted = [conditions[entity.name], filter].flatMap((one) => one ?? []);
  return narrowed(target, ...wanted.map((one) => filterCondition(context, target, one)));
}

function compileNumber(
  context: CompileContext,
  set: EntitySet,
  kind: ComparedKind,
  target: EntitySet,
): Compiled {
  const definitions = holderDefinitions(context, set, [kind]);
  const candidates = sql`select distinct object_id from holding where ${notStarted}`;
  const exists = selectFrom(narrowed(target, isCandidate(target)), sql``, sql` limit 1`);
  const query = sql`with ${sql.join(definitions)} select count(*) as number from (select from (${candidates}) as candidate cross join lateral (${exists}) as object limit ${mostCounted}::bigint) as counted`;
  return { query, decode: ({ rows }) => ({ kind: 'number', value: Number(rows[0]?.number ?? 0) }) };
}

function compileFound(
  context: CompileContext,
  set: EntitySet,
  kind: ComparedKind,
  target: EntitySet,
): Compiled {
  const definitions = [
    ...holderDefinitions(context, set, comparedKinds),
    valued,
    catalogue,
    ranked(kind),
    sql`found as (${bestObjects(context, target)})`,
  ];
  const query = sql`with ${sql.join(definitions)} select found.*, totals.observables, totals.iocs, totals.similar, totals.similar_iocs, ${typeNumbers} as types, ${sharedValues} as shared from found cross join lateral (${totalsOf(context, kind)}) as totals order by ${bestFirst}`;
  return { query, decode: (found) => readFound(kind, found) };
}

/** The values with the number of objects that hold each, the rarest first. */
const valued = sql`valued as (select match_hash, jsonb_build_object('dataType', data_type, 'data', data, 'seen', count(*)) as value, row_number() over (order by count(*), data_type, data collate "C", match_hash) - 1 as position from holding group by match_hash, data_type, data)`;

/** The same as a dictionary: the planner would compare every value with every observable of the found objects. */
const catalogue = sql`catalogue as (select jsonb_object_agg(encode(match_hash, 'hex'), position) as positions, jsonb_agg(value order by position) as contents from valued)`;

/** Whole numbers add up to the same in any order: equal ranks stay equal. */
function ranked({ entity }: ComparedKind): Sql {
  const weighed = sql`select kind, object_id, 1000000 / count(*) over (partition by match_hash) as rarity from holding`;
  return sql`ranked as (select object_id, count(*) as values_shared, sum(rarity) as rarity from (${weighed}) as weighed where kind = ${sql.lit(entity.name)} and ${notStarted} group by object_id)`;
}

const notStarted = sql`object_id not in (select id from started)`;
const bestFirst = sql`values_shared desc, rarity desc, object_id desc`;
const typeNumbers = sql`(select jsonb_object_agg(counted.type, counted.number) from (select type, count(*) as number from unnest(totals.types) as type group by type) as counted)`;
const sharedValues = sql`(select jsonb_agg(catalogue.contents -> position order by position) from catalogue, unnest(totals.positions[1:${sql.lit(mostShared)}]) as position)`;

/** Objects are looked up in the order of the rank until enough of them are visible. */
function bestObjects(context: CompileContext, target: EntitySet): Sql {
  const object = selectFrom(
    narrowed(target, isCandidate(target)),
    objectSelection(context, target),
    sql` limit 1`,
  );
  return sql`select candidate.object_id, candidate.object_id as root_id, candidate.values_shared, candidate.rarity, object.* from (select * from ranked order by ${bestFirst}) as candidate cross join lateral (${object}) as object order by ${bestFirst} limit ${mostFound}::bigint`;
}

/** Alerts and cases are the roots of their own trees, so that their id is their whole key. */
function isCandidate({ alias }: EntitySet): Sql {
  return sql`(${columnRef(alias, 'root_id')} = candidate.object_id and ${columnRef(alias, 'id')} = candidate.object_id)`;
}

/** What a found object holds in all, and how much of it the starting objects hold too. */
function totalsOf(context: CompileContext, { entity }: ComparedKind): Sql {
  const observables = comparable(relatedSet(context, { entity, alias: 'found' }, 'observables'));
  const column = (name: string): Sql => columnRef(observables.alias, name);
  const position = sql`((select positions from catalogue) ->> encode(${column('match_hash')}, 'hex'))::integer`;
  const held = selectFrom(
    observables,
    sql`${column('data_type')}, ${column('ioc')}, ${position} as position`,
  );
  const similar = sql`position is not null`;
  return sql`select count(*) as observables, count(*) filter (where ioc) as iocs, count(position) as similar, count(position) filter (where ioc) as similar_iocs, array_agg(data_type) filter (where ${similar}) as types, array_agg(distinct position) filter (where ${similar}) as positions from (${held}) as held`;
}

function readFound({ entity }: ComparedKind, { rows }: Rows): QueryResult {
  return { kind: 'similar', found: rows.map((row) => readSimilar(decodeObject(entity, row), row)) };
}

function readSimilar(object: SimilarObject['object'], row: RawRow): SimilarObject {
  return {
    object,
    similarObservableCount: Number(row.similar),
    observableCount: Number(row.observables),
    similarIocCount: Number(row.similar_iocs),
    iocCount: Number(row.iocs),
    observableTypes: numbersIn(row.types),
    shared: Array.isArray(row.shared) ? row.shared : [],
  };
}

function numbersIn(json: unknown): Readonly<Record<string, number>> {
  const entries = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  return Object.fromEntries(entries.map(([name, number]) => [name, Number(number)]));
}
