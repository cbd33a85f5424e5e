/** What lies below an object and shares its fate: hidden when it is deleted, back when it is restored. */
import type { EntityName } from '../../model/registry.ts';
import type { CommandContext } from './command.ts';
import type { Row } from './row.ts';
import { hiddenWithRoot } from './tree-tables.ts';

/** Objects that can be deleted by themselves. */
export type Deletable = Extract<
  EntityName,
  | 'alert'
  | 'case'
  | 'task'
  | 'log'
  | 'comment'
  | 'observable'
  | 'attachment'
  | 'procedure'
  | 'customEvent'
  | 'page'
  | 'caseReport'
>;

/** Tables with the condition for what lies below; `$1` is the root, `$2` the object. */
type Below = readonly (readonly [table: string, condition: string])[];

/** Everything in a tree but the root itself. */
const wholeTree: Below = hiddenWithRoot.map((table) => [table, 'id <> $2']);

const logsOfTask = '(select l.id from skep.task_log l where l.root_id = $1 and l.task_id = $2)';
const jobsOfObservable = '(select j.id from skep.job j where j.root_id = $1 and j.observable_id = $2)';

const below: Readonly<Record<Deletable, Below>> = {
  alert: wholeTree,
  case: wholeTree,
  task: [
    ['attachment', `log_id in ${logsOfTask}`],
    ['action', `(object_id = $2 or object_id in ${logsOfTask})`],
    ['mention', `(object_id = $2 or object_id in ${logsOfTask})`],
    ['task_log', 'task_id = $2'],
  ],
  log: [
    ['attachment', 'log_id = $2'],
    ['action', 'object_id = $2'],
    ['mention', 'object_id = $2'],
  ],
  comment: [['mention', 'object_id = $2']],
  observable: [
    ['observable', `job_id in ${jobsOfObservable}`],
    ['action', 'object_id = $2'],
    ['job', 'observable_id = $2'],
  ],
  attachment: [],
  procedure: [],
  customEvent: [],
  page: [],
  caseReport: [],
};

/** Hides what lies below an object that is being deleted. */
export function hideBelow({ write, actor }: CommandContext, entity: Deletable, row: Row): void {
  for (const [table, condition] of below[entity]) {
    write.queue({
      sql: `update skep."${table}" set deleted_at = $3, deleted_by = $4 where root_id = $1 and deleted_at is null and ${condition}`,
      parameters: [row.placement.rootId, row.id, new Date(write.now), actor.login],
    });
  }
}

/** Brings back what was hidden together with an object at a time (milliseconds); what was deleted before by itself stays hidden. */
export function restoreBelow(
  { write }: CommandContext,
  entity: Deletable,
  row: Row,
  deletedAt: number,
): void {
  for (const [table, condition] of below[entity]) {
    write.queue({
      sql: `update skep."${table}" set deleted_at = null, deleted_by = null where root_id = $1 and deleted_at = $3 and ${condition}`,
      parameters: [row.placement.rootId, row.id, new Date(deletedAt)],
    });
  }
}
