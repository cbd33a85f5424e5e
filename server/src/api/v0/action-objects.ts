/** What actions run on, as v0 calls it: in requests by the types of objects, in answers by labels. */
import { CodedError } from '../../model/errors.ts';
import type { EntityName } from '../../model/registry.ts';
import type { Operand } from '../../query/filter/filter.ts';

/** Labels by entity. */
export const actionObjects = {
  case: 'Case',
  task: 'Task',
  log: 'Log',
  observable: 'Observable',
  alert: 'Alert',
} as const satisfies Partial<Record<EntityName, string>>;

/** An entity that actions run on. */
export type ActionObject = keyof typeof actionObjects;

/** Types of objects with their entities; the last part of `thehive:case_task` and its like. */
const types: ReadonlyMap<string, ActionObject> = new Map([
  ['case', 'case'],
  ['case_task', 'task'],
  ['case_task_log', 'log'],
  ['case_artifact', 'observable'],
  ['alert', 'alert'],
  ['task', 'task'],
  ['log', 'log'],
  ['observable', 'observable'],
]);

/** The entity that a type or a label means. Throws `badRequest`. */
export function objectTypeOf(given: Operand): ActionObject {
  const found = typeof given === 'string' ? types.get(given.toLowerCase()) : undefined;
  if (found !== undefined) return found;
  throw new CodedError('badRequest', {
    reason: `Objects are of type case, alert, case_task, case_task_log or case_artifact, not ${String(given).slice(0, 50)}`,
  });
}
