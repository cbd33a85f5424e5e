/** Compares what is in a database with what its clients were promised. Each finding is a sentence; none is what a test hopes for. */
import type { OwnerSession } from '../../server/src/storage/owner-session.ts';
import { type Change, type Ledger, type MarkedTable, markedTables } from './ledger.ts';

/** Most findings of one kind that are told. */
export const mostTold = 5;

const tables = Object.keys(markedTables) as readonly MarkedTable[];
const anyObject = tables
  .map((table) => `select id, '${table}' as held_in from skep."${table}"`)
  .join(' union all ');

/** What does not agree between a ledger and the database. */
export async function findingsOf(session: OwnerSession, ledger: Ledger): Promise<readonly string[]> {
  const found: string[] = [...ledger.contradictions];
  for (const table of tables) {
    found.push(...(await missing(session, ledger, table)), ...(await twice(session, table)));
    found.push(...(await untrueChanges(session, ledger, table)));
  }
  found.push(...(await untrueLinks(session, ledger)), ...(await untrueMerges(session, ledger)));
  found.push(...(await unrecorded(session)), ...(await recordedInVain(session)));
  return found;
}

async function missing(session: OwnerSession, ledger: Ledger, table: MarkedTable): Promise<string[]> {
  const promised = ledger.creations.filter((creation) => creation.table === table);
  const rows = await session.query(
    `select p.id, p.mark from unnest($1::bigint[], $2::text[]) as p(id, mark)
      left join skep."${table}" t on t.id = p.id and t.${markedTables[table]} = p.mark where t.id is null limit ${mostTold}`,
    [promised.map(({ id }) => id), promised.map(({ mark }) => mark)],
  );
  return rows.map(
    ({ id, mark }) => `${table} ${String(id)} (${String(mark)}) was acknowledged and is not there`,
  );
}

async function twice(session: OwnerSession, table: MarkedTable): Promise<string[]> {
  const mark = markedTables[table];
  const rows = await session.query(
    `select ${mark} as mark, count(*) from skep."${table}" group by 1 having count(*) > 1 limit ${mostTold}`,
  );
  return rows.map((row) => `${table} ${String(row.mark)} is there ${String(row.count)} times`);
}

async function unrecorded(session: OwnerSession): Promise<string[]> {
  const rows = await session.query(
    `select o.held_in, o.id, count(a.id) from (${anyObject}) o
      left join skep.audit a on a.object_id = o.id and (a.action = 'create' or a.action = 'merge' and a.details ? 'cases')
      group by 1, 2 having count(a.id) <> 1 limit ${mostTold}`,
  );
  return rows.map(
    (row) =>
      `The creation of ${String(row.held_in)} ${String(row.id)} is recorded ${String(row.count)} times`,
  );
}

async function recordedInVain(session: OwnerSession): Promise<string[]> {
  const rows = await session.query(
    `select a.object_type, a.object_id from skep.audit a left join (${anyObject}) o on o.id = a.object_id
      where o.id is null and a.object_type in (select distinct known.object_type from skep.audit known join (${anyObject}) k on k.id = known.object_id)
      limit ${mostTold}`,
  );
  return rows.map(
    (row) => `${String(row.object_type)} ${String(row.object_id)} is recorded and is not there`,
  );
}

/** A change holds for all its objects or for none, with one record for each, and for all when it was acknowledged. */
async function untrueChanges(session: OwnerSession, ledger: Ledger, table: MarkedTable): Promise<string[]> {
  const changes = ledger.changes.filter((change) => change.table === table);
  const counts = new Map<Change, { held: number; recorded: number }>();
  for (const column of new Set(changes.map((change) => change.column))) {
    const asked = changes.filter((change) => change.column === column);
    const pairs = asked.flatMap((change, place) => change.ids.map((id) => ({ id, place, ...change })));
    const rows = await session.query(
      `select c.place, count(*) filter (where t.${column} = c.value)::int as held,
          sum((select count(*) from skep.audit a where a.object_id = c.id and a.action = 'update' and a.details->>'${column}' = c.value))::int as recorded
        from unnest($1::bigint[], $2::text[], $3::int[]) as c(id, value, place)
        left join skep."${table}" t on t.id = c.id group by 1`,
      [pairs.map(({ id }) => id), pairs.map(({ value }) => value), pairs.map(({ place }) => place)],
    );
    for (const { place, held, recorded } of rows) {
      const change = asked[Number(place)];
      if (change !== undefined) counts.set(change, { held: Number(held), recorded: Number(recorded) });
    }
  }
  return [...counts]
    .filter(([change, { held, recorded }]) => held !== recorded || !isWhole(change, held))
    .slice(0, mostTold)
    .map(([change, count]) => `${JSON.stringify(change)} is not as promised: ${JSON.stringify(count)}`);
}

function isWhole({ ids, acknowledged }: Change, held: number): boolean {
  return held === ids.length || (held === 0 && !acknowledged);
}

/** An alert in a case is noted there once, and each of its observables is in the case once. */
async function untrueLinks(session: OwnerSession, { links }: Ledger): Promise<string[]> {
  const rows = await session.query(
    `select * from (select l.alert_id, l.case_id, a.case_id as found, a.stage,
        (select count(*)::int from skep.merge_record m where m.source_id = l.alert_id) as merges,
        (select count(*)::int from skep.observable o where o.origin_kind = 'alert' and o.origin_id = l.alert_id and o.deleted_at is null) as copies,
        (select count(*)::int from skep.observable o where o.alert_id = l.alert_id) as observables
      from unnest($1::bigint[], $2::bigint[]) as l(alert_id, case_id) left join skep.alert a on a.id = l.alert_id) f
      where f.found is null or stage <> 'Imported' or merges <> 1 or copies <> observables limit ${mostTold}`,
    [links.map(({ alertId }) => alertId), links.map(({ caseId }) => caseId)],
  );
  return rows.map((row) => `An alert is not in its case as promised: ${JSON.stringify(row)}`);
}

/** The sources are gone, the target is there, and every task of theirs is in it. */
async function untrueMerges(session: OwnerSession, { merges }: Ledger): Promise<string[]> {
  const sources = merges.flatMap(({ sources: ids, target }) => ids.map((id) => ({ id, target })));
  const tasks = merges.flatMap(({ tasks: ids, target }) => ids.map((id) => ({ id, target })));
  const left = await session.query(
    `select s.id, s.target from unnest($1::bigint[], $2::bigint[]) as s(id, target)
      left join skep."case" c on c.id = s.id left join skep."case" t on t.id = s.target
      where c.deleted_at is null or t.id is null or t.deleted_at is not null limit ${mostTold}`,
    [sources.map(({ id }) => id), sources.map(({ target }) => target)],
  );
  const lost = await session.query(
    `select s.id, s.target from unnest($1::bigint[], $2::bigint[]) as s(id, target)
      left join skep.task t on t.id = s.id and t.root_id = s.target and t.case_id = s.target and t.deleted_at is null
      where t.id is null limit ${mostTold}`,
    [tasks.map(({ id }) => id), tasks.map(({ target }) => target)],
  );
  return [
    ...left.map((row) => `A merge of cases is not as promised: ${JSON.stringify(row)}`),
    ...lost.map((row) => `A task did not come along with its case: ${JSON.stringify(row)}`),
  ];
}
