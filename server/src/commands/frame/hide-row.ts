/** Hiding one object: it is gone behind every door, and can be brought back until it is removed for good. */
import type { CommandContext } from './command.ts';
import type { Row } from './row.ts';
import type { AuditContext, WriteOptions } from './writer.ts';

/** Hides a row and records its deletion under the given context; `main`: the deletion is what was asked for. */
export function hideRow(
  { write, actor }: CommandContext,
  row: Row,
  context: AuditContext,
  recorded: Pick<WriteOptions, 'main'> = {},
): void {
  const columns = { deleted_at: write.now, deleted_by: actor.login };
  write.update(row, {}, { ...recorded, action: 'delete', context, columns });
}
