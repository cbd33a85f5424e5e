/** How far the making of an environment is: the step, and the end of what was printed, without credentials of registries. */

import type { OutputChunk } from '../runner/runner.ts';
import { type EnvironmentListener, type EnvironmentStep, withoutCredentials } from './environment.ts';

/** An environment as people see it. */
export interface EnvironmentView {
  /**
   * `none`: the neuron needs no environment; `missing`: nobody has asked for it yet, or it is not to be had; `elsewhere`: other
   * processes run neurons, and what they have is not known here.
   */
  readonly state: 'none' | 'missing' | 'making' | 'failed' | 'ready' | 'elsewhere';
  /** The step it is at, or failed at. */
  readonly step: EnvironmentStep | undefined;
  readonly reason: string | undefined;
  /** The last lines that were printed. */
  readonly log: readonly string[];
}

/** Follows one making. */
export interface Progress {
  readonly listener: EnvironmentListener;
  /** What is known now; with a reason it has failed. */
  view(reason: string | undefined): EnvironmentView;
}

const mostLines = 100;
const longestShown = 400;
/** A line that is longer is cut there while it is still being printed. */
const longestLine = 4_096;

/** Nothing has happened yet. */
export function createProgress(): Progress {
  let step: EnvironmentStep | undefined;
  const tail = createLineTail();
  return {
    listener: {
      onStep: (next) => {
        step = next;
      },
      onOutput: tail.add,
    },
    view(reason) {
      const [sentence, ...rest] = reason?.split('\n') ?? [];
      const printed = tail.lines();
      const log = printed.length === 0 ? rest.slice(-mostLines) : printed;
      if (sentence === undefined) return { state: 'making', step, reason: undefined, log };
      return {
        state: 'failed',
        step,
        reason: log.findLast((line) => line.startsWith('ERROR:')) ?? sentence,
        log,
      };
    },
  };
}

/** The last lines of both streams. Credentials are only recognised in whole lines, so lines are what is kept. */
function createLineTail(): { add(chunk: OutputChunk): void; lines(): readonly string[] } {
  const held = { stdout: '', stderr: '' };
  const kept: string[] = [];
  return {
    add({ stream, text }) {
      const lines = (held[stream] + text).split('\n');
      held[stream] = (lines.pop() ?? '').slice(0, longestLine);
      kept.push(...lines.slice(-mostLines).map(shown));
      kept.splice(0, kept.length - mostLines);
    },
    lines: () => [
      ...kept,
      ...Object.values(held)
        .filter((line) => line !== '')
        .map(shown),
    ],
  };
}

function shown(line: string): string {
  // What a cut has left of an address may be half of a password.
  const whole = line.length < longestLine ? line : line.slice(0, longestLine).replace(/\S*$/, '…');
  return withoutCredentials(whole.trimEnd()).slice(0, longestShown);
}
