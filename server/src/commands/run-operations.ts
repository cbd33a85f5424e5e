/** Operations that a report asks for. Each is checked like a request of the person who asked for the run, and leaves its result. */
import { CodedError } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import { addLog } from './log-commands.ts';
import { createObservables, updateObservables } from './observable-commands.ts';
import { requirePermission } from './require-permission.ts';
import { type Row, storedValue } from './row.ts';
import { addTask } from './task-commands.ts';
import { updateAlerts } from './update-alerts.ts';
import { updateCases } from './update-cases.ts';
import { updateTasks } from './update-tasks.ts';

/** An operation with what became of it. */
export type OperationResult = RawObject & {
  readonly status: 'Success' | 'Failure';
  readonly message: string;
};

/** Most operations one report may ask for. */
const mostOperations = 100;

/** What an operation acts on: the object of the run and its case, task and alert where it has them. */
interface OperationScope {
  readonly caseId: string | undefined;
  readonly alertId: string | undefined;
  readonly taskId: string | undefined;
  readonly observableId: string | undefined;
}

type Operation = (context: CommandContext, scope: OperationScope, operation: RawObject) => Promise<unknown>;

const operations: Readonly<Record<string, Operation>> = {
  AddTagToCase: (context, { caseId }, { tag }) =>
    perform(context, updateCases, { id: needed(caseId, 'case'), addTags: [tag] }),
  AddTagToArtifact: (context, { observableId }, { tag }) =>
    perform(context, updateObservables, { id: needed(observableId, 'observable'), addTags: [tag] }),
  AddTagToAlert: (context, { alertId }, { tag }) =>
    perform(context, updateAlerts, { id: needed(alertId, 'alert'), addTags: [tag] }),
  CreateTask: createTaskInCase,
  AddCustomFields: (context, { caseId }, { name, value }) =>
    perform(context, updateCases, { id: needed(caseId, 'case'), customFields: { [String(name)]: value } }),
  CloseTask: (context, { taskId }) =>
    perform(context, updateTasks, { id: needed(taskId, 'task'), status: 'Completed' }),
  MarkAlertAsRead: (context, { alertId }) =>
    perform(context, updateAlerts, { id: needed(alertId, 'alert'), status: 'InProgress' }),
  AddLogToTask: writeLog,
  AddArtifactToCase: (context, { caseId }, { data, dataType, dataMessage, message, tags, tlp }) =>
    perform(context, createObservables, {
      caseId: needed(caseId, 'case'),
      data,
      dataType,
      ...given({ message: message ?? dataMessage, tags, tlp }),
    }),
  AssignCase: (context, { caseId }, { owner }) =>
    perform(context, updateCases, { id: needed(caseId, 'case'), assignee: owner }),
};

/** Runs the operations of a report in order; one that fails does not stop the others. */
export async function runOperations(
  context: CommandContext,
  run: Row,
  asked: readonly RawObject[],
): Promise<OperationResult[]> {
  const scope = await scopeOfRun(context, run);
  const results: OperationResult[] = [];
  for (const operation of asked.slice(0, mostOperations))
    results.push(await runOne(context, scope, operation));
  return results;
}

async function runOne(
  context: CommandContext,
  scope: OperationScope,
  operation: RawObject,
): Promise<OperationResult> {
  const type = String(operation.type);
  const act = Object.hasOwn(operations, type) ? operations[type] : undefined;
  if (act === undefined) {
    return {
      ...operation,
      status: 'Failure',
      message: `Operation ${type} is not known; these are: ${Object.keys(operations).join(', ')}`,
    };
  }
  try {
    await act(context, scope, operation);
    return { ...operation, status: 'Success', message: '' };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const faults = error.faults.map((fault) => `${fault.name}: ${fault.accepted ?? fault.kind}`).join('; ');
    return {
      ...operation,
      status: 'Failure',
      message: faults === '' ? error.message : `${error.message} (${faults})`,
    };
  }
}

/** Runs a command inside the transaction of this one, with its own permission and input check. */
async function perform<I, O>(context: CommandContext, command: Command<I, O>, raw: RawObject): Promise<O> {
  requirePermission(command.permission, context.actor);
  return command.run(context, command.read(raw));
}

async function createTaskInCase(
  context: CommandContext,
  { caseId }: OperationScope,
  { title, description, group }: RawObject,
): Promise<void> {
  requirePermission('manageTask', context.actor);
  const row = await context.find('case', needed(caseId, 'case'));
  const text = (value: unknown, most: number) =>
    typeof value === 'string' ? value.slice(0, most) : undefined;
  const name = text(title, 128);
  if (name === undefined || name === '')
    throw new CodedError('badRequest', { reason: 'CreateTask needs a title' });
  await addTask(context, row, {
    title: name,
    ...given({ description: text(description, 100_000), group: text(group, 64) }),
  });
}

async function writeLog(
  context: CommandContext,
  { taskId }: OperationScope,
  { content }: RawObject,
): Promise<void> {
  requirePermission('manageTask', context.actor);
  const row = await context.find('task', needed(taskId, 'task'));
  if (typeof content !== 'string')
    throw new CodedError('badRequest', { reason: 'AddLogToTask needs a content' });
  await addLog(context, row, { message: content });
}

function given(values: RawObject): RawObject {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

function needed(id: string | undefined, what: string): string {
  if (id !== undefined) return `~${id}`;
  throw new CodedError('badRequest', { reason: `The object of the run belongs to no ${what}` });
}

async function scopeOfRun(context: CommandContext, run: Row): Promise<OperationScope> {
  const isJob = run.entity === entities.job;
  const kind = isJob ? 'observable' : String(storedValue(run, 'objectType'));
  const id = String(storedValue(run, isJob ? 'observableId' : 'objectId'));
  const { rows } = await context.write.run({
    sql: `select (select c.id from skep."case" c where c.root_id = $1 and c.id = $1) as case_id, (select a.id from skep.alert a where a.root_id = $1 and a.id = $1) as alert_id,
      (select l.task_id from skep.task_log l where l.root_id = $1 and l.id = $2) as task_id`,
    parameters: [run.placement.rootId, id],
  });
  const found = rows[0] ?? {};
  const text = (value: unknown) => (value === null || value === undefined ? undefined : String(value));
  return {
    caseId: text(found.case_id),
    alertId: text(found.alert_id),
    taskId: kind === 'task' ? id : text(found.task_id),
    observableId: kind === 'observable' ? id : undefined,
  };
}
