/** Runs a tool that works on one folder, such as an installer of packages, in the same isolation as neurons. */

import { type ConfinedOutcome, runConfined } from './confined.ts';
import { type Identity, killAllOf } from './identity.ts';
import type { IsolationForm } from './levels.ts';
import type { Machine } from './machine.ts';
import type { OutputChunk } from './runner.ts';

/** What to run. */
export interface ToolRequest {
  readonly executable: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
  /** The only folder it may write to; it starts there. */
  readonly folder: string;
  /** What it reads besides the system. */
  readonly readable: readonly string[];
  /** Owner of the folder; undefined for the server's own user. */
  readonly identity: Identity | undefined;
  readonly wallMs: number;
  readonly onOutput?: ((chunk: OutputChunk) => void) | undefined;
}

/** Where tools run. */
export interface Isolation {
  readonly form: IsolationForm;
  readonly machine: Machine;
}

const gibibyte = 1024 ** 3;

/** Runs it. Never rejects for anything the tool does. */
export async function runTool(
  request: ToolRequest,
  { form, machine }: Isolation,
  signal: AbortSignal,
): Promise<ConfinedOutcome> {
  const { executable, environment, folder, readable, identity, wallMs, onOutput } = request;
  const launch = {
    executable,
    arguments: request.arguments,
    environment,
    workingFolder: folder,
    readable,
    mounts: [{ from: folder, to: folder, writable: true }],
    identity,
    network: true,
    limits: {
      cpuSeconds: Math.ceil(wallMs / 1000),
      processes: 512,
      fileBytes: 4 * gibibyte,
      openFiles: 1024,
      dataBytes: undefined,
    },
  };
  const outcome = await runConfined(
    {
      commandLine: form.commandLine(launch, machine),
      environment,
      workingFolder: form.ownView ? '/' : folder,
      inherited: machine.inherited,
      wallMs,
      streamBytes: 16 * 1024 ** 2,
      onOutput,
    },
    signal,
  );
  if (identity !== undefined) await killAllOf(identity);
  return outcome;
}
