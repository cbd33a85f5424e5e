/**
 * Moves what lies below one root to another. The root is part of every key and decides where rows live, so a row is removed
 * and added again under the same id instead of being changed. This is the only place that does it.
 */
import type { Statement } from '../../storage/statement.ts';

/** A table that moves, with the columns that name the old root in some rows, and rows that stay with it. */
interface Moving {
  readonly table: string;
  readonly naming: readonly string[];
  readonly staying?: string;
}

const seen = 'visible_through';

const tables: readonly Moving[] = [
  { table: 'share', naming: [], staying: 'entity_id = $1' },
  { table: 'task', naming: ['case_id', seen] },
  { table: 'task_log', naming: [seen] },
  { table: 'comment', naming: ['case_id', seen] },
  { table: 'observable', naming: ['case_id', seen] },
  { table: 'attachment', naming: ['case_id', seen] },
  { table: 'procedure', naming: ['case_id', seen] },
  { table: 'custom_event', naming: ['case_id', seen] },
  { table: 'page', naming: ['case_id', seen] },
  { table: 'case_link', naming: ['case_id', seen] },
  { table: 'case_report', naming: ['case_id', seen] },
  { table: 'mention', naming: [seen], staying: 'object_id = $1' },
  { table: 'job', naming: [seen] },
  { table: 'action', naming: ['object_id', seen] },
  { table: 'custom_field_value', naming: [seen], staying: 'entity_id = $1' },
  // The history of the case itself stays with it; that of what was in it moves.
  { table: 'transition', naming: [seen], staying: 'object_id = $1' },
  { table: 'merge_record', naming: ['target_id'] },
];

/** The statements that move everything below one root (digits of its id) to another. The root's own row stays. */
export function reRoot(from: string, to: string): Statement[] {
  return tables.map(({ table, naming, staying }) => {
    const renamed = naming.map(
      (column) => `, '${column}', case when gone.${column} = $1 then $2::bigint end`,
    );
    const changes = `jsonb_strip_nulls(jsonb_build_object('root_id', $2::bigint${renamed.join('')}))`;
    return {
      sql: `with gone as (delete from skep.${table} where root_id = $1${staying === undefined ? '' : ` and not (${staying})`} returning *)
        insert into skep.${table} select (jsonb_populate_record(gone::skep.${table}, ${changes})).* from gone`,
      parameters: [from, to],
    };
  });
}
