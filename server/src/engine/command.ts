/** How the script of a neuron is started: by Node.js, by a Python interpreter, or by itself. */

import { constants, existsSync, realpathSync } from 'node:fs';
import { access } from 'node:fs/promises';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { CatalogueEntry } from './catalogue-scan.ts';
import type { JobLimits } from './limits.ts';
import { openRegular } from './read-text.ts';

/** What a neuron is written for. */
export type NeuronLanguage = 'node' | 'python' | 'program';

/** A command line without the job folder, which the runner appends, since only it knows the path the neuron sees. */
export interface NeuronCommand {
  readonly language: NeuronLanguage;
  readonly executable: string;
  readonly arguments: readonly string[];
  /** Files and folders it must be able to read besides the system's and its own. */
  readonly readable: readonly string[];
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
): Promise<NeuronCommand> {
  const language = await languageOf(script);
  if (language === 'node') return nodeCommand(script, folder, limits);
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

function nodeCommand(script: string, folder: string, { memoryBytes }: JobLimits): NeuronCommand {
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
    readable: [dirname(executable), ...modulesAbove(folder), ...kitFolders()],
  };
}

const kit = '@skep/sdk';

/** The neuron kit that came with the server, undefined where it was left out. */
function kitEntry(): string | undefined {
  try {
    return realpathSync(fileURLToPath(import.meta.resolve(kit)));
  } catch {
    // A server installed without the kit still runs neurons that do not use it.
    return undefined;
  }
}

/** Lets a neuron in any folder import the kit: what its own folder does not provide is taken from the server's. */
function kitResolution(): string[] {
  if (kitEntry() === undefined) return [];
  const code = `import { registerHooks } from 'node:module';
registerHooks({ resolve(name, context, next) {
  try { return next(name, context); } catch (error) {
    if (name !== ${JSON.stringify(kit)} && !name.startsWith(${JSON.stringify(`${kit}/`)})) throw error;
    return next(name, { ...context, parentURL: ${JSON.stringify(import.meta.url)} });
  }
} });`;
  return [`--import=data:text/javascript,${encodeURIComponent(code)}`];
}

/** The kit's own folder, its packages, and the place this server finds it in. */
function kitFolders(): string[] {
  const entry = kitEntry();
  if (entry === undefined) return [];
  const root = foldersAbove(entry).find((folder) => existsSync(join(folder, 'package.json')));
  const here = dirname(fileURLToPath(import.meta.url));
  return [...(root === undefined ? [] : [root, ...modulesAbove(root)]), ...modulesAbove(here)];
}

/** What Node.js looks for above a folder: packages, and files that say how modules are written. */
function modulesAbove(folder: string): string[] {
  return foldersAbove(folder)
    .flatMap((above) => [join(above, 'node_modules'), join(above, 'package.json')])
    .filter((path) => existsSync(path));
}

function foldersAbove(path: string): string[] {
  const folder = dirname(path);
  return folder === path ? [] : [folder, ...foldersAbove(folder)];
}
