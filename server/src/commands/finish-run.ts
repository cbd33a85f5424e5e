/**
 * Ends a run in one transaction: its report, the short results on the observable, what it found, and the operations it asked
 * for, each as the ordinary command in the name of who asked for the run. A run that has ended already is left as it is.
 */
import { CodedError, invalidFields } from '../model/errors.ts';
import { isRawObject, type RawObject } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { Command, CommandContext } from './command.ts';
import type { RowValues } from './insert-batch.ts';
import { addObservables, observableContext, present } from './observable-commands.ts';
import { type ObservableInput, readObservable } from './observable-input.ts';
import { insertObservables, mergeEqual, type PreparedObservable, prepareObservables } from './observables.ts';
import { within } from './placement.ts';
import { numberOf, type Row, storedValue, textOf } from './row.ts';
import { type OperationResult, runOperations } from './run-operations.ts';

/** How a run ended, as the engine tells. */
interface FinishRunInput {
  readonly kind: 'job' | 'action';
  readonly id: string;
  /** The attempt that ended: an earlier one that comes late changes nothing. */
  readonly attempt: number;
  readonly success: boolean;
  readonly errorMessage: string | undefined;
  /** What is kept and shown: the full report. */
  readonly report: unknown;
  /** Short results: level, namespace, predicate, value. */
  readonly reportTags: readonly RawObject[];
  /** Found observables, files by upload part. */
  readonly artifacts: readonly RawObject[];
  readonly operations: readonly RawObject[];
}

/** Most observables one report may bring. */
const mostArtifacts = 5_000;

export const finishRun: Command<FinishRunInput, void> = {
  name: 'finishRun',
  permission: 'authenticated',
  read: readFinishRun,
  async run(context, input) {
    const row = await context.find(input.kind, `~${input.id}`);
    if (textOf(row, 'status') !== 'InProgress' || Number(row.columns.attempt) !== input.attempt) return;
    if (input.success && input.kind === 'job') await keepFindings(context, row, input);
    const operations = input.success ? await runOperations(context, row, input.operations) : [];
    endRun(context, row, input, operations);
    if (input.success && input.kind === 'action') await noteContainment(context, row);
  },
};

function readFinishRun(raw: RawObject): FinishRunInput {
  if (typeof raw.id !== 'string')
    throw invalidFields([{ kind: 'missing', name: 'id', accepted: 'id of a run' }]);
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isRawObject) : []);
  return {
    kind: raw.kind === 'action' ? 'action' : 'job',
    id: raw.id,
    attempt: Number(raw.attempt),
    success: raw.success === true,
    errorMessage: typeof raw.errorMessage === 'string' ? raw.errorMessage : undefined,
    report: raw.report ?? null,
    reportTags: list(raw.reportTags),
    artifacts: list(raw.artifacts).slice(0, mostArtifacts),
    operations: list(raw.operations),
  };
}

function endRun(
  { write }: CommandContext,
  row: Row,
  input: FinishRunInput,
  operations: readonly OperationResult[],
): void {
  write.update(
    row,
    {
      status: input.success ? 'Success' : 'Failure',
      endDate: write.now,
      report: input.report,
      errorMessage: input.success ? null : (input.errorMessage ?? 'It failed without a reason'),
      ...(operations.length > 0 ? { operations } : {}),
    },
    { context: contextOfRun(row) },
  );
}

function contextOfRun(row: Row): { type: string; id: string } {
  const type =
    row.entity === entities.job ? entities.observable.wireType : String(storedValue(row, 'objectType'));
  return { type, id: String(storedValue(row, row.entity === entities.job ? 'observableId' : 'objectId')) };
}

async function keepFindings(context: CommandContext, row: Row, input: FinishRunInput): Promise<void> {
  const observable = await context.find('observable', `~${String(storedValue(row, 'observableId'))}`);
  if (input.reportTags.length > 0) {
    const reports = {
      ...(storedValue(observable, 'reports') as RowValues),
      [String(storedValue(row, 'neuronName'))]: { taxonomies: input.reportTags },
    };
    context.write.update(observable, { reports }, { context: observableContext(observable) });
  }
  const prepared = await prepareArtifacts(context, observable, input.artifacts);
  if (prepared.length === 0) return;
  if (storedValue(row, 'importArtifacts') === true) await importArtifacts(context, observable, row, prepared);
  else await keepArtifacts(context, observable, row, prepared);
}

