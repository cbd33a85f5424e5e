/** What a merge or promotion brought into a case, kept so that it can be taken back without touching what came later. */
import type { CommandContext } from './command.ts';
import type { Row } from './row.ts';

/** Everything a merge added. */
export interface MergeAdditions {
  /** Ids of observables that were new in the case. */
  readonly observables?: readonly string[];
  /** Tags given to observables that were there, by id. */
  readonly tagged?: readonly { readonly id: string; readonly tags: readonly string[] }[];
  /** Tags the case did not have. */
  readonly tags?: readonly string[];
  /** Ids of custom field values added to the case. */
  readonly customFieldValues?: readonly string[];
  /** Ids of attachments copied to the case. */
  readonly attachments?: readonly string[];
}

/** Notes what came from a source into a case. */
export async function noteMerge(
  { write, actor }: CommandContext,
  kind: 'import' | 'alert' | 'case',
  source: Row,
  target: Row,
  added: MergeAdditions,
): Promise<void> {
  const [id = ''] = await write.takeIds(1);
  write.addRow('merge_record', {
    root_id: target.placement.rootId,
    id,
    organisation_id: actor.organisation.id,
    kind,
    source_id: source.id,
    target_id: target.id,
    created_at: new Date(write.now),
    created_by: actor.login,
    added: JSON.stringify(added),
  });
}

/** The merge of a source into a target that has not been undone; undefined when there is none. */
export async function openMerge(
  { write }: CommandContext,
  sourceId: string,
  targetId: string,
): Promise<{ id: string; kind: string; added: MergeAdditions } | undefined> {
  const { rows } = await write.run({
    sql: 'select id, kind, added from skep.merge_record where source_id = $1 and target_id = $2 and undone_at is null order by id desc limit 1',
    parameters: [sourceId, targetId],
  });
  const row = rows[0];
  return row === undefined
    ? undefined
    : { id: String(row.id), kind: String(row.kind), added: row.added as MergeAdditions };
}

/** Marks a merge as undone. */
export function closeMerge({ write, actor }: CommandContext, targetId: string, id: string): void {
  write.queue({
    sql: 'update skep.merge_record set undone_at = $3, undone_by = $4 where root_id = $1 and id = $2',
    parameters: [targetId, id, new Date(write.now), actor.login],
  });
}
