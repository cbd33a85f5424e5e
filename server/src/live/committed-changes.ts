/**
 * Reads committed audit records and mentions in the order of their transactions. Ids are not the order of commits: a slow
 * transaction may commit after a faster one with higher ids. So only rows of transactions below the oldest one still running
 * are read, and nothing is ever skipped.
 */
import type { Database } from '../storage/database.ts';
import type { CommittedChange, Hearer, Place } from './frame.ts';

/** Most records read at once. */
const batchSize = 1_000;

const recorded = `transaction_id, id, organisation_ids, organisations_before, null::bigint as user_id, action, object_type, object_id, context_type,
  context_id, root_id, request_id, main_action, created_by, created_at, array(select jsonb_object_keys(details)) as fields, restricted_to, restricted_before`;

/** Mentions are for one person each and are recorded nowhere else. */
const mentioned = `transaction_id, id, organisation_ids, '{}'::bigint[], user_id, case when read_at is null then 'create' else 'update' end, 'Mention', id, object_type,
  object_id, root_id, '', false, created_by, coalesce(read_at, created_at), array['readAt'], restricted_to, null::text[]`;

/** Rows of a table after the place $1, $2. */
function rowsOf(columns: string, table: 'audit' | 'mention', only: string): string {
  return `(select ${columns} from skep.${table}
    where (transaction_id, id) > ($1::xid8, $2::bigint) and transaction_id < pg_snapshot_xmin(pg_current_snapshot()) ${only}
    order by transaction_id, id limit ${batchSize})`;
}

function changesSql(onlyRecorded: string, onlyMentioned: string): string {
  return `select *, transaction_id::text as transaction from (${rowsOf(recorded, 'audit', onlyRecorded)}
    union all ${rowsOf(mentioned, 'mention', onlyMentioned)}) as changes order by transaction_id, id limit ${batchSize}`;
}

const allChanges = changesSql('', '');
const changesForOne = changesSql(
  'and (organisation_ids @> array[$3::bigint] or organisations_before @> array[$3::bigint])',
  'and user_id = $4::bigint and organisation_ids @> array[$3::bigint]',
);

/** Changes after a place, at most a batch; only what somebody hears of if they are named. */
export async function changesAfter(
  database: Database,
  place: Place,
  hearer?: Hearer,
): Promise<CommittedChange[]> {
  const from = [place.transaction, place.record];
  const { rows } = await database.read(
    { role: 'worker' },
    hearer === undefined
      ? { sql: allChanges, parameters: from, name: 'changes_after' }
      : {
          sql: changesForOne,
          parameters: [...from, hearer.organisationId, hearer.userId ?? null],
          name: 'changes_after_of_hearer',
        },
  );
  return rows.map(changeFrom);
}

/** The place behind everything committed so far. */
export async function lastPlace(database: Database): Promise<Place> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      name: 'last_place',
      sql: `select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as transaction`,
      parameters: [],
    },
  );
  return { transaction: String(rows[0]?.transaction ?? '0'), record: '9223372036854775807' };
}

function changeFrom(row: Readonly<Record<string, unknown>>): CommittedChange {
  return {
    place: { transaction: String(row.transaction), record: String(row.id) },
    userId: row.user_id === null ? undefined : String(row.user_id),
    before: idsIn(row.organisations_before),
    after: idsIn(row.organisation_ids),
    keptBefore: peopleIn(row.restricted_before),
    keptTo: peopleIn(row.restricted_to),
    frame: {
      action: String(row.action),
      objectType: String(row.object_type),
      objectId: String(row.object_id),
      contextType: String(row.context_type),
      contextId: String(row.context_id),
      rootId: String(row.root_id),
      fields: Array.isArray(row.fields) ? row.fields.map(String) : [],
      requestId: String(row.request_id),
      mainAction: row.main_action === true,
      actor: String(row.created_by),
      at: Number(row.created_at),
    },
  };
}

function idsIn(value: unknown): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.map(String) : []);
}

function peopleIn(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) ? value.map(String) : undefined;
}