/** Found observables carry the markings of the one they were found in; ones of unknown types count as `other`. */
async function prepareArtifacts(
  context: CommandContext,
  observable: Row,
  artifacts: readonly RawObject[],
): Promise<PreparedObservable[]> {
  const marks = { tlp: numberOf(observable, 'tlp') ?? 2, pap: numberOf(observable, 'pap') ?? 2 };
  const inputs = artifacts.flatMap((artifact) => readArtifact(context, artifact, marks));
  return mergeEqual(await prepareObservables(context.write, context.reference, inputs, context.uploads));
}

function readArtifact(
  { reference }: CommandContext,
  artifact: RawObject,
  marks: RowValues,
): ObservableInput[] {
  const known = reference.observableTypes.has(String(artifact.dataType));
  const faults: never[] = [];
  const { dataType, data, attachment, message, tags, ioc } = artifact;
  const input = readObservable(
    { ...marks, dataType: known ? dataType : 'other', ...optional({ data, attachment, message, tags, ioc }) },
    '',
    faults,
  );
  // A finding that cannot be stored is left out; the full report still shows it.
  return faults.length > 0 || (input.data.length === 0 && input.parts.length === 0) ? [] : [input];
}

function optional(values: RowValues): RowValues {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined && value !== null),
  );
}

async function importArtifacts(
  context: CommandContext,
  observable: Row,
  row: Row,
  prepared: readonly PreparedObservable[],
): Promise<void> {
  const parent = await context.find(
    storedValue(observable, 'caseId') === null ? 'alert' : 'case',
    `~${observable.placement.rootId}`,
    { forChange: false },
  );
  const there = await present(context, parent, prepared);
  const fresh = prepared.filter((one) => !there.has(one.matchHash.toString('hex')));
  await addObservables(context, parent, fresh, { kind: 'job', id: row.id });
}

/** Kept with the job, to be imported when somebody wants them. */
async function keepArtifacts(
  context: CommandContext,
  observable: Row,
  row: Row,
  prepared: readonly PreparedObservable[],
): Promise<void> {
  const target = {
    parent: observable,
    link: { jobId: row.id },
    place: () => within(observable),
    origin: { kind: 'job', id: row.id },
  } as const;
  await insertObservables(context.write, target, prepared);
}

/** The first success of a responder that contains threats is the moment a case counts as contained. */
async function noteContainment(context: CommandContext, row: Row): Promise<void> {
  if (storedValue(row, 'contains') !== true) return;
  await context.write.run({
    sql: 'update skep."case" set contained_date = $2 where root_id = $1 and id = $1 and contained_date is null',
    parameters: [row.placement.rootId, new Date(context.write.now)],
  });
}

interface ImportArtifactsInput {
  readonly job: string;
  /** Ids of found observables; all of the job when empty. */
  readonly observables: readonly string[];
}

/** Takes observables that a job found over into its case or alert. */
export const importJobArtifacts: Command<ImportArtifactsInput, readonly string[]> = {
  name: 'importJobArtifacts',
  permission: 'manageObservable',
  read(raw) {
    const observables = Array.isArray(raw.observables) ? raw.observables.map(String) : [];
    return { job: String(raw.id), observables };
  },
  async run(context, input) {
    const job = await context.find('job', input.job, { forChange: false });
    const observable = await context.find('observable', `~${String(storedValue(job, 'observableId'))}`, {
      forChange: false,
    });
    const caseId = storedValue(observable, 'caseId');
    const link = caseId === null ? 'alert_id' : 'case_id';
    const chosen = input.observables.map((id) => id.replace('~', ''));
    if (chosen.some((id) => !/^\d{1,19}$/.test(id)))
      throw new CodedError('notFound', { entity: 'Observable' });
    const { rows } = await context.write.run({
      sql: `update skep.observable o set ${link} = $1, job_id = null, updated_at = $4, updated_by = $5 where o.root_id = $1 and o.job_id = $2 and o.deleted_at is null
        and (cardinality($3::bigint[]) = 0 or o.id = any($3::bigint[]))
        and not exists (select from skep.observable p where p.root_id = $1 and p.match_hash = o.match_hash and p.job_id is null and p.deleted_at is null) returning o.id`,
      parameters: [
        observable.placement.rootId,
        job.id,
        chosen,
        new Date(context.write.now),
        context.actor.login,
      ],
    });
    const parent = await context.find(caseId === null ? 'alert' : 'case', `~${observable.placement.rootId}`, {
      forChange: false,
    });
    const ids = rows.map((row) => String(row.id));
    context.write.record(parent, 'update', { importedObservables: ids.map((id) => `~${id}`) });
    return ids;
  },
};
