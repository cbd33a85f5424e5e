/** Before a case moves into another: what both hold becomes one. What other organisations see of it must be the same for both. */
import { entities } from '../../model/registry.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { type Row, rowFromColumns, storedValue } from '../frame/row.ts';
import { mergeValues } from '../observable/merge-observables.ts';

/** An object of the moving case, and its equal in the other. */
interface Pair {
  readonly extra: string;
  readonly kept: string;
}

const sameSeers = 's.organisation_ids @> t.organisation_ids and s.organisation_ids <@ t.organisation_ids';

/** An observable that both cases hold stays once: with the marks, tags, reports, runs and custom fields of both. */
export async function joinObservables(context: CommandContext, source: Row, target: Row): Promise<void> {
  const pairs = await pairsOf(
    context,
    `select s.id as extra, min(t.id) as kept from skep.observable s join skep.observable t
      on t.root_id = $2 and t.match_hash = s.match_hash and t.case_id = $2 and t.deleted_at is null and ${sameSeers}
      where s.root_id = $1 and s.case_id = $1 and s.deleted_at is null group by s.id`,
    source,
    target,
  );
  await joinPairs(context, source, target, pairs);
}

/** What joining the equal observables of one case did. */
export interface JoinedObservables {
  readonly untouched: number;
  /** Observables that took over what equal ones had. */
  readonly updated: number;
  /** Observables that are in another one now. */
  readonly deleted: number;
}

/** Observables that a case holds twice for the same organisations become one: the oldest, as when two cases are merged. */
export async function joinWithin(context: CommandContext, caseRow: Row): Promise<JoinedObservables> {
  const pairs = await pairsOf(
    context,
    `select s.id as extra, min(t.id) as kept from skep.observable s join skep.observable t
      on t.root_id = $2 and t.match_hash = s.match_hash and t.case_id = $2 and t.id < s.id and t.deleted_at is null and ${sameSeers}
      where s.root_id = $1 and s.case_id = $1 and s.deleted_at is null group by s.id`,
    caseRow,
    caseRow,
  );
  const all = await context.related(caseRow, 'observables', { forChange: false });
  await joinPairs(context, caseRow, caseRow, pairs);
  const updated = new Set(pairs.map(({ kept }) => kept)).size;
  const deleted = new Set(pairs.map(({ extra }) => extra)).size;
  return { untouched: all.length - updated - deleted, updated, deleted };
}

async function joinPairs(
  context: CommandContext,
  source: Row,
  target: Row,
  pairs: readonly Pair[],
): Promise<void> {
  const extras = await observables(context, source, pairs, 'extra');
  const kept = await observables(context, target, pairs, 'kept');
  for (const pair of pairs) {
    const [one, other] = [kept.get(pair.kept), extras.get(pair.extra)];
    if (one === undefined || other === undefined) continue;
    const row = context.write.update(one, mergeValues(valuesOf(one), valuesOf(other)), { audited: false });
    kept.set(pair.kept, row);
  }
  handOver(context, source, pairs);
  hide(context, 'observable', source, pairs);
}

/** A task that nobody has touched in either case, as the same template makes it in both, stays once. */
export async function joinTasks(context: CommandContext, source: Row, target: Row): Promise<void> {
  const untouched = (alias: string) =>
    `${alias}.version = 1 and ${alias}.status = 'Waiting' and ${alias}.deleted_at is null
      and not exists (select from skep.task_log l where l.root_id = ${alias}.root_id and l.task_id = ${alias}.id)
      and not exists (select from skep.action a where a.root_id = ${alias}.root_id and a.object_id = ${alias}.id)
      and not exists (select from skep.custom_field_value v where v.root_id = ${alias}.root_id and v.entity_id = ${alias}.id)`;
  const content = (alias: string) =>
    `(${['title', 'task_group', 'description', 'flag', 'mandatory', 'due_date', 'assignee'].map((column) => `${alias}.${column}`).join(', ')})`;
  const pairs = await pairsOf(
    context,
    `select s.id as extra, min(t.id) as kept from skep.task s join skep.task t
      on t.root_id = $2 and t.case_id = $2 and ${content('s')} is not distinct from ${content('t')} and ${sameSeers}
      where s.root_id = $1 and s.case_id = $1 and ${untouched('s')} and ${untouched('t')} group by s.id`,
    source,
    target,
  );
  hide(context, 'task', source, pairs);
}

async function pairsOf({ write }: CommandContext, sql: string, source: Row, target: Row): Promise<Pair[]> {
  const { rows } = await write.run({ sql, parameters: [source.id, target.id] });
  return rows.map((row) => ({ extra: String(row.extra), kept: String(row.kept) }));
}

async function observables(
  { write }: CommandContext,
  root: Row,
  pairs: readonly Pair[],
  side: keyof Pair,
): Promise<Map<string, Row>> {
  if (pairs.length === 0) return new Map();
  const { rows } = await write.run({
    sql: 'select * from skep.observable where root_id = $1 and id = any($2::bigint[]) order by id for update',
    parameters: [root.id, pairs.map((pair) => pair[side])],
  });
  return new Map(rows.map((row) => [String(row.id), rowFromColumns(entities.observable, row)]));
}

const joinedFields = ['tlp', 'pap', 'tags', 'message', 'ioc', 'sighted', 'sightedAt', 'reports'] as const;

function valuesOf(row: Row): RowValues {
  return Object.fromEntries(joinedFields.map((name) => [name, storedValue(row, name)]));
}

/** What hangs on an observable hangs on its equal from now on, and is seen through it. */
function handOver({ write }: CommandContext, source: Row, pairs: readonly Pair[]): void {
  if (pairs.length === 0) return;
  const parameters = [source.id, pairs.map((pair) => pair.extra), pairs.map((pair) => pair.kept)];
  const of = 'from unnest($2::bigint[], $3::bigint[]) as p (extra, kept) where x.root_id = $1';
  const queue = (sql: string): void => write.queue({ sql, parameters });
  queue(`update skep.job x set observable_id = p.kept ${of} and x.observable_id = p.extra`);
  queue(`update skep.action x set object_id = p.kept ${of} and x.object_id = p.extra`);
  queue(`update skep.custom_field_value x set entity_id = p.kept ${of} and x.entity_id = p.extra and not exists
    (select from skep.custom_field_value v where v.entity_id = p.kept and v.name = x.name)`);
  queue(`update skep.custom_event x set evidence = array(select distinct coalesce(p.kept, e.id) from unnest(x.evidence) as e (id)
    left join unnest($2::bigint[], $3::bigint[]) as p (extra, kept) on p.extra = e.id) where x.root_id = $1 and x.evidence && $2::bigint[]`);
  for (const table of ['job', 'action', 'custom_field_value', 'observable'])
    queue(
      `update skep.${table} x set visible_through = p.kept ${of} and x.visible_through = p.extra and x.id <> p.extra`,
    );
}

function hide(
  { write, actor }: CommandContext,
  table: 'task' | 'observable',
  source: Row,
  pairs: readonly Pair[],
): void {
  if (pairs.length === 0) return;
  write.queue({
    sql: `update skep.${table} set deleted_at = $3, deleted_by = $4 where root_id = $1 and id = any($2::bigint[])`,
    parameters: [source.id, pairs.map((pair) => pair.extra), new Date(write.now), actor.login],
  });
}
