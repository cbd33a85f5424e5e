/**
 * Python at the moment a run needs it: the run waits for packages that are being installed, and where they cannot be had it
 * fails with the reason, which is how whoever enabled the neuron comes to know.
 */

import type { CatalogueEntry } from '../catalogue/catalogue-scan.ts';
import { CannotStart, type PythonRuntime } from '../run/command.ts';
import { createProgress, type EnvironmentView, type Progress } from './progress.ts';
import type { Python } from './python.ts';

/** Makes Python ready for neurons. */
export interface Readiness {
  /** Begins to install what a neuron needs, whatever came of an earlier attempt. */
  begin(entry: CatalogueEntry): void;
  /**
   * What a neuron is started with, after waiting for its packages as long as the signal lets it; undefined for one in
   * another language. Throws `CannotStart` with the reason.
   */
  runtimeFor(entry: CatalogueEntry, signal: AbortSignal): Promise<PythonRuntime | undefined>;
  /** How far it is with a neuron, for whoever enabled it. */
  viewOf(entry: CatalogueEntry): Promise<EnvironmentView>;
}

/** Options of it. */
export interface ReadinessOptions {
  readonly python: Python;
  /** Told why something could not be made ready, for the log. */
  readonly report: (error: unknown) => void;
  /** Fires when the program stops: installations end. */
  readonly stopping: AbortSignal;
  readonly clock: () => number;
}

/** An installation under way, or one that failed. */
interface Attempt {
  readonly outcome: Promise<void>;
  readonly progress: Progress;
  /** When, in milliseconds since the epoch, and why. */
  failed?: { readonly at: number; readonly reason: string };
}

/** For so long a failed installation is not tried again by runs: hundreds of them may wait, and a registry is slow to refuse. */
const failedForMs = 30_000;
/** Longest wait of a run, in milliseconds. The queue counts a run as lost some minutes after its own time is over. */
const longestWaitMs = 240_000;

/** Readiness over Python. */
export function createReadiness({ python, report, stopping, clock }: ReadinessOptions): Readiness {
  const attempts = new Map<string, Attempt>();
  const attempt = (entry: CatalogueEntry): Attempt => {
    const progress = createProgress();
    const made: Attempt = { outcome: python.prepare(entry, progress.listener, stopping), progress };
    attempts.set(entry.script, made);
    const forget = (): void => {
      if (attempts.get(entry.script) === made) attempts.delete(entry.script);
    };
    made.outcome.then(forget, (error: unknown) => {
      made.failed = { at: clock(), reason: error instanceof Error ? error.message : String(error) };
      report(error);
    });
    return made;
  };
  const current = (entry: CatalogueEntry): Attempt => {
    const known = attempts.get(entry.script);
    const over = known?.failed !== undefined && clock() - known.failed.at > failedForMs;
    return known === undefined || over ? attempt(entry) : known;
  };
  return {
    begin: (entry) => {
      attempt(entry);
    },
    async runtimeFor(entry, signal) {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(longestWaitMs)]);
      await Promise.race([current(entry).outcome, aborted(limit)]);
      return python.runtimeFor(entry);
    },
    async viewOf(entry) {
      const known = attempts.get(entry.script);
      return known === undefined
        ? await settledView(python, entry)
        : known.progress.view(known.failed?.reason);
    },
  };
}

/** Nothing is being made: it is there, or not needed, or missing. */
async function settledView(python: Python, entry: CatalogueEntry): Promise<EnvironmentView> {
  const without = { step: undefined, reason: undefined, log: [] };
  try {
    const state = (await python.runtimeFor(entry)) === undefined ? 'none' : 'ready';
    return { state, ...without };
  } catch (error) {
    if (error instanceof CannotStart) return { ...without, state: 'missing', reason: error.message };
    throw error;
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
