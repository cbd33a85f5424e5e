/**
 * The engine: takes queued runs, executes their neurons and ends them through ordinary commands. It may be killed at any
 * instruction; the queue hands the run out again, and a run that ended meanwhile is left alone.
 *
 * In brackets: what a process that dies there leaves, besides a queue row that is handed out again.
 *
 *   accepted        our row and the queue row are there, by one transaction            (both, or neither: whoever asked asks again)
 *   taken           the queue row is this process's; our row is as it was              (nothing)
 *   started         startRun: one transaction; `InProgress`, its attempt is counted    (a row that looks under way)
 *   inputWritten    the job folder is there                                            (the folder, until the next start)
 *   ...             the neuron runs                                                    (a process that dies with the server)
 *   neuronEnded     nothing of it lives; `output/` is not read yet                     (the folder)
 *   outputRead      the report is checked, its files are in the store                  (files that nothing refers to)
 *   folderRemoved   all that is left of the run is in memory                           (the same files)
 *   ended           finishRun: one transaction; report, findings and operations        (an ended row, still queued)
 *   ...             the queue row is completed
 *
 * A run that is handed out again begins a new attempt. `finishRun` takes the end of the newest attempt only and leaves ended
 * rows alone, so whatever an earlier attempt still brings, the effects are there once.
 */
import { type CommandDependencies, runCommand } from '../commands/frame/command.ts';
import type { StoredFile, Uploads } from '../commands/frame/uploads.ts';
import { failRun } from '../commands/run/end-run.ts';
import { finishRun } from '../commands/run/finish-run.ts';
import { noteRemoteRun } from '../commands/run/note-remote-run.ts';
import { postponeRun } from '../commands/run/postpone-run.ts';
import { type RunElsewhere, type StartedRun, startRun } from '../commands/run/start-run.ts';
import { systemActor } from '../commands/settings/first-start.ts';
import type { Actor } from '../model/actor.ts';
import { CodedError } from '../model/errors.ts';
import type { RawObject } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import { executeElsewhere } from './external/run-elsewhere.ts';
import type { CortexServers } from './external/servers.ts';
import { type ConfigurationSeal, openConfiguration } from './neurons.ts';
import type { QueuedRun, RunHandlers } from './queue.ts';
import { saysNothing } from './report/report.ts';
import {
  type ExecutionDeps,
  type ExecutionResult,
  type ExecutionStep,
  executeNeuron,
} from './run/execute.ts';
import type { Failure } from './run/failure.ts';
import { defaultLimits, type JobLimits } from './run/limits.ts';
import { type Requester, requesterOf } from './run/requester.ts';
import { keepRunOutput } from './run/run-output.ts';
import { subjectOf } from './run/run-subject.ts';

/** A step of a run that was reached. */
export type RunStep = 'taken' | 'started' | ExecutionStep | 'ended';

/** Told of each step; the run goes on when it resolves. */
export type OnRunStep = (step: RunStep) => Promise<void>;

/** What the engine works with. */
export interface EngineDependencies {
  readonly commands: CommandDependencies;
  readonly catalogue: Catalogue;
  /** What runs elsewhere runs there. */
  readonly servers: Pick<CortexServers, 'connect'>;
  readonly seal: ConfigurationSeal;
  readonly execution: Omit<ExecutionDeps, 'storeFile' | 'onOutput' | 'onStep'>;
  readonly limits: Partial<JobLimits>;
  readonly report: (error: unknown) => void;
  /** For programs that look at runs from inside; the server itself does not. */
  readonly onStep?: OnRunStep | undefined;
}

/** How often a run under way is looked at for having been called off, in milliseconds. */
const lookEveryMs = 1_000;

/** The handlers of the queue. */
export function createEngine(dependencies: EngineDependencies): RunHandlers {
  return {
    execute: (run, signal) => execute(dependencies, run, signal),
    giveUp: (run) => fail(dependencies, run, { errorMessage: 'The server stopped each time it was run' }),
  };
}

async function execute(
  dependencies: EngineDependencies,
  run: QueuedRun,
  signal: AbortSignal,
): Promise<{ againInMs: number } | undefined> {
  await dependencies.onStep?.('taken');
  const requester = await requesterOf(dependencies.commands.database, run.kind, run.id);
  if (requester === undefined) return undefined;
  if (requester.actor === undefined)
    return fail(
      dependencies,
      run,
      { errorMessage: 'Whoever asked for it is no longer in the organisation', refused: true },
      requester,
    );
  try {
    return await executeAs(dependencies, run, requester.actor, signal);
  } catch (error) {
    // What the requester may not see or do any more is a stated failure; anything else is tried again by the queue.
    if (!(error instanceof CodedError) || error.family === 'unavailable') throw error;
    return fail(dependencies, run, { errorMessage: error.message, refused: true }, requester);
  }
}

