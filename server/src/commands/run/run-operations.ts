/** Operations that a report asks for. Each is checked like a request of the person who asked for the run, and leaves its result. */
import { CodedError } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import { tlpFromOldScale } from '../../model/scales.ts';
import { updateAlerts } from '../alert/update-alerts.ts';
import { updateCases } from '../case/update-cases.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { rootOf } from '../frame/root-of.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { createObservables, updateObservables } from '../observable/observable-commands.ts';
import { createLog } from '../task/log-commands.ts';
import { createTask } from '../task/task-commands.ts';
import { updateTasks } from '../task/update-tasks.ts';

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

/** Runs a command as an operation: in the name of who asked for the run, which is noted as what brought its rows. */
type Perform = <I, O>(command: Command<I, O>, raw: RawObject) => Promise<O>;

interface OperationCall {
  readonly context: CommandContext;
  readonly scope: OperationScope;
  readonly perform: Perform;
  readonly operation: RawObject;
}

const operations: Readonly<Record<string, (call: OperationCall) => Promise<unknown>>> = {
  AddTagToCase: ({ perform, scope, operation }) =>
    perform(updateCases, { id: needed(scope.caseId, 'case'), addTags: [operation.tag] }),
  AddTagToArtifact: ({ perform, scope, operation }) =>
    perform(updateObservables, { id: needed(scope.observableId, 'observable'), addTags: [operation.tag] }),
  AddTagToAlert: ({ perform, scope, operation }) =>
    perform(updateAlerts, { id: needed(scope.alertId, 'alert'), addTags: [operation.tag] }),
  CreateTask: ({ perform, scope, operation: { title, description, group } }) =>
    perform(createTask, {
      caseId: needed(scope.caseId, 'case'),
      title: shortened(title, longestTitle),
      ...given({ description, group }),
    }),
  AddCustomFields: ({ perform, scope, operation: { name, value } }) =>
    perform(updateCases, {
      id: needed(scope.caseId, 'case'),
      [`customFields.${String(name)}`]: value ?? null,
    }),
  CloseTask: ({ perform, scope }) =>
    perform(updateTasks, { id: needed(scope.taskId, 'task'), status: 'Completed' }),
  MarkAlertAsRead: markAlertAsRead,
  AddLogToTask: ({ perform, scope, operation }) =>
    perform(createLog, { taskId: needed(scope.taskId, 'task'), message: operation.content }),
  AddArtifactToCase: addArtifact,
  AssignCase: ({ perform, scope, operation }) =>
    perform(updateCases, { id: needed(scope.caseId, 'case'), assignee: operation.owner ?? '' }),
};

/** Longest title of a task; neurons do not know it, so longer ones are cut. */
const longestTitle = 128;

async function markAlertAsRead({ context, perform, scope }: OperationCall): Promise<void> {
  const id = needed(scope.alertId, 'alert');
  const alert = await context.find('alert', id, { forChange: false });
  if (textOf(alert, 'stage') === 'New') await perform(updateAlerts, { id, status: 'InProgress' });
}

async function addArtifact({ perform, scope, operation }: OperationCall): Promise<void> {
  const { data, dataType, message, dataMessage, tags, tlp, ioc, sighted, ignoreSimilarity } = operation;
  const { created } = await perform(createObservables, {
    caseId: needed(scope.caseId, 'case'),
    data,
    dataType,
    ...given({ message: message ?? dataMessage, tags, ioc, sighted, ignoreSimilarity }),
    // Neurons know the older scale.
    ...given({ tlp: typeof tlp === 'number' ? tlpFromOldScale(tlp) : tlp }),
  });
  if (created.length === 0) throw new CodedError('observableAlreadyExists');
}

/** Runs the operations of a report in order; one that fails leaves nothing behind and does not stop the others. */
export async function runOperations(
  context: CommandContext,
  run: Row,
  asked: readonly RawObject[],
): Promise<OperationResult[]> {
  if (asked.length === 0) return [];
  const scope = await scopeOfRun(context, run);
  const perform: Perform = (command, raw) => context.perform(command, raw, { kind: 'job', id: run.id });
  const results: OperationResult[] = [];
  for (const operation of asked.slice(0, mostOperations))
    results.push(await runOne({ context, scope, perform, operation }));
  const left = asked.length - mostOperations;
  const message = `${left} more were not carried out: at most ${mostOperations} are`;
  return left > 0 ? [...results, { type: 'more', status: 'Failure', message }] : results;
}

async function runOne(call: OperationCall): Promise<OperationResult> {
  const { context, operation } = call;
  const type = String(operation.type);
  const act = Object.hasOwn(operations, type) ? operations[type] : undefined;
  if (act === undefined) {
    const message = `Operation ${type} is not known; these are: ${Object.keys(operations).join(', ')}`;
    return { ...operation, status: 'Failure', message };
  }
  try {
    await context.write.attempt(() => act(call));
    return { ...operation, status: 'Success', message: '' };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    // Tags of what was taken back may count as noted; they are noted again.
    context.knownTags.forget(context.actor.organisation.id);
    return { ...operation, status: 'Failure', message: inWords(error) };
  }
}

function inWords({ message, faults }: CodedError): string {
  const details = faults.map((fault) => `${fault.name}: ${fault.accepted ?? fault.kind}`).join('; ');
  return details === '' ? message : `${message} (${details})`;
}

function shortened(value: unknown, most: number): unknown {
  return typeof value === 'string' ? value.slice(0, most).toWellFormed() : value;
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
  const root = await rootOf(context, run, { forChange: false });
  return {
    caseId: root?.entity === entities.case ? root.id : undefined,
    alertId: root?.entity === entities.alert ? root.id : undefined,
    taskId: kind === 'task' ? id : kind === 'log' ? await taskOfLog(context, id) : undefined,
    observableId: kind === 'observable' ? id : undefined,
  };
}

async function taskOfLog(context: CommandContext, id: string): Promise<string> {
  return String(storedValue(await context.find('log', `~${id}`, { forChange: false }), 'taskId'));
}
