/**
 * The port behind which neurons are executed. A runner is given a job folder that is ready, runs the neuron in it once,
 * and comes back when nothing of the job is left alive. It reads no report and knows nothing of cases or observables.
 */

import type { NeuronCommand } from '../run/command.ts';
import type { JobFolder } from '../run/folder.ts';
import type { JobLimits } from '../run/limits.ts';
import type { Identity } from './identity.ts';

/** One execution. */
export interface RunRequest {
  readonly command: NeuronCommand;
  /** The neuron's own folder; it is readable. */
  readonly neuronFolder: string;
  /** Folder it is started in: the one that holds the folders of neurons. */
  readonly workingFolder: string;
  readonly folder: JobFolder;
  /** Its input once more, for neurons that read it from standard input; made from the path that `input/` has for the neuron. */
  readonly standardInput: (inputFolder: string) => string;
  /** Owner of the job folder; undefined for the server's own user. */
  readonly identity: Identity | undefined;
  readonly limits: JobLimits;
  /** False asks for no network; a runner that cannot do that runs the neuron all the same. */
  readonly network: boolean;
  /** Internal networks that the platform allows for outgoing requests, in CIDR form; none when missing. */
  readonly allowedNetworks?: readonly string[];
  /** Folders of the administrator that it may read, all of them there; none when missing. */
  readonly readableFolders?: readonly string[];
}

/** Why the server ended a run. */
export type Stop = 'time' | 'cancelled' | 'printed' | 'output' | 'files' | 'memory';

/** A limit that the system enforced, as far as its traces tell. */
export type Exhausted = 'cpu' | 'memory' | 'processes' | 'fileSize';

/** How a run ended. */
export type RunEnd =
  | { readonly how: 'exited'; readonly code: number; readonly exhausted: Exhausted | undefined }
  | { readonly how: 'signalled'; readonly signal: string; readonly exhausted: Exhausted | undefined }
  | { readonly how: 'stopped'; readonly by: Stop }
  | { readonly how: 'notStarted'; readonly reason: string };

/** What is known after a run. */
export interface RunOutcome {
  readonly end: RunEnd;
  /** End of what it printed on both streams, in the order it arrived. */
  readonly printed: string;
  /** End of what it printed on standard error. */
  readonly errors: string;
  /** All of standard output, for neurons that print their report. */
  readonly standardOutput: Buffer;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly endedAt: number;
}

/** Something printed while the neuron runs. */
export interface OutputChunk {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

/** Executes neurons. */
export interface Runner {
  readonly name: string;
  /** Whether it wants the job folder to belong to an identity of its own, where the server can provide one. */
  readonly ownUser: boolean;
  /** Never rejects for anything a neuron does. Aborting the signal ends the run with `stopped` by `cancelled`. */
  run(request: RunRequest, signal: AbortSignal, onOutput?: (chunk: OutputChunk) => void): Promise<RunOutcome>;
}

/** A runner that runs nothing and says why, for a machine that cannot isolate neurons as the settings ask. */
export function createRefusingRunner(reason: string): Runner {
  return {
    name: 'none',
    ownUser: false,
    run: async () => {
      const now = Date.now();
      const nothing = { printed: '', errors: '', standardOutput: Buffer.alloc(0) };
      return { end: { how: 'notStarted', reason }, ...nothing, startedAt: now, endedAt: now };
    },
  };
}
