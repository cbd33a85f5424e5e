/**
 * Reads the settings once, at start: defaults, then the settings file, then the environment, later ones winning. All
 * faults are reported together, and unknown names are faults, so that a misspelt setting never goes unnoticed.
 */
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { nearest } from '../lib/nearest.ts';
import { consistencyRules } from './consistency.ts';
import { ConfigError, refusal, type SettingFault } from './faults.ts';
import { fileVariable, readSettingsFile, type SettingsFile } from './file.ts';
import { allSettings, type Config, settings } from './schema.ts';
import { type Defaults, prefix, type Setting } from './setting.ts';

/** What the settings are read from. */
export interface Surroundings {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder the process was started in. */
  readonly workingFolder: string;
  /** Absolute path of the user's home. */
  readonly homeFolder: string;
  /** Whether the process runs as root. */
  readonly root: boolean;
}

/** The surroundings of this process. */
export function processSurroundings(): Surroundings {
  return {
    environment: process.env,
    workingFolder: process.cwd(),
    homeFolder: homedir(),
    root: process.getuid?.() === 0,
  };
}

/** A value that a source gives for a setting. */
interface Given {
  readonly name: string;
  readonly origin: string;
  readonly folder: string;
  readonly value: unknown;
}

/** Collects faults while values are read, so that reading goes on after the first one. */
interface Reader {
  readonly faults: SettingFault[];
  readonly wrong: Set<string>;
  readonly given: (setting: Setting<unknown>) => Given | undefined;
}

/** Reads all settings. Throws a `ConfigError` that lists everything that is wrong. */
export function loadConfig(surroundings: Surroundings = processSurroundings()): Config {
  const early = { dataFolder: defaultDataFolder(surroundings), port: 9000 };
  const { file, faults } = findFile(surroundings, early);
  const reader: Reader = {
    faults: [...faults, ...unknownVariables(surroundings), ...unknownKeys(file)],
    wrong: new Set(),
    given: (setting) => fromEnvironment(surroundings, setting) ?? fromFile(file, setting),
  };
  const config = readAll(reader, early);
  reader.faults.push(...inconsistencies(reader, config));
  if (reader.faults.length > 0) throw new ConfigError(reader.faults);
  return config;
}

/** Where data lies when nothing is set: never inside the program. */
function defaultDataFolder({ environment, homeFolder, root }: Surroundings): string {
  if (root) return '/var/lib/skep';
  const base = environment.XDG_DATA_HOME;
  // The specification of that variable tells programs to ignore a relative path.
  return join(base?.startsWith('/') ? base : join(homeFolder, '.local/share'), 'skep');
}

function findFile(surroundings: Surroundings, early: Defaults) {
  const { environment, workingFolder } = surroundings;
  const folder = fromEnvironment(surroundings, settings.data.folder)?.value;
  const dataFolder = typeof folder === 'string' ? resolve(workingFolder, folder) : early.dataFolder;
  return readSettingsFile(environment[fileVariable]?.trim() || undefined, workingFolder, dataFolder);
}

/** An empty variable counts as none: composing tools cannot leave one out. */
function fromEnvironment(surroundings: Surroundings, setting: Setting<unknown>): Given | undefined {
  const value = surroundings.environment[setting.environment];
  if (value === undefined || value.trim() === '') return undefined;
  return { name: setting.environment, origin: 'environment', folder: surroundings.workingFolder, value };
}

function fromFile(file: SettingsFile | undefined, setting: Setting<unknown>): Given | undefined {
  if (file === undefined || !Object.hasOwn(file.values, setting.key)) return undefined;
  return { name: setting.key, origin: file.path, folder: file.folder, value: file.values[setting.key] };
}

function unknownVariables({ environment }: Surroundings): SettingFault[] {
  const known = [fileVariable, ...allSettings().map((setting) => setting.environment)];
  const unknown = Object.keys(environment).filter((name) => name.startsWith(prefix) && !known.includes(name));
  return unknown.map((name) => ({ name, origin: 'environment', sentence: unknownName(name, known) }));
}

function unknownKeys(file: SettingsFile | undefined): SettingFault[] {
  if (file === undefined) return [];
  const known = allSettings().map((setting) => setting.key);
  const unknown = Object.keys(file.values).filter((name) => !known.includes(name));
  return unknown.map((name) => ({ name, origin: file.path, sentence: unknownName(name, known) }));
}

function unknownName(name: string, known: readonly string[]): string {
  const meant = nearest(name, known);
  return `there is no such setting.${meant === undefined ? '' : ` Did you mean ${meant}?`}`;
}

/** Reads one setting; a refused value is noted and the default stands in for it until all are read. */
function read<T>(reader: Reader, setting: Setting<T>, defaults: Defaults): T {
  const given = reader.given(setting);
  if (given === undefined) return setting.fallback(defaults);
  const reading = setting.read(given.value, given.folder);
  if ('value' in reading) return reading.value;
  reader.faults.push({ ...given, sentence: refusal(setting, given.value, reading.refused) });
  reader.wrong.add(setting.environment);
  return setting.fallback(defaults);
}

function readAll(reader: Reader, early: Defaults): Config {
  const quiet = { ...reader, faults: [], wrong: new Set<string>() };
  const defaults = {
    dataFolder: read(quiet, settings.data.folder, early),
    port: read(quiet, settings.server.port, early),
  };
  const groups = Object.entries(settings).map(([name, group]) => {
    const values = Object.entries<Setting<unknown>>(group).map(([key, setting]) => [
      key,
      Object.freeze(read(reader, setting, defaults)),
    ]);
    return [name, Object.freeze(Object.fromEntries(values))];
  });
  return Object.freeze(Object.fromEntries(groups)) as Config;
}

function inconsistencies({ wrong }: Reader, config: Config): SettingFault[] {
  const programFolder = resolve(import.meta.dirname, '../../..');
  return consistencyRules(programFolder).flatMap(({ involves, wrong: check }) => {
    const sentence = involves.some(({ environment }) => wrong.has(environment)) ? undefined : check(config);
    const name = involves[0]?.environment ?? '';
    return sentence === undefined ? [] : [{ name, origin: 'settings together', sentence }];
  });
}
