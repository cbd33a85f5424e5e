/** Work on a task is work on its case: a case that nobody had begun is under way from then on, and its time to acknowledge is known. */

import type { CommandContext } from '../frame/command.ts';
import type { Row } from '../frame/row.ts';
import { textOf } from '../frame/row.ts';
import { enters, noteTransitions, statusValues } from '../value/change-status.ts';
import { statusNamed } from '../value/status.ts';

/** Status that a case gets when work on it begins; every instance has it. */
const begunStatus = 'InProgress';

/**
 * Moves the case of a task out of stage New. No right on the case is asked for: it follows from the work on the task. `cause`
 * says what was done. What no person did, acknowledges nothing.
 */
export async function beginCase(context: CommandContext, task: Row, cause: string): Promise<void> {
  const { write, reference, actor } = context;
  if (!actor.person) return;
  const [read] = await context.related(task, 'case', { forChange: false });
  if (read === undefined || textOf(read, 'stage') !== 'New') return;
  const [row] = await context.related(task, 'case');
  const next = statusNamed(reference.caseStatuses, begunStatus);
  if (row === undefined || textOf(row, 'stage') !== 'New' || !enters(row, next, 'InProgress')) return;
  const begun = write.update(row, statusValues(row, next, write.now));
  noteTransitions(context, row, begun, cause);
}
