/**
 * Tells which limit of the kernel ended a process. There is no other trace of it than the signal or the words of the
 * program's own runtime, so the answer only explains a failure and never decides whether it is one.
 */

import type { ProcessEnd } from './confined.ts';
import type { Exhausted } from './runner.ts';

const bySignal: Readonly<Record<string, Exhausted>> = {
  SIGXCPU: 'cpu',
  SIGXFSZ: 'fileSize',
  // Nobody but the kernel short of memory sends it when the server did not.
  SIGKILL: 'memory',
};

const byWords: readonly (readonly [RegExp, Exhausted])[] = [
  [
    /^MemoryError\b|heap out of memory|Cannot allocate memory|\bENOMEM\b|Fatal process out of memory/m,
    'memory',
  ],
  [/can't start new thread|Cannot fork|Resource temporarily unavailable|\bEAGAIN\b/, 'processes'],
  [/File too large|\bEFBIG\b/, 'fileSize'],
];

/** The limit that ended a process, undefined when nothing points to one. */
export function exhaustedBy(end: ProcessEnd, errors: string): Exhausted | undefined {
  if (end.how === 'exited' && end.code === 0) return undefined;
  const signalled = end.how === 'signalled' ? bySignal[end.signal] : undefined;
  return signalled ?? byWords.find(([words]) => words.test(errors))?.[1];
}