async function executeAs(
  dependencies: EngineDependencies,
  run: QueuedRun,
  actor: Actor,
  signal: AbortSignal,
): Promise<{ againInMs: number } | undefined> {
  const call = { actor, requestId: `run-${run.id}` };
  const begun = await runCommand(dependencies.commands, startRun, { ...run }, call);
  if (begun.kind === 'later') return { againInMs: begun.againInMs };
  if (begun.kind === 'ended') return undefined;
  await dependencies.onStep?.('started');
  const ending =
    begun.run.cachedReport === null
      ? await runNeuron(dependencies, begun.run, actor, signal)
      : fromCache(begun.run.cachedReport);
  if ('againInMs' in ending) return { againInMs: ending.againInMs };
  const { uploads, retryAfterSeconds, ...end } = ending;
  // A run cut off because the server stops is left to the queue, which hands it out again.
  if (signal.aborted) throw new Error('The run was cut off');
  const { attempt } = begun.run;
  const againInMs = pauseBefore(attempt, retryAfterSeconds);
  if (againInMs !== undefined) {
    await runCommand(dependencies.commands, postponeRun, { ...run, attempt, againInMs, ...end }, call);
    return { againInMs };
  }
  await runCommand(dependencies.commands, finishRun, { ...run, attempt, ...end }, { ...call, uploads });
  await dependencies.onStep?.('ended');
  return undefined;
}

/** How a run ended, as the command takes it. */
type Ending = RawObject & {
  readonly uploads: Uploads;
  readonly retryAfterSeconds?: number;
  readonly againInMs?: never;
};

/** Times a run is tried whose neuron says that its failure may pass. */
const mostAttempts = 5;
/** Longest pause between two of them, in seconds: what takes longer is not waited for. */
const longestPause = 3_600;
/** Pause after the first, in seconds; each further one is twice as long. */
const firstPause = 15;

/** Milliseconds until a run is tried again; undefined when its failure is final. */
function pauseBefore(attempt: number, asked: number | undefined): number | undefined {
  if (asked === undefined || asked > longestPause || attempt >= mostAttempts) return undefined;
  return 1_000 * Math.max(asked, Math.min(longestPause, firstPause * 2 ** (attempt - 1)));
}

async function runNeuron(
  dependencies: EngineDependencies,
  run: StartedRun,
  actor: Actor,
  signal: AbortSignal,
): Promise<Ending | { readonly againInMs: number }> {
  if (run.elsewhere !== undefined) return runOnServer(dependencies, run, run.elsewhere, actor, signal);
  const entry = dependencies.catalogue.current().entries.get(run.definitionId);
  if (entry === undefined)
    return failure(`The definition ${run.definitionId} is not in the catalogue any more`);
  const files = createArtifactFiles(dependencies.commands);
  const watch = watchForCancelling(dependencies, run, signal);
  const output = keepRunOutput(dependencies.commands.database, run.id, dependencies.report);
  try {
    const result = await executeNeuron(
      {
        entry,
        configuration: openConfiguration(dependencies.seal, run.configuration),
        ...subjectOf(run, actor, dependencies.commands.files),
        levels: { tlp: run.tlp, pap: run.pap },
        ceiling: { maxTlp: run.maxTlp ?? undefined, maxPap: run.maxPap ?? undefined },
        limits: dependencies.limits,
      },
      {
        ...dependencies.execution,
        storeFile: files.store,
        onOutput: output.add,
        onStep: dependencies.onStep,
      },
      watch.signal,
    );
    return endingOf(dependencies, result, files.uploads);
  } finally {
    watch.end();
    await output.end();
  }
}

/** The same on a Cortex server. */
async function runOnServer(
  dependencies: EngineDependencies,
  run: StartedRun,
  elsewhere: RunElsewhere,
  actor: Actor,
  signal: AbortSignal,
): Promise<Ending | { readonly againInMs: number }> {
  const { commands, servers } = dependencies;
  const files = createArtifactFiles(commands);
  const watch = watchForCancelling(dependencies, run, signal);
  try {
    const result = await executeElsewhere(
      {
        kind: run.kind === 'action' ? 'responder' : 'analyzer',
        ...subjectOf(run, actor, commands.files),
        elsewhere,
        levels: { tlp: run.tlp, pap: run.pap },
        ceiling: { maxTlp: run.maxTlp ?? undefined, maxPap: run.maxPap ?? undefined },
        begunBefore: run.attempt > 1,
        limits: { ...defaultLimits, ...dependencies.limits },
      },
      {
        server: await servers.connect(elsewhere.serverId),
        storeFile: files.store,
        clock: commands.clock,
        noteRemoteRun: (serverRunId) =>
          runCommand(
            commands,
            noteRemoteRun,
            { kind: run.kind, id: run.id, serverRunId },
            { actor: systemActor(actor.organisation), requestId: `run-${run.id}` },
          ),
        isOver: async () => !(await isOpen(dependencies, run)),
        stopping: signal,
      },
      watch.signal,
    );
    return result.status === 'Pending' ? result : endingOf(dependencies, result, files.uploads);
  } finally {
    watch.end();
  }
}

