/**
 * Reads committed audit records in the order of their transactions. Ids are not the order of commits: a slow transaction may
 * commit after a faster one with higher ids. So only records of transactions below the oldest one still running are read, and
 * nothing is ever skipped.
 */
import type { Database } from '../storage/database.ts';
import type { CommittedChange, Place } from './frame.ts';

/** Most records read at once. */
const batchSize = 1_000;

const columns = `transaction_id::text as transaction, id, organisation_ids, organisations_before, action, object_type, object_id, context_type, context_id,
  root_id, request_id, main_action, created_by, created_at, array(select jsonb_object_keys(details)) as fields`;

/** Records after a place, at most a batch; of one organisation if it is named. */
export async function changesAfter(
  database: Database,
  place: Place,
  organisationId?: string,
): Promise<CommittedChange[]> {
  const only =
    organisationId === undefined
      ? ''
      : 'and (organisation_ids @> array[$3::bigint] or organisations_before @> array[$3::bigint])';
  const { rows } = await database.read(
    { role: 'worker' },
    {
      sql: `select ${columns} from skep.audit where (transaction_id, id) > ($1::xid8, $2::bigint) and transaction_id < pg_snapshot_xmin(pg_current_snapshot()) ${only}
        order by transaction_id, id limit ${batchSize}`,
      parameters: [
        place.transaction,
        place.record,
        ...(organisationId === undefined ? [] : [organisationId]),
      ],
      name: organisationId === undefined ? 'changes_after' : 'changes_after_of_organisation',
    },
  );
  return rows.map(changeFrom);
}

/** The place behind everything committed so far. */
export async function lastPlace(database: Database): Promise<Place> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      sql: `select (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text as transaction`,
      parameters: [],
    },
  );
  return { transaction: String(rows[0]?.transaction ?? '0'), record: '9223372036854775807' };
}

function changeFrom(row: Readonly<Record<string, unknown>>): CommittedChange {
  return {
    place: { transaction: String(row.transaction), record: String(row.id) },
    before: idsIn(row.organisations_before),
    after: idsIn(row.organisation_ids),
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
