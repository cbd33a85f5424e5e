/** Hiding one object: it is gone behind every door, and can be brought back until it is removed for good. */
import type { CommandContext } from './command.ts';
import type { Row } from './row.ts';
import type { AuditContext } from './writer.ts';

/** Hides a row and records its deletion under the given context. */
export function hideRow({ write, actor }: CommandContext, row: Row, context: AuditContext): void {
  const columns = { deleted_at: write.now, deleted_by: actor.login };
  write.update(row, {}, { action: 'delete', context, columns });
}
