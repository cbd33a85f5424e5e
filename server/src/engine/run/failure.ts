/** Every way a run can fail, by code and parameters, and the sentence for each that clients written for Cortex expect. */

import type { Exhausted, RunOutcome, Stop } from '../runner/runner.ts';
import type { JobLimits } from './limits.ts';

/** Why a run failed. */
export type Failure =
  | { readonly code: 'tlpTooHigh' }
  | { readonly code: 'papTooHigh' }
  /** The neuron said so itself. */
  | { readonly code: 'reported'; readonly message: string; readonly retryAfterSeconds?: number }
  /** It ended without a report; what it printed is all there is. */
  | { readonly code: 'noOutput'; readonly printed: string; readonly exitCode: number }
  | { readonly code: 'crashed'; readonly printed: string; readonly signal: string }
  | {
      readonly code: 'exhausted';
      readonly what: Exhausted;
      readonly limits: JobLimits;
      readonly printed: string;
    }
  | {
      readonly code: 'stopped';
      readonly by: Exclude<Stop, 'cancelled'>;
      readonly limits: JobLimits;
      readonly printed: string;
    }
  | { readonly code: 'cancelled' }
  /** Nothing here can run it. */
  | { readonly code: 'notRunnable'; readonly reason: string }
  | { readonly code: 'reportRefused'; readonly reason: string; readonly printed: string }
  /** The Cortex server that it was to run on could not be asked; it may be there again after so many seconds. */
  | {
      readonly code: 'serverAway';
      readonly server: string;
      readonly reason: string;
      readonly retryAfterSeconds: number;
    }
  /** That server refused it, or lost it. */
  | { readonly code: 'serverRefused'; readonly server: string; readonly reason: string }
  /** The server itself could not do its part, such as writing the job folder. */
  | { readonly code: 'serverFault'; readonly reason: string };

/** Most characters of what was printed that go into a sentence. */
const quoted = 4096;

/** The sentence for a failure. */
export function failureSentence(failure: Failure): string {
  switch (failure.code) {
    case 'tlpTooHigh':
      return 'TLP is higher than allowed.';
    case 'papTooHigh':
      return 'PAP is higher than allowed.';
    case 'reported':
      return failure.message;
    case 'noOutput':
      return endOf(failure.printed) || 'no output';
    case 'crashed':
      return quoting(`The neuron was ended by ${failure.signal} before it wrote a report`, failure.printed);
    case 'exhausted':
      return quoting(exhaustedSentence(failure.what, failure.limits), failure.printed);
    case 'stopped':
      return quoting(stoppedSentence(failure.by, failure.limits), failure.printed);
    case 'cancelled':
      return 'The run was cancelled';
    case 'notRunnable':
      return `Worker cannot be run: ${failure.reason}`;
    case 'reportRefused':
      return quoting(`Report creation failure: ${failure.reason}`, failure.printed);
    case 'serverAway':
      return `${failure.server} cannot be asked: ${failure.reason}`;
    case 'serverRefused':
      return `${failure.server}: ${failure.reason}`;
    case 'serverFault':
      return `The server could not carry out the run: ${failure.reason}`;
  }
}

function exhaustedSentence(what: Exhausted, limits: JobLimits): string {
  const sentences: Readonly<Record<Exhausted, string>> = {
    cpu: `The neuron used up its processor time of ${limits.cpuSeconds} s`,
    memory: `The neuron ran out of memory; a job may use ${showMebibytes(limits.memoryBytes)}`,
    processes: `The neuron could not start another process or thread; a job may have ${limits.processes}`,
    fileSize: `The neuron wrote a file larger than ${showMebibytes(limits.outputBytes)}`,
  };
  return sentences[what];
}

function stoppedSentence(by: Exclude<Stop, 'cancelled'>, limits: JobLimits): string {
  const sentences: Readonly<Record<Exclude<Stop, 'cancelled'>, string>> = {
    time: `The neuron was stopped after ${limits.wallMs / 1000} s, the time a job may take`,
    printed: `The neuron was stopped because it printed more than ${showMebibytes(limits.streamBytes)}`,
    output: `The neuron was stopped because it wrote more than ${showMebibytes(limits.outputBytes)}`,
    files: `The neuron was stopped because it made more than ${limits.outputFiles} files`,
    memory: `The neuron was stopped because it used more than ${showMebibytes(limits.memoryBytes)} of memory`,
  };
  return sentences[by];
}

function showMebibytes(bytes: number): string {
  return `${Math.round((bytes / 1024 ** 2) * 10) / 10} MiB`;
}

function quoting(sentence: string, printed: string): string {
  const end = endOf(printed);
  return end === '' ? sentence : `${sentence}. It printed:\n${end}`;
}

function endOf(printed: string): string {
  return printed.trim().slice(-quoted).toWellFormed();
}

/**
 * The failure that the end of a process means, undefined when its report decides. An exit code decides nothing: neurons
 * end with 1 after reporting an error, and some crash after a good report.
 */
export function failureOfRun({ end, printed }: RunOutcome, limits: JobLimits): Failure | undefined {
  switch (end.how) {
    case 'notStarted':
      return { code: 'notRunnable', reason: end.reason };
    case 'stopped':
      return end.by === 'cancelled'
        ? { code: 'cancelled' }
        : { code: 'stopped', by: end.by, limits, printed };
    case 'signalled':
      return end.exhausted === undefined
        ? { code: 'crashed', signal: end.signal, printed }
        : { code: 'exhausted', what: end.exhausted, limits, printed };
    case 'exited':
      return undefined;
  }
}
