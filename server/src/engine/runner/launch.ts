/** A process to start in isolation, said once; each form of isolation turns it into a command line of its own. */

import type { Identity } from './identity.ts';

/** A folder or file the process is given, at a path of its own where the isolation can do that. */
export interface Mount {
  readonly from: string;
  readonly to: string;
  readonly writable: boolean;
}

/** Limits the kernel enforces on each process. */
export interface ProcessLimits {
  readonly cpuSeconds: number;
  readonly processes: number;
  readonly fileBytes: number;
  readonly openFiles: number;
  /** Bytes of private memory; undefined where the program cannot live with this limit. */
  readonly dataBytes: number | undefined;
}

/** What to start. */
export interface Launch {
  readonly executable: string;
  readonly arguments: readonly string[];
  /** Its whole environment. */
  readonly environment: Readonly<Record<string, string>>;
  readonly workingFolder: string;
  /** Absolute paths, besides the system's own, it must be able to read. */
  readonly readable: readonly string[];
  readonly mounts: readonly Mount[];
  readonly identity: Identity | undefined;
  readonly network: boolean;
  readonly limits: ProcessLimits;
}

/** A command line to spawn. */
export interface CommandLine {
  readonly executable: string;
  readonly arguments: readonly string[];
  /** User to switch to while spawning; undefined where the command line sees to it, or nothing is switched. */
  readonly identity: Identity | undefined;
}

/** Makes a command line of words; the first is the program. */
export function commandLine(words: readonly string[], identity?: Identity): CommandLine {
  const [executable = '', ...rest] = words;
  return { executable, arguments: rest, identity };
}