/** Whether a run goes on, in whatever attempt. */
async function isOpen({ commands }: EngineDependencies, { kind, id }: StartedRun): Promise<boolean> {
  const { rows } = await commands.database.read(
    { role: 'worker' },
    {
      name: `run_is_open_${kind}`,
      sql: `select from skep.${entities[kind].layout.table} where id = $1 and status in ('Waiting', 'InProgress') and deleted_at is null`,
      parameters: [id],
    },
  );
  return rows.length > 0;
}

function endingOf({ report }: EngineDependencies, result: ExecutionResult, uploads: Uploads): Ending {
  if (result.status === 'Failure') {
    if (result.cause !== undefined) report(result.cause);
    return {
      ...failure(result.errorMessage),
      refused: isRefusal(result.failure),
      ...(result.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: result.retryAfterSeconds }),
      ...(result.input === undefined ? {} : { report: { input: result.input } }),
    };
  }
  const { full, tags, artifacts, operations, notes, isEmpty } = result.report;
  const kept = artifacts.map(({ content, ...artifact }) => ({
    ...artifact,
    ...('data' in content ? { data: content.data } : { attachment: content.attachment.id }),
  }));
  return {
    success: true,
    report: { success: true, full, summary: { taxonomies: tags }, artifacts: kept, operations, notes },
    foundNothing: isEmpty,
    reportTags: tags,
    artifacts: kept,
    operations,
    uploads,
  };
}

/** Whether a rule forbade the run, so that nothing was given to the neuron. */
function isRefusal({ code }: Failure): boolean {
  return code === 'tlpTooHigh' || code === 'papTooHigh';
}

function failure(errorMessage: string): Ending {
  return { success: false, errorMessage, uploads: new Map() };
}

/** A report of an earlier run, which this one holds since it was asked for; files it found belong to that run and are named only. */
function fromCache(report: unknown): Ending {
  const cached = (report ?? {}) as {
    full?: unknown;
    summary?: { taxonomies?: unknown };
    artifacts?: readonly RawObject[];
  };
  const artifacts = (cached.artifacts ?? []).filter((artifact) => artifact.data !== undefined);
  return {
    success: true,
    // Without its bulk it is too large to say nothing.
    foundNothing: cached.full !== undefined && saysNothing({ ...cached, success: null }),
    reportTags: cached.summary?.taxonomies ?? [],
    artifacts,
    operations: [],
    uploads: new Map(),
  };
}

/** Files that a neuron found, by the id under which the report names them. */
function createArtifactFiles({ files }: CommandDependencies): {
  readonly store: ExecutionDeps['storeFile'];
  readonly uploads: Uploads;
} {
  const uploads = new Map<string, readonly StoredFile[]>();
  return {
    uploads,
    async store(content, about) {
      const { id, size, hashes } = await files.put(content, { maxBytes: Math.max(about.size, 1) });
      uploads.set(id, [{ id, size, hashes, name: about.filename, contentType: about.contentType }]);
      return id;
    },
  };
}

/** A signal that also fires when the run is called off: its row has ended, or another attempt has taken it. */
function watchForCancelling(
  { commands, report }: EngineDependencies,
  run: StartedRun,
  signal: AbortSignal,
): { readonly signal: AbortSignal; readonly end: () => void } {
  const called = new AbortController();
  const look = async (): Promise<void> => {
    const { rows } = await commands.database.read(
      { role: 'worker' },
      {
        name: `run_goes_on_${run.kind}`,
        sql: `select from skep.${entities[run.kind].layout.table} where id = $1 and status = 'InProgress' and attempt = $2 and deleted_at is null`,
        parameters: [run.id, run.attempt],
      },
    );
    if (rows.length === 0) called.abort();
  };
  const timer = setInterval(() => look().catch(report), lookEveryMs);
  return { signal: AbortSignal.any([signal, called.signal]), end: () => clearInterval(timer) };
}

/** Ends a run as a failure in the name of the system, whatever its requester may do by now. */
async function fail(
  dependencies: EngineDependencies,
  run: QueuedRun,
  end: { readonly errorMessage: string; readonly refused?: boolean },
  known?: Requester,
): Promise<undefined> {
  const requester = known ?? (await requesterOf(dependencies.commands.database, run.kind, run.id));
  if (requester === undefined) return undefined;
  const call = { actor: systemActor(requester.owner), requestId: `run-${run.id}` };
  await runCommand(dependencies.commands, failRun, { ...run, ...end }, call);
  return undefined;
}
