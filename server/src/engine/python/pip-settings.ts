/**
 * What pip needs to reach its registry, taken from the server's own environment and pip's configuration files. It is given
 * to pip while packages are installed and to nothing else: it may hold passwords.
 */

import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { FileRefused, readSmallText } from '../report/read-text.ts';

/** Settings for one installation. */
export interface PipSettings {
  readonly environment: Readonly<Record<string, string>>;
  /** Content of the server's own pip configuration, which the installing user may not be able to read in its place. */
  readonly configuration: string;
  /** Files and folders the settings name. */
  readonly readable: readonly string[];
}

const otherNames = [
  'HTTP_PROXY',
  'HTTPS_PROXY',
  'NO_PROXY',
  'ALL_PROXY',
  'SSL_CERT_FILE',
  'REQUESTS_CA_BUNDLE',
];
const longestFile = 65_536;

/** Gathers them from an environment. */
export async function pipSettings(environment: NodeJS.ProcessEnv, home = homedir()): Promise<PipSettings> {
  const passed = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && isForPip(entry[0]),
  );
  const files = [
    join(home, '.pip', 'pip.conf'),
    join(environment.XDG_CONFIG_HOME ?? join(home, '.config'), 'pip', 'pip.conf'),
    environment.PIP_CONFIG_FILE ?? '',
  ];
  const texts = await Promise.all(files.map(textOf));
  const configuration = texts.filter((text) => text !== '').join('\n');
  const machineWide = '/etc/pip.conf';
  const named = [...passed.map(([, value]) => value), configuration, await textOf(machineWide)].flatMap(
    pathsIn,
  );
  return {
    environment: Object.fromEntries(passed.filter(([name]) => name !== 'PIP_CONFIG_FILE')),
    configuration,
    readable: [...new Set([machineWide, ...named])].filter((path) => existsSync(path) && !isPrivate(path)),
  };
}

function isForPip(name: string): boolean {
  return name.startsWith('PIP_') || otherNames.includes(name.toUpperCase());
}

async function textOf(path: string): Promise<string> {
  if (!isAbsolute(path) || path === '/dev/null') return '';
  return readSmallText(path, longestFile).catch((error: unknown) => {
    // Absent for most; one that cannot be read would not be read by pip either.
    if (error instanceof FileRefused) return '';
    throw error;
  });
}

function pathsIn(text: string): string[] {
  return [...text.matchAll(/(?:^|[\s=,:]|file:\/\/)(\/[^\s,:]+)/g)].map(([, path = '']) => path);
}

/** A setting that names the root, or a folder every program needs, adds nothing. */
function isPrivate(path: string): boolean {
  return /^\/(usr|bin|lib|lib64|proc|dev|sys|tmp)?\/?$/.test(path);
}
