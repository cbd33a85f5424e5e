/** What a merge or promotion brought into a case, kept so that it can be taken back without touching what came later. */
import type { CustomFieldValue } from '../../query/stage.ts';
import type { CommandContext } from '../frame/command.ts';
import type { Row } from '../frame/row.ts';
import type { CopiedObservables } from './alert-observables.ts';

/** Everything that came into a case. */
export interface MergeAdditions extends Partial<CopiedObservables> {
  /** Tags the case did not have. */
  readonly tags?: readonly string[];
  /** Ids of custom field values added to the case. */
  readonly customFieldValues?: readonly string[];
  /** Names of custom fields that stood empty on the case before. */
  readonly filledFields?: readonly string[];
  /** Values of custom fields that stood on the case in place of those added. */
  readonly replacedValues?: readonly CustomFieldValue[];
  /** Ids of attachments copied to the case. */
  readonly attachments?: readonly string[];
  /** Ids of procedures copied to the case. */
  readonly procedures?: readonly string[];
}

/** How a source came into a case: promoted to it, merged or imported into it, or, being a case itself, merged into it. */
export type MergeKind = 'promote' | 'merge' | 'import' | 'case';

/** Notes what came from a source into a case. */
export async function noteMerge(
  { write, actor }: CommandContext,
  kind: MergeKind,
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
    undone_at: null,
    undone_by: null,
  });
}

/** A merge that has not been undone. */
export interface OpenMerge {
  readonly rootId: string;
  readonly id: string;
  readonly targetId: string;
  readonly added: MergeAdditions;
}

/**
 * The latest merge of a source that has not been undone; undefined when there is none. Its target may have been merged on into
 * another case since: what it brought is there under the same ids.
 */
export async function openMerge(
  { write, actor }: CommandContext,
  sourceId: string,
): Promise<OpenMerge | undefined> {
  const { rows } = await write.run({
    sql: 'select root_id, id, target_id, added from skep.merge_record where organisation_id = $2 and source_id = $1 and undone_at is null order by id desc limit 1',
    parameters: [sourceId, actor.organisation.id],
  });
  const row = rows[0];
  if (row === undefined) return undefined;
  const { root_id: rootId, id, target_id: targetId, added } = row;
  return {
    rootId: String(rootId),
    id: String(id),
    targetId: String(targetId),
    added: added as MergeAdditions,
  };
}

/** Ids of the sources that came into a case and have not been taken out. */
export async function sourcesOf({ write, actor }: CommandContext, target: Row): Promise<string[]> {
  const { rows } = await write.run({
    sql: 'select distinct source_id from skep.merge_record where root_id = $1 and target_id = $1 and organisation_id = $2 and undone_at is null',
    parameters: [target.id, actor.organisation.id],
  });
  return rows.map((row) => String(row.source_id));
}

/** Marks a merge as undone. */
export function closeMerge({ write, actor }: CommandContext, { rootId, id }: OpenMerge): void {
  write.queue({
    sql: 'update skep.merge_record set undone_at = $3, undone_by = $4 where root_id = $1 and id = $2',
    parameters: [rootId, id, new Date(write.now), actor.login],
  });
}
