/** What this machine offers for keeping neurons apart: its tools, and whether the server may change users. */

import { spawnSync } from 'node:child_process';
import { accessSync, constants, lstatSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';

/** Tools by absolute path; undefined where there is none. */
export interface Machine {
  readonly root: boolean;
  readonly bwrap: string | undefined;
  /** Options its version knows. */
  readonly bwrapOptions: ReadonlySet<string>;
  readonly setpriv: string | undefined;
  readonly prlimit: string | undefined;
  /** Folders of programs and libraries at the top of the file system; those with `target` are links. */
  readonly systemFolders: readonly SystemFolder[];
  /** Descriptors beyond the three usual ones that a child process would inherit. */
  readonly inherited: readonly number[];
}

/** A folder every program needs. */
export interface SystemFolder {
  readonly path: string;
  readonly target: string | undefined;
}

const toolFolders = ['/usr/bin', '/bin', '/usr/sbin', '/sbin', '/usr/local/bin'];

/** Looks at the machine; `withoutTools` are treated as missing. */
export function lookAtMachine(withoutTools: readonly string[] = []): Machine {
  const find = (name: string): string | undefined => {
    if (withoutTools.includes(name) || process.platform !== 'linux') return undefined;
    return toolFolders.map((folder) => join(folder, name)).find(isExecutable);
  };
  const bwrap = find('bwrap');
  return {
    root: process.getuid?.() === 0,
    bwrap,
    bwrapOptions: optionsOf(bwrap),
    setpriv: find('setpriv'),
    prlimit: find('prlimit'),
    systemFolders: ['/usr', '/bin', '/sbin', '/lib', '/lib32', '/lib64', '/libx32', '/nix', '/gnu'].flatMap(
      systemFolder,
    ),
    inherited: inheritedDescriptors(),
  };
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function optionsOf(bwrap: string | undefined): ReadonlySet<string> {
  if (bwrap === undefined) return new Set();
  const { stdout } = spawnSync(bwrap, ['--help'], { encoding: 'utf8', timeout: 5000 });
  return new Set(stdout.match(/--[a-z-]+/g) ?? []);
}

function systemFolder(path: string): SystemFolder[] {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status === undefined) return [];
  return [{ path, target: status.isSymbolicLink() ? readlinkSync(path) : undefined }];
}

const closeOnExec = 0o2_000_000;
const highestDescriptor = 1023;

/** Descriptors that whoever started the server left open, and that a child would inherit in turn. */
function inheritedDescriptors(): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc/self/fdinfo')
    .map(Number)
    .filter((descriptor) => descriptor > 2 && descriptor <= highestDescriptor && isInherited(descriptor));
}

function isInherited(descriptor: number): boolean {
  try {
    const flags = /^flags:\s+([0-7]+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'latin1'))?.[1];
    return flags !== undefined && (Number.parseInt(flags, 8) & closeOnExec) === 0;
  } catch {
    // Closed since the folder was listed: it was the listing's own.
    return false;
  }
}
