/**
 * The door of this part of the engine: one neuron, one object, one run, from the check of its ceilings to a report or a
 * stated failure.
 *
 * 1. TLP and PAP are compared with the ceilings of the settings and of the caller. Above them nothing is written at all.
 * 2. A user of its own is taken where the server may change users, and the job folder is made for that user.
 * 3. The runner runs the neuron and comes back when nothing of it is left alive.
 * 4. The end of the process decides, or else the report: it is read from inside `output/`, checked, and its files are
 *    handed to the caller's store.
 * 5. The job folder is removed, whatever happened.
 *
 * Nothing here knows of a database, a queue or a case; whoever calls it keeps the result.
 */

import { stat } from 'node:fs/promises';
import type { CatalogueEntry } from '../catalogue/catalogue-scan.ts';
import { runConfiguration } from '../catalogue/configuration.ts';
import type { ContainerRunner } from '../container/container-runner.ts';
import { type Artifact, collectReport, type Report, type StoreFile } from '../report/collect.ts';
import type { JsonObject } from '../report/json.ts';
import type { Identity, IdentityPool } from '../runner/identity.ts';
import type { OutputChunk, Runner, RunOutcome } from '../runner/runner.ts';
import { type Ceiling, ceilingOf, exceeded, type Levels, stricter } from './ceiling.ts';
import { CannotStart, commandOf, type PythonRuntime } from './command.ts';
import { type Failure, failureOfRun, failureSentence } from './failure.ts';
import { createJobFolder, type JobFolder, removeJobFolder } from './folder.ts';
import { buildInput, inputAsText, type Subject } from './input.ts';
import type { KitCache } from './kit-cache.ts';
import { defaultLimits, type JobLimits } from './limits.ts';
import { maskedInput, secretsOf, withoutSecrets } from './masking.ts';
import { createOutputLines } from './output-lines.ts';

export type { Artifact, Report, StoreFile };

/** One run to carry out. */
export interface Execution {
  readonly entry: CatalogueEntry;
  /** Settings stored when the neuron was enabled, secrets in clear. */
  readonly configuration: JsonObject;
  readonly subject: Subject;
  /** Levels of the object, TLP from 0 to 4. */
  readonly levels: Levels;
  readonly message?: string | undefined;
  readonly parameters?: JsonObject | undefined;
  /** A ceiling besides the one in the settings; the stricter counts. */
  readonly ceiling?: Ceiling | undefined;
  /** Limits that differ from the usual ones. */
  readonly limits?: Partial<JobLimits> | undefined;
}

/** What a run needs around it. */
export interface ExecutionDeps {
  readonly runner: Runner;
  /** Runs neurons whose definition names an image; without it they run like all others. */
  readonly containers?: Pick<ContainerRunner, 'run'> | undefined;
  readonly identities: IdentityPool;
  /** Folder of job folders, as `prepareJobsFolder` gave it. */
  readonly jobsFolder: string;
  /**
   * Interpreter for a neuron written in Python; may take as long as installing its packages does, or until the signal
   * fires. Throws `CannotStart` with the reason when there is none.
   */
  readonly pythonFor: (entry: CatalogueEntry, signal: AbortSignal) => Promise<PythonRuntime | undefined>;
  /** Compiled code for neurons written for Node.js; without it they compile everything themselves. */
  readonly kitCache?: KitCache | undefined;
  /** Internal networks that neurons may post to; none when missing. */
  readonly allowedNetworks?: readonly string[];
  /** Folders of the administrator that neurons may read; none when missing. */
  readonly readableFolders?: readonly string[];
  /** Keeps a file of a report and gives its id. */
  readonly storeFile: StoreFile;
  /** Told what the neuron prints while it runs, line by line and without secrets. */
  readonly onOutput?: ((chunk: OutputChunk) => void) | undefined;
  /** Told of each step; the execution goes on when it resolves. */
  readonly onStep?: ((step: ExecutionStep) => Promise<void>) | undefined;
}

/** A step of an execution that was reached. */
export type ExecutionStep = 'inputWritten' | 'neuronEnded' | 'outputRead' | 'folderRemoved';

/** How a run went. */
export type ExecutionResult = ExecutionTimes & (ExecutionSuccess | ExecutionFailure);

/** Milliseconds since the epoch. */
export interface ExecutionTimes {
  readonly startedAt: number;
  readonly endedAt: number;
}

/** A run with a report. */
export interface ExecutionSuccess {
  readonly status: 'Success';
  readonly report: Report;
}

/** A run without one. */
export interface ExecutionFailure {
  readonly status: 'Failure';
  readonly failure: Failure;
  readonly errorMessage: string;
  /** The neuron expects the same run to succeed after so many seconds. */
  readonly retryAfterSeconds?: number;
  /** The input as text with every possible secret masked; absent when no input was made. */
  readonly input?: string;
  /** What went wrong in the server, for its log. */
  readonly cause?: unknown;
}

type Outcome = { readonly report: Report } | { readonly failure: Failure; readonly cause?: unknown };

/** What is made once for a run and used by its steps. */
interface Prepared {
  readonly execution: Execution;
  readonly limits: JobLimits;
  readonly input: JsonObject;
  readonly certificates: string | undefined;
  /** Name of the file inside `input/`. */
  readonly storedAs: string;
  readonly secrets: readonly string[];
  readonly unsecret: (text: string) => string;
}

