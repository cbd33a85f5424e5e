/**
 * Ends a run in one transaction: its report, the short results on the observable, what it found, and the operations it asked
 * for, each as the ordinary command in the name of who asked for the run. A run that has ended already is left as it is.
 */
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { plainJson } from '../frame/plain-json.ts';
import { rootOf } from '../frame/root-of.ts';
import { type Row, storedValue, textOf } from '../frame/row.ts';
import { requiredText } from '../frame/text-input.ts';
import { observableContext } from '../observable/observable-commands.ts';
import { type ReportTag, readReportTags } from '../observable/report-tags.ts';
import { reportWithFiles } from './direct-run-report.ts';
import { contextOfRun, outcomeOfRefusal, plainReason, type RunOutcome } from './end-run.ts';
import { keepArtifacts } from './job-artifacts.ts';
import { readWorkKind, type WorkKind } from './job-queue.ts';
import { type OperationResult, runOperations } from './run-operations.ts';

/** How a run ended, as the engine tells. */
interface FinishRunInput {
  readonly kind: WorkKind;
  readonly id: string;
  /** The attempt that ended: an earlier one that comes late changes nothing. */
  readonly attempt: number;
  readonly success: boolean;
  readonly errorMessage: string;
  /** A rule forbade it before the neuron was begun. */
  readonly refused: boolean;
  /** The report is there and holds nothing. */
  readonly foundNothing: boolean;
  /** What is kept and shown: the full report. Undefined where the run holds it already, since an earlier one had it. */
  readonly report: unknown;
  readonly reportTags: readonly ReportTag[];
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
    if (input.kind === 'directRun') {
      const columns = holdsReport(input) ? {} : reportWithFiles(context, row, input.report ?? null);
      endRun(context, row, input, [], columns);
      return;
    }
    const operations = input.success ? await runOperations(context, row, input.operations) : [];
    endRun(context, row, input, operations);
    if (input.success && input.kind === 'action') await noteContainment(context, row);
  },
};

function readFinishRun(raw: RawObject): FinishRunInput {
  const faults: FieldFault[] = [];
  const id = requiredText(raw, 'id', faults, 'id of a run');
  const attempt = Number(raw.attempt);
  if (!Number.isInteger(attempt))
    faults.push({ kind: 'missing', name: 'attempt', accepted: 'number of the attempt' });
  if (faults.length > 0) throw invalidFields(faults);
  const list = (value: unknown) => (Array.isArray(value) ? value.filter(isRawObject) : []);
  return {
    kind: readWorkKind(raw.kind),
    id,
    attempt,
    success: raw.success === true,
    errorMessage: typeof raw.errorMessage === 'string' ? raw.errorMessage : '',
    refused: raw.refused === true,
    foundNothing: raw.foundNothing === true,
    report: raw.report === undefined ? undefined : plainJson(raw.report),
    reportTags: readReportTags(raw.reportTags),
    artifacts: list(raw.artifacts).slice(0, mostArtifacts),
    operations: list(plainJson(raw.operations ?? [])),
  };
}

async function keepFindings(context: CommandContext, row: Row, input: FinishRunInput): Promise<void> {
  const observable = await context.find('observable', `~${String(storedValue(row, 'observableId'))}`);
  const name = String(storedValue(row, 'neuronName'));
  if (input.reportTags.length > 0) {
    const reports = { ...reportsOf(observable), [name]: { taxonomies: input.reportTags } };
    context.write.update(observable, { reports }, { context: observableContext(observable) });
  }
  await keepArtifacts(context, row, observable, input.artifacts);
}

function reportsOf(observable: Row): RawObject {
  const reports = storedValue(observable, 'reports');
  return isRawObject(reports) ? reports : {};
}

function holdsReport({ success, report }: FinishRunInput): boolean {
  return success && report === undefined;
}

function endRun(
  { write }: CommandContext,
  row: Row,
  input: FinishRunInput,
  operations: readonly OperationResult[],
  columns: RowValues = holdsReport(input) ? {} : { report: input.report ?? null },
): void {
  const reason = input.errorMessage === '' ? 'It failed without a reason' : input.errorMessage;
  write.update(
    row,
    {
      status: input.success ? 'Success' : 'Failure',
      outcome: outcomeOf(row, input) ?? null,
      endDate: write.now,
      errorMessage: input.success ? null : plainReason(reason),
      ...(operations.length > 0 ? { operations } : {}),
    },
    // The report is large and stands with the run: records leave it out.
    { context: contextOfRun(row), columns },
  );
}

/** Responders act, so that there is nothing they could have found. */
function outcomeOf(
  row: Row,
  { kind, attempt, success, refused, foundNothing }: FinishRunInput,
): RunOutcome | undefined {
  if (!success) return refused ? outcomeOfRefusal(attempt - 1) : undefined;
  const looks = kind === 'job' || (kind === 'directRun' && textOf(row, 'kind') === 'analyzer');
  return looks && foundNothing ? 'NoResult' : undefined;
}

/** The first success of a responder that contains threats is the moment a case counts as contained. */
async function noteContainment(context: CommandContext, row: Row): Promise<void> {
  if (storedValue(row, 'contains') !== true) return;
  const root = await rootOf(context, row, { forChange: true });
  if (root?.entity.name !== 'case' || storedValue(root, 'containedDate') !== null) return;
  context.write.update(root, { containedDate: context.write.now });
}
