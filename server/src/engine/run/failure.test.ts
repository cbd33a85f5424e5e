/** The words for failures. */

import { expect, test } from 'vitest';
import { exhaustedBy } from '../runner/exhausted.ts';
import type { RunEnd } from '../runner/runner.ts';
import { type Failure, failureOfRun, failureSentence } from './failure.ts';
import { defaultLimits as limits } from './limits.ts';

test.each<[Failure, string]>([
  [{ code: 'tlpTooHigh' }, 'TLP is higher than allowed.'],
  [{ code: 'papTooHigh' }, 'PAP is higher than allowed.'],
  [{ code: 'reported', message: 'Own words' }, 'Own words'],
  [{ code: 'noOutput', printed: ' \n', exitCode: 0 }, 'no output'],
  [{ code: 'noOutput', printed: 'Traceback\n', exitCode: 1 }, 'Traceback'],
  [{ code: 'notRunnable', reason: 'x' }, 'Worker cannot be run: x'],
  [{ code: 'reportRefused', reason: 'x', printed: '' }, 'Report creation failure: x'],
  [
    { code: 'stopped', by: 'time', limits, printed: 'so far' },
    'The neuron was stopped after 1800 s, the time a job may take. It printed:\nso far',
  ],
  [
    { code: 'exhausted', what: 'memory', limits, printed: '' },
    'The neuron ran out of memory; a job may use 1024 MiB',
  ],
])('%j reads as such', (failure, sentence) => {
  expect(failureSentence(failure)).toBe(sentence);
});

test.each<[RunEnd, string | undefined]>([
  [{ how: 'exited', code: 1, exhausted: undefined }, undefined],
  [{ how: 'signalled', signal: 'SIGSEGV', exhausted: undefined }, 'crashed'],
  [{ how: 'signalled', signal: 'SIGXCPU', exhausted: 'cpu' }, 'exhausted'],
  [{ how: 'stopped', by: 'cancelled' }, 'cancelled'],
  [{ how: 'stopped', by: 'memory' }, 'stopped'],
  [{ how: 'notStarted', reason: 'x' }, 'notRunnable'],
])('the end %j means %s', (end, code) => {
  const outcome = { end, printed: '', errors: '', standardOutput: Buffer.alloc(0), startedAt: 0, endedAt: 1 };
  expect(failureOfRun(outcome, limits)?.code).toBe(code);
});

test.each([
  ['SIGXCPU', '', 'cpu'],
  ['SIGXFSZ', '', 'fileSize'],
  ['SIGKILL', '', 'memory'],
  ['SIGABRT', 'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory', 'memory'],
  ['SIGABRT', '', undefined],
])('a death by %s with %j points to %s', (signal, errors, expected) => {
  expect(exhaustedBy({ how: 'signalled', signal }, errors)).toBe(expected);
});

test('a good end exhausts nothing, whatever was printed', () => {
  expect(exhaustedBy({ how: 'exited', code: 0 }, 'MemoryError')).toBeUndefined();
  expect(exhaustedBy({ how: 'exited', code: 1 }, 'Traceback\nMemoryError\n')).toBe('memory');
});
