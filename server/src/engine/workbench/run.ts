/** Runs a neuron once from the command line, isolated as the server would, in folders of this process alone. */

import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import type { Config } from '../../config/schema.ts';
import type { CatalogueEntry } from '../catalogue/catalogue-scan.ts';
import type { FileDescription } from '../report/collect.ts';
import type { JsonObject } from '../report/json.ts';
import { type ExecutionResult, executeNeuron } from '../run/execute.ts';
import { createExecution, openIdentities } from '../run/execution.ts';
import type { Subject } from '../run/input.ts';
import type { OutputChunk } from '../runner/runner.ts';

/** One run from the command line. */
export interface SingleRun {
  readonly entry: CatalogueEntry;
  readonly configuration: JsonObject;
  readonly subject: Subject;
  readonly levels: { readonly tlp: number; readonly pap: number };
}

/** What it is run with. */
export interface SingleRunSurroundings {
  readonly config: Pick<Config, 'engine' | 'data'>;
  readonly environment: NodeJS.ProcessEnv;
  readonly onOutput: (chunk: OutputChunk) => void;
  /** Told what takes long or is worth knowing, a line each. */
  readonly tell: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Runs it once. Files it finds are counted and thrown away. */
export async function runOnce(run: SingleRun, surroundings: SingleRunSurroundings): Promise<ExecutionResult> {
  const { config, environment, onOutput, tell, signal } = surroundings;
  const folder = await mkdtemp(join(tmpdir(), 'skep-neuron-'));
  // The neuron's own user must be able to pass through it.
  await chmod(folder, 0o711);
  const identities = await openIdentities(config.engine);
  try {
    const setup = await createExecution({
      settings: config.engine,
      identities,
      folder,
      environment,
      signal,
      // Shared with the server: packages are installed once.
      environments: join(config.data.folder, 'venvs'),
      report: (error) => tell(error instanceof Error ? error.message : String(error)),
    });
    tell(`isolation: ${setup.isolation.level ?? 'none'}`);
    return await executeNeuron(
      { ...run, limits: setup.limits },
      // Compiling the kit beforehand is worth it for many runs only, and would outlast this one.
      { ...setup.deps, kitCache: undefined, storeFile: throwAway, onOutput },
      signal,
    );
  } finally {
    await identities.release();
    await rm(folder, { recursive: true, force: true });
  }
}

async function throwAway(content: Readable, { filename }: FileDescription): Promise<string> {
  for await (const _ of content);
  return filename;
}
