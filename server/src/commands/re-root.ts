/**
 * Moves what lies below one root to another. The root is part of every key and decides where rows live, so a row is removed
 * and added again under the same id instead of being changed. This is the only place that does it.
 */
import type { Statement } from '../storage/statement.ts';

/** Tables that move, shares first because the policies of the others read them; `inCase`: rows that name their case. */
const tables = [
  { name: 'share', inCase: false, seen: false, where: 'entity_id <> $1' },
  { name: 'task', inCase: true, seen: true, where: 'true' },
  { name: 'task_log', inCase: false, seen: true, where: 'true' },
  { name: 'comment', inCase: true, seen: true, where: 'true' },
  { name: 'observable', inCase: true, seen: true, where: 'true' },
  { name: 'attachment', inCase: true, seen: true, where: 'true' },
  { name: 'job', inCase: false, seen: true, where: 'true' },
  { name: 'action', inCase: false, seen: true, where: 'object_id <> $1' },
  { name: 'transition', inCase: false, seen: true, where: 'object_id <> $1' },
  { name: 'custom_field_value', inCase: false, seen: true, where: 'entity_id <> $1' },
] as const;

/** The statements that move everything below one root (digits of its id) to another. The root's own row stays. */
export function reRoot(from: string, to: string): Statement[] {
  return tables.map(({ name, inCase, seen, where }) => ({
    sql: `with gone as (delete from skep.${name} where root_id = $1 and ${where} returning *)
      insert into skep.${name} select placed.* from gone,
      lateral jsonb_populate_record(gone, jsonb_strip_nulls(jsonb_build_object('root_id', $2::bigint${
        inCase ? `, 'case_id', case when gone.case_id = $1 then $2::bigint end` : ''
      }${seen ? `, 'visible_through', case when gone.visible_through = $1 then $2::bigint end` : ''}))) placed`,
    parameters: [from, to],
  }));
}
