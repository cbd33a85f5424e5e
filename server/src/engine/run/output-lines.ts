/** Passes on what a neuron prints, line by line, so that a secret is recognised even when it arrives in two pieces. */

import type { OutputChunk } from '../runner/runner.ts';

/** Longest line held back, in characters; a longer one is passed on in parts. */
const longestLine = 8192;

/** Takes chunks as they arrive and gives whole lines. */
export interface OutputLines {
  readonly add: (chunk: OutputChunk) => void;
  /** Gives what is left of unfinished lines. */
  readonly end: () => void;
}

/** Lines of both streams, each rewritten before it is given. */
export function createOutputLines(
  give: (chunk: OutputChunk) => void,
  rewrite: (text: string) => string,
): OutputLines {
  const held = { stdout: '', stderr: '' };
  const pass = (stream: OutputChunk['stream'], upTo: number): void => {
    const text = held[stream].slice(0, upTo);
    held[stream] = held[stream].slice(upTo);
    if (text !== '') give({ stream, text: rewrite(text) });
  };
  return {
    add({ stream, text }) {
      held[stream] += text;
      const whole = held[stream].lastIndexOf('\n') + 1;
      pass(stream, held[stream].length - whole > longestLine ? held[stream].length : whole);
    },
    end() {
      pass('stdout', held.stdout.length);
      pass('stderr', held.stderr.length);
    },
  };
}
