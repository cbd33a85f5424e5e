/** Finds and reads the settings file, `skep.toml`. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parse, TomlError } from 'smol-toml';
import type { SettingFault } from './faults.ts';

/** Name in the environment of the path of the settings file: the only setting that the file itself cannot hold. */
export const fileVariable = 'SKEP_CONFIG';

/** What the settings file says. */
export interface SettingsFile {
  /** Absolute path. */
  readonly path: string;
  /** Relative paths in the file start here. */
  readonly folder: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** The file and its faults; a missing file is a fault only where the environment names one. */
export interface FileReading {
  readonly file: SettingsFile | undefined;
  readonly faults: readonly SettingFault[];
}

/** Reads the file named in the environment, else `skep.toml` in the working folder, else the one in the data folder. */
export function readSettingsFile(
  named: string | undefined,
  workingFolder: string,
  dataFolder: string,
): FileReading {
  if (named !== undefined) {
    const path = resolve(workingFolder, named);
    const reading = readFile(path);
    return (
      reading ?? {
        file: undefined,
        faults: [fault(fileVariable, 'environment', `there is no file ${path}.`)],
      }
    );
  }
  const candidates = [workingFolder, dataFolder].map((folder) => join(folder, 'skep.toml'));
  for (const path of candidates) {
    const reading = readFile(path);
    if (reading !== undefined) return reading;
  }
  return { file: undefined, faults: [] };
}

function fault(name: string, origin: string, sentence: string): SettingFault {
  return { name, origin, sentence };
}

/** Undefined when there is no such file. */
function readFile(path: string): FileReading | undefined {
  try {
    const values = parse(readFileSync(path, 'utf8'));
    return { file: { path, folder: dirname(path), values }, faults: [] };
  } catch (error) {
    if (isMissing(error)) return undefined;
    return { file: undefined, faults: [fault('skep.toml', path, unreadable(error))] };
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}

function unreadable(error: unknown): string {
  if (error instanceof TomlError) {
    const reason = error.message.split('\n')[0];
    return `line ${error.line}, column ${error.column} is not TOML: ${reason}.`;
  }
  return `the file cannot be read: ${error instanceof Error ? error.message : String(error)}.`;
}