/** Carries out one run. Never rejects; aborting the signal ends it with the failure `cancelled`. */
export async function executeNeuron(
  execution: Execution,
  deps: ExecutionDeps,
  signal: AbortSignal,
): Promise<ExecutionResult> {
  const startedAt = Date.now();
  const config = runConfiguration(execution.entry.definition, execution.configuration);
  const above = exceeded(execution.levels, stricter(ceilingOf(config), execution.ceiling ?? noCeiling));
  if (above !== undefined) return { ...failed({ code: above }), startedAt, endedAt: Date.now() };
  const prepared = prepare(execution, config);
  const outcome = await carryOut(prepared, deps, signal).catch(
    (cause: unknown): Outcome => ({ failure: faultOf(cause, prepared), cause }),
  );
  const times = { startedAt, endedAt: Date.now() };
  if ('report' in outcome) return { status: 'Success', report: outcome.report, ...times };
  const input = maskedInput(prepared.input, execution.entry.definition);
  return { ...failed(outcome.failure), input, cause: outcome.cause, ...times };
}

const noCeiling: Ceiling = Object.freeze({ maxTlp: undefined, maxPap: undefined });

/** A failure with its sentence. */
export function failed(failure: Failure): ExecutionFailure {
  const { retryAfterSeconds } = { retryAfterSeconds: undefined, ...failure };
  return {
    status: 'Failure',
    failure,
    errorMessage: failureSentence(failure),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
}

function faultOf(cause: unknown, { unsecret }: Prepared): Failure {
  const reason = unsecret(cause instanceof Error ? cause.message : String(cause));
  return cause instanceof CannotStart ? { code: 'notRunnable', reason } : { code: 'serverFault', reason };
}

function prepare(execution: Execution, config: JsonObject): Prepared {
  const { subject, levels, message = '', parameters = {} } = execution;
  const storedAs = `attachment${Math.floor(Math.random() * 1e15)}`;
  const { cacerts } = config;
  const secrets = secretsOf(config);
  return {
    execution,
    limits: { ...defaultLimits, ...execution.limits },
    input: buildInput({ subject, levels, message, parameters, config, storedAs }),
    certificates: typeof cacerts === 'string' ? cacerts : undefined,
    storedAs,
    secrets,
    unsecret: withoutSecrets(secrets),
  };
}

async function carryOut(prepared: Prepared, deps: ExecutionDeps, signal: AbortSignal): Promise<Outcome> {
  if (signal.aborted) return { failure: { code: 'cancelled' } };
  const { execution, input, certificates, storedAs } = prepared;
  const { subject } = execution;
  const ownUser = deps.runner.ownUser || (deps.containers !== undefined && usesImage(execution));
  await using lease = ownUser ? deps.identities.take() : undefined;
  const file = subject.kind === 'file' ? { name: storedAs, source: subject.file } : undefined;
  const folder = await createJobFolder(deps.jobsFolder, { input, file, certificates }, lease?.identity);
  try {
    await deps.onStep?.('inputWritten');
    return await runIn(folder, lease?.identity, prepared, deps, signal);
  } finally {
    await removeJobFolder(folder);
    await deps.onStep?.('folderRemoved');
  }
}

/** Containers never run as root: they get a user of their own wherever there are any. */
function usesImage({ entry }: Execution): boolean {
  return entry.definition.dockerImage !== undefined;
}

async function runIn(
  folder: JobFolder,
  identity: Identity | undefined,
  { execution, limits, input, secrets, unsecret }: Prepared,
  deps: ExecutionDeps,
  signal: AbortSignal,
): Promise<Outcome> {
  const { entry } = execution;
  const lines = createOutputLines(deps.onOutput ?? ignore, unsecret);
  const { network, dockerImage: image } = entry.definition;
  const standardInput = (inputFolder: string): string => inputAsText(input, inputFolder);
  const { allowedNetworks = [] } = deps;
  const readableFolders = await thereOf(deps.readableFolders ?? []);
  const access = { network, allowedNetworks, readableFolders };
  const surroundings = { folder, identity, limits, ...access, standardInput };
  const asProcess = async (): Promise<RunOutcome> => {
    const command = await commandOf(entry, limits, () => deps.pythonFor(entry, signal), deps.kitCache);
    const place = { neuronFolder: entry.folder, workingFolder: entry.root };
    return deps.runner.run({ command, ...place, ...surroundings }, signal, lines.add);
  };
  const outcome =
    deps.containers === undefined || image === undefined
      ? await asProcess()
      : await deps.containers.run({ image, ...surroundings }, signal, lines.add);
  lines.end();
  await deps.onStep?.('neuronEnded');
  const ran = { ...outcome, printed: unsecret(outcome.printed), errors: unsecret(outcome.errors) };
  const failure = failureOfRun(ran, limits);
  if (failure !== undefined) return { failure };
  const report = await collectReport(
    { folder, ran, limits, secrets, ownerUid: identity?.uid },
    deps.storeFile,
  );
  await deps.onStep?.('outputRead');
  return report;
}

/** A folder that is gone must not stop neurons that do not need it; who does says so. */
async function thereOf(folders: readonly string[]): Promise<string[]> {
  const there = await Promise.all(
    folders.map((folder) =>
      stat(folder).then(
        (status) => status.isDirectory(),
        () => false,
      ),
    ),
  );
  return folders.filter((_, index) => there[index]);
}

function ignore(): void {
  // Nobody listens to what this run prints.
}
