/**
 * Keeps the end of what a process printed: enough to tell what went wrong, never more than a fixed number of characters.
 * Standard output is kept whole beside it, because a report may be in it; whoever adds bounds how much that is.
 */

import { StringDecoder } from 'node:string_decoder';
import { storableText } from '../report/json.ts';
import type { OutputChunk } from './runner.ts';

/** Most characters kept of each. */
const kept = 16_384;

/** What was printed so far. */
export interface Printed {
  /** Adds a chunk and gives its text; a character split between chunks comes with the second. */
  add(stream: OutputChunk['stream'], chunk: Buffer): string;
  /** End of both streams, in the order of arrival. */
  all(): string;
  /** End of standard error. */
  errors(): string;
  /** All of standard output, as it came. */
  standardOutput(): Buffer;
}

/** Nothing printed yet. */
export function createPrinted(): Printed {
  const decoders = { stdout: new StringDecoder('utf8'), stderr: new StringDecoder('utf8') };
  const both = createTail();
  const errors = createTail();
  const output: Buffer[] = [];
  return {
    add(stream, chunk) {
      const text = storableText(decoders[stream].write(chunk));
      both.add(text);
      if (stream === 'stderr') errors.add(text);
      else output.push(chunk);
      return text;
    },
    all: both.text,
    errors: errors.text,
    standardOutput: () => Buffer.concat(output),
  };
}

function createTail(): { add(text: string): void; text(): string } {
  let tail = '';
  return {
    add(text) {
      tail += text;
      // Cut now and then rather than for every chunk.
      if (tail.length > 2 * kept) tail = tail.slice(-kept);
    },
    text: () => tail.slice(-kept).toWellFormed(),
  };
}
