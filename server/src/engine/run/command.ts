/** How the script of a neuron is started: by Node.js, by a Python interpreter, or by itself. */

import { constants, realpathSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, extname } from 'node:path';
import type { CatalogueEntry } from '../catalogue/catalogue-scan.ts';
import { openRegular } from '../report/read-text.ts';
import type { KitCache } from './kit-cache.ts';
import type { JobLimits } from './limits.ts';
import { kitFolders, kitResolution, modulesAbove } from './node-kit.ts';

/** What a neuron is written for. */
export type NeuronLanguage = 'node' | 'python' | 'program';

/** A command line without the job folder, which the runner appends, since only it knows the path the neuron sees. */
export interface NeuronCommand {
  readonly language: NeuronLanguage;
  readonly executable: string;
  readonly arguments: readonly string[];
  /** Files and folders it must be able to read besides the system's and its own. */
  readonly readable: readonly string[];
  /** Variables that it needs besides the usual ones. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** A Python interpreter, alone or in a virtual environment. */
export interface PythonRuntime {
  readonly executable: string;
  /** Folders it needs besides those of the system. */
  readonly readable: readonly string[];
}

/** What a script is written for, told by its name, else by its first line. */
export async function languageOf(script: string): Promise<NeuronLanguage> {
  const extension = extname(script);
  if (['.ts', '.mts', '.js', '.mjs', '.cjs'].includes(extension)) return 'node';
  if (extension === '.py') return 'python';
  const interpreter = await interpreterLine(script);
  if (/\bpython[\d.]*\b/.test(interpreter)) return 'python';
  return /\bnode\b/.test(interpreter) ? 'node' : 'program';
}

async function interpreterLine(script: string): Promise<string> {
  await using handle = await openRegular(script);
  const { buffer, bytesRead } = await handle.read(Buffer.alloc(256), 0, 256, 0);
  const line = buffer.toString('latin1', 0, bytesRead).split(/\r?\n/, 1)[0] ?? '';
  return line.startsWith('#!') ? line : '';
}

/** Thrown for a script that nothing here can start, with the reason. */
export class CannotStart extends Error {
  constructor(reason: string, cause?: unknown) {
    super(reason, { cause });
    this.name = 'CannotStart';
  }
}

/** The command line of a neuron. Throws `CannotStart`. */
export async function commandOf(
  { script, folder }: Pick<CatalogueEntry, 'script' | 'folder'>,
  limits: JobLimits,
  pythonFor: () => Promise<PythonRuntime | undefined>,
  kitCache: KitCache = () => undefined,
): Promise<NeuronCommand> {
  const language = await languageOf(script);
  if (language === 'node') return nodeCommand(script, folder, limits, kitCache());
  if (language === 'program') return programCommand(script);
  const python = await pythonFor();
  if (python === undefined)
    throw new CannotStart('it is written in Python, and no interpreter is ready for it');
  // -E and -s keep the interpreter to its own packages; -P or -I would hide modules that lie beside the script.
  return { language, ...python, arguments: ['-E', '-s', '-B', '-u', script] };
}

async function programCommand(script: string): Promise<NeuronCommand> {
  await access(script, constants.X_OK).catch(() => {
    throw new CannotStart(`${script} is not executable`);
  });
  return { language: 'program', executable: script, arguments: [], readable: [] };
}

const mebibyte = 1024 ** 2;

function nodeCommand(
  script: string,
  folder: string,
  { memoryBytes }: JobLimits,
  compiled: string | undefined,
): NeuronCommand {
  const heap = Math.max(64, Math.floor((memoryBytes / mebibyte) * 0.75));
  const executable = realpathSync(process.execPath);
  return {
    language: 'node',
    executable,
    arguments: [
      '--disable-warning=ExperimentalWarning',
      '--disable-warning=MODULE_TYPELESS_PACKAGE_JSON',
      `--max-old-space-size=${heap}`,
      ...kitResolution(),
      script,
    ],
    readable: [dirname(executable), ...modulesAbove(folder), ...kitFolders(), ...[compiled ?? []].flat()],
    ...(compiled === undefined ? {} : { environment: { NODE_COMPILE_CACHE: compiled } }),
  };
}
