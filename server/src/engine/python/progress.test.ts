/** What is shown while an environment is made, and that it tells no password. */

import { expect, test } from 'vitest';
import { createProgress } from './progress.ts';

test('the step, the reason and the last lines are shown', () => {
  const { listener, view } = createProgress();
  expect(view(undefined)).toEqual({ state: 'making', step: undefined, reason: undefined, log: [] });
  listener.onStep?.('install');
  for (let line = 1; line <= 150; line += 1)
    listener.onOutput?.({ stream: 'stdout', text: `line ${line}\n` });
  listener.onOutput?.({ stream: 'stderr', text: 'half' });
  const { log, ...rest } = view('it failed: no such package\nline 150');
  expect(rest).toEqual({ state: 'failed', step: 'install', reason: 'it failed: no such package' });
  expect(log).toHaveLength(101);
  expect([log.at(0), log.at(-1)]).toEqual(['line 51', 'half']);
  expect(createProgress().view('a sentence\nand more').log).toEqual(['and more']);
});

test('the reason is the fault that was printed last, where one was', () => {
  const { listener, view } = createProgress();
  const printed =
    'Looking in links: /opt/wheels\nERROR: no version of it\nERROR: No matching distribution\nhint\n';
  listener.onOutput?.({ stream: 'stderr', text: printed });
  expect(view('it failed: Looking in links: /opt/wheels').reason).toBe('ERROR: No matching distribution');
});

test.each([
  ['in one piece', ['Looking in https://user:pa@ss-word@registry.example/simple\n']],
  ['in two pieces', ['Looking in https://user:pa@ss', '-word@registry.example/simple\n']],
  ['while the line is unfinished', ['see git+https://pa@ss-word@registry.example']],
  [
    'in a line that is cut',
    [`${'x'.repeat(4_060)} https://user:pa@ss-word${'y'.repeat(500)}@registry.example\n`],
  ],
  [
    'in an unfinished line that is cut',
    [`${'x'.repeat(4_070)} https://user:pa@ss-w`, 'ord@registry.example'],
  ],
])('credentials of a registry are not told %s', (_, pieces) => {
  const { listener, view } = createProgress();
  for (const text of pieces) listener.onOutput?.({ stream: 'stdout', text });
  const log = view(undefined).log.join('\n');
  expect(log).not.toMatch(/pa@|ss-w|user/);
  expect(log).not.toBe('');
});
