/** The case or alert at the top of the tree in which something stands. */
import { CodedError } from '../../model/errors.ts';
import type { CommandContext } from './command.ts';
import type { FindOptions } from './find.ts';
import type { Row } from './row.ts';

/** The case or alert above a row, as the actor sees it; undefined for what belongs to a case template. */
export async function rootOf(
  context: CommandContext,
  row: Row,
  options: Pick<FindOptions, 'forChange'>,
): Promise<Row | undefined> {
  for (const entity of ['case', 'alert'] as const) {
    try {
      return await context.find(entity, `~${row.placement.rootId}`, options);
    } catch (error) {
      if (!(error instanceof CodedError) || error.code !== 'notFound') throw error;
    }
  }
  return undefined;
}
