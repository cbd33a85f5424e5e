/**
 * The forms of isolation, strongest first, as data: what each needs, how its command line is made, and which attacks it
 * must stop. Whether it really stops them is found out by trying (see `probe.ts`), never assumed.
 */

import { type BubblewrapStyle, becomeWords, bubblewrapWords } from './bubblewrap.ts';
import { type CommandLine, commandLine, type Launch, type ProcessLimits } from './launch.ts';
import type { Machine } from './machine.ts';

/** Sealed: sees only what it is given. Separated: another user than the server. Limited: the server's own user. */
export type IsolationLevel = 'sealed' | 'separated' | 'limited';

/** Levels, strongest first. */
export const isolationLevels: readonly IsolationLevel[] = ['sealed', 'separated', 'limited'];

/** Whether a level is at least as strong as another. */
export function isAtLeast(level: IsolationLevel, minimum: IsolationLevel): boolean {
  return isolationLevels.indexOf(level) <= isolationLevels.indexOf(minimum);
}

/** What a neuron could try against the server; each is tried at start. */
export type Attack =
  | 'readSecret'
  | 'writeInput'
  | 'writeOutside'
  | 'signalServer'
  | 'readEnvironment'
  | 'outliveJob';

/** One form of isolation. */
export interface IsolationForm {
  readonly name: string;
  readonly level: IsolationLevel;
  /** Whether the process has its own view of files: the job at `/job`, a `/tmp` of its own. */
  readonly ownView: boolean;
  /** Whether the process runs under an identity of its job when the server is root. */
  readonly ownUser: boolean;
  /** Attacks it is refused for when they succeed. */
  readonly mustStop: readonly Attack[];
  /** Why this machine cannot even try, undefined when it can. */
  readonly unavailable: (machine: Machine) => string | undefined;
  readonly commandLine: (launch: Launch, machine: Machine) => CommandLine;
}

const fromOtherUsers: readonly Attack[] = [
  'readSecret',
  'writeInput',
  'signalServer',
  'readEnvironment',
  'outliveJob',
];
const everything: readonly Attack[] = [...fromOtherUsers, 'writeOutside'];

/** All forms, strongest first. */
export const isolationForms: readonly IsolationForm[] = Object.freeze([
  bubblewrap('bubblewrap', { userNamespace: true, proc: true }),
  bubblewrap('bubblewrap-root', { userNamespace: false, proc: true }),
  bubblewrap('bubblewrap-without-proc', { userNamespace: true, proc: false }),
  {
    name: 'own-user',
    level: 'separated',
    ownView: false,
    ownUser: true,
    mustStop: fromOtherUsers,
    unavailable: whyNoOwnUser,
    commandLine: ownUserLine,
  },
  {
    name: 'same-user',
    level: 'limited',
    ownView: false,
    ownUser: false,
    mustStop: [],
    unavailable: () => undefined,
    commandLine: sameUserLine,
  },
]);

function bubblewrap(name: string, style: BubblewrapStyle): IsolationForm {
  return {
    name,
    level: 'sealed',
    ownView: true,
    ownUser: true,
    mustStop: everything,
    unavailable: (machine) => whyNoBubblewrap(machine, style),
    commandLine: (launch, machine) => bubblewrapLine(launch, machine, style),
  };
}

function whyNoBubblewrap(
  { bwrap, prlimit, setpriv, root }: Machine,
  style: BubblewrapStyle,
): string | undefined {
  if (bwrap === undefined) return 'bwrap is not installed (package bubblewrap)';
  if (setpriv === undefined || prlimit === undefined)
    return 'setpriv and prlimit are not installed (package util-linux)';
  return style.userNamespace || root
    ? undefined
    : 'only a server that runs as root can do without a user namespace';
}

function bubblewrapLine(launch: Launch, machine: Machine, style: BubblewrapStyle): CommandLine {
  const { setpriv = 'setpriv', bwrap = 'bwrap' } = machine;
  const { identity } = launch;
  const become = identity === undefined ? [] : becomeWords(setpriv, identity);
  const outer = [...(style.userNamespace ? become : []), setpriv, '--pdeathsig=KILL', '--'];
  const inner = style.userNamespace ? [] : become;
  return commandLine([
    ...outer,
    ...bubblewrapWords(bwrap, launch, machine, style),
    ...inner,
    ...limitWords(machine, launch.limits, true),
    launch.executable,
    ...launch.arguments,
  ]);
}

/** Without a bound on its processes a neuron can take every one that the machine has, also those needed to end it. */
function whyNoOwnUser({ root, prlimit }: Machine): string | undefined {
  if (!root) return 'only a server that runs as root can change the user';
  return prlimit === undefined ? 'prlimit is not installed (package util-linux)' : undefined;
}

function ownUserLine(launch: Launch, machine: Machine): CommandLine {
  const { identity, limits, executable } = launch;
  const rest = [...limitWords(machine, limits, true), executable, ...launch.arguments];
  if (machine.setpriv === undefined || identity === undefined) return commandLine(rest, identity);
  return commandLine([...becomeWords(machine.setpriv, identity), ...rest]);
}

function sameUserLine({ limits, executable, arguments: rest }: Launch, machine: Machine): CommandLine {
  const { setpriv } = machine;
  const tied = setpriv === undefined ? [] : [setpriv, '--pdeathsig=KILL', '--no-new-privs', '--'];
  return commandLine([...tied, ...limitWords(machine, limits, false), executable, ...rest]);
}

/**
 * The number of processes is counted for the whole user, so it is only limited where the job has one of its own.
 * Address space is never limited: Node.js reserves far more than it uses.
 */
function limitWords({ prlimit }: Machine, limits: ProcessLimits, userOfItsOwn: boolean): string[] {
  if (prlimit === undefined) return [];
  const { cpuSeconds, processes, fileBytes, openFiles, dataBytes } = limits;
  return [
    prlimit,
    `--cpu=${cpuSeconds}:${cpuSeconds + 2}`,
    ...(userOfItsOwn ? [`--nproc=${processes}`] : []),
    `--fsize=${fileBytes}`,
    `--nofile=${openFiles}`,
    '--core=0',
    ...(dataBytes === undefined ? [] : [`--data=${dataBytes}`]),
    '--',
  ];
}
