/** The four statuses that an alert has in v0: whether it was read, and whether a case holds it. */
import { CodedError } from '../../model/errors.ts';
import type { Filter, Operand } from '../../query/filter/filter.ts';
import type { ReadObject } from '../../query/stage.ts';
import type { ComputedWord } from './words.ts';

/** Stages in which an alert counts as not read. */
const unreadStages = ['New', 'InProgress'];

const unread: Filter = { op: 'in', path: 'stage', values: unreadStages, at: 'status' };
const inCase: Filter = { op: 'has', path: 'caseId', at: 'status' };
const not = (of: Filter): Filter => ({ op: 'not', of });

const filters: Readonly<Record<string, Filter>> = {
  New: { op: 'and', of: [not(inCase), unread] },
  Ignored: { op: 'and', of: [not(inCase), not(unread)] },
  Imported: inCase,
  // What is in a case here is always imported whole.
  Updated: { op: 'none' },
};

/** The status of an alert. */
export function statusOf({ values }: ReadObject): string {
  if (typeof values.caseId === 'string') return 'Imported';
  return unreadStages.includes(String(values.stage)) ? 'New' : 'Ignored';
}

/** The condition that an alert has a status. Throws `invalidQuery`. */
function statusFilter(value: Operand): Filter {
  const filter = typeof value === 'string' && Object.hasOwn(filters, value) ? filters[value] : undefined;
  if (filter !== undefined) return filter;
  throw new CodedError('invalidQuery', {
    reason: `The status of an alert is one of ${Object.keys(filters).join(', ')}`,
  });
}

/** `status` in searches. */
export const statusWord: ComputedWord = {
  values: ['New', 'Ignored', 'Imported'],
  sortedBy: 'stage',
  filter: statusFilter,
};

/** Whether an alert was read, in searches. */
export const readWord: ComputedWord = {
  values: [true, false],
  filter: (value) => (value === true ? not(unread) : unread),
};

/** The status that an alert gets when it is marked; undefined where nothing changes. One in a case stays as it is. */
export function markedStatus(alert: ReadObject, read: boolean): string | undefined {
  const status = statusOf(alert);
  if (status === 'Imported' || (status === 'Ignored') === read) return undefined;
  return read ? 'Ignored' : 'New';
}
