/** What isolation does not stop, in words for operators. */

import type { Attack, IsolationForm } from './levels.ts';
import type { Machine } from './machine.ts';

/** Something a neuron can do. */
export type Leak =
  | Attack
  | 'reachNetwork'
  | 'noKernelLimits'
  | 'noProcessLimit'
  | 'outliveKilledServer'
  | 'passMemoryLimitBriefly'
  | 'passOutputLimitBriefly';

/** Sentences for each, after "A neuron can". */
export const leakSentences: Readonly<Record<Leak, string>> = Object.freeze({
  readSecret: 'read files that only the server may read',
  writeInput: 'change its input',
  writeOutside: 'write to folders outside its job that are open to everybody, such as /tmp',
  signalServer: "end the server's processes",
  readEnvironment: "read the server's environment and memory",
  outliveJob: 'leave a process behind that goes on after its job',
  reachNetwork:
    'reach the network, services on this host included, unless its definition says "network": false',
  noKernelLimits:
    'use any amount of processor time, memory per process and open files until it is stopped (prlimit is missing)',
  noProcessLimit: 'start any number of processes',
  outliveKilledServer: 'go on running when the server is killed, until the next start',
  passMemoryLimitBriefly: 'pass the memory limit with several processes together for a quarter of a second',
  passOutputLimitBriefly: 'pass the limit of its output with many files for a quarter of a second',
});

/** What a form lets through by its nature, without a trial. */
export function standingLeaks({ ownView, level }: IsolationForm, machine: Machine): Leak[] {
  const { prlimit, setpriv } = machine;
  return [
    'reachNetwork',
    'passMemoryLimitBriefly',
    'passOutputLimitBriefly',
    ...(prlimit === undefined ? (['noKernelLimits'] as const) : []),
    ...(level === 'limited' ? (['noProcessLimit'] as const) : []),
    ...(!ownView || setpriv === undefined ? (['outliveKilledServer'] as const) : []),
  ];
}
