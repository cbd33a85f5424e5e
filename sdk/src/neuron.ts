/**
 * The two entry functions. Whatever a neuron does (returns, throws, leaves a promise hanging, calls
 * `process.exit`), the job folder holds a report afterwards.
 */

import { extractArtifacts } from './extract.ts';
import { type JobFolder, type JobInput, jobFolderAt, readJobInput } from './input.ts';
import { type AnalyzerJob, analyzerJob, type ResponderJob, responderJob } from './job.ts';
import { isJsonObject, type JsonObject, valueAt } from './json.ts';
import { checkMarkings } from './marking.ts';
import { applyNetworkSettings } from './network.ts';
import { messageOf, NeuronError } from './neuron-error.ts';
import { failureReport, writeOutput } from './output.ts';
import type { AnalyzerResult, Artifact, ResponderResult } from './report.ts';

/** An analyzer: looks at one observable. */
export interface Analyzer {
  run(job: AnalyzerJob): AnalyzerResult | Promise<AnalyzerResult>;
}

/** A responder: acts for one case, alert, task, log or observable. */
export interface Responder {
  run(job: ResponderJob): ResponderResult | Promise<ResponderResult>;
}

/** Runs an analyzer on the job folder named by the first argument, then ends the process. */
export function analyzer(neuron: Analyzer): void {
  runNeuron(async (folder, input) => {
    const job = analyzerJob(folder, input);
    const result = checkedResult(await neuron.run(job));
    const artifacts = result.artifacts ?? (await artifactsOf(input, result.full, job.data));
    return {
      success: true,
      full: result.full,
      summary: { taxonomies: result.taxonomies ?? [] },
      artifacts: artifacts.map((artifact) => completed(artifact, input)),
      operations: result.operations ?? [],
    };
  });
}

/** Runs a responder on the job folder named by the first argument, then ends the process. */
export function responder(neuron: Responder): void {
  runNeuron(async (folder, input) => {
    const result = checkedResult(await neuron.run(responderJob(folder, input)));
    return { success: true, full: result.full, operations: result.operations ?? [] };
  });
}

type Produce = (folder: JobFolder, input: JobInput) => Promise<JsonObject>;

/** What is known while the neuron runs; the exit handlers need it too. */
interface RunState {
  folder: JobFolder;
  input: JsonObject | undefined;
  reported: boolean;
}

function runNeuron(produce: Produce): void {
  const state: RunState = {
    folder: jobFolderAt(process.argv[2] ?? '/job'),
    input: undefined,
    reported: false,
  };
  reportWhateverHappens(state);
  // The rest of the neuron's file comes first: what it declares below its entry call exists by then.
  setImmediate(() => report(state, produce));
}

async function report(state: RunState, produce: Produce): Promise<void> {
  try {
    const input = readJobInput(state.folder);
    state.input = input.raw;
    checkMarkings(input);
    applyNetworkSettings(state.folder, input);
    writeOutput(state.folder, 'output.json', await produce(state.folder, input));
    state.reported = true;
  } catch (thrown) {
    reportFailure(state, thrown);
  }
  // A forgotten socket or timer must not keep a finished job alive.
  process.exit();
}

function reportWhateverHappens(state: RunState): void {
  process.on('uncaughtException', (thrown) => {
    reportFailure(state, thrown);
    process.exit();
  });
  process.on('exit', () => {
    if (state.reported) return;
    reportFailure(state, new NeuronError('The neuron ended without giving a report', 'noReport'));
  });
}

function reportFailure(state: RunState, thrown: unknown): void {
  state.reported = true;
  process.exitCode = 1;
  if (!(thrown instanceof NeuronError)) process.stderr.write(`${stackOf(thrown)}\n`);
  try {
    writeOutput(state.folder, 'output.json', failureReport(thrown, state.input));
  } catch (unwritable) {
    process.stderr.write(`${messageOf(thrown)}\nNo report could be written: ${messageOf(unwritable)}\n`);
  }
}

function stackOf(thrown: unknown): string {
  return thrown instanceof Error && thrown.stack !== undefined ? thrown.stack : String(thrown);
}

/** A neuron in plain JavaScript may return anything; a report needs an object. */
function checkedResult<Result extends { full: JsonObject }>(result: Result): Result {
  if (isJsonObject(result) && isJsonObject(result.full)) return result;
  throw new NeuronError('The neuron returned no { full: {…} }: its report must be an object', 'noReport');
}

/** Platforms drop every artifact when one lacks its level or tags; found things are as sensitive as their source. */
function completed(artifact: Artifact, input: JobInput): Artifact {
  return { tlp: input.tlp, tags: [], ...artifact };
}

async function artifactsOf(input: JobInput, full: JsonObject, data: string): Promise<Artifact[]> {
  const choice =
    valueAt(input.config, 'auto_extract') ?? valueAt(input.config, 'auto_extract_artifacts') ?? true;
  return choice === true ? extractArtifacts(full, data) : [];
}
