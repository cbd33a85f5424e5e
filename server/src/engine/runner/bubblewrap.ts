/** Command lines for bubblewrap: the process sees the system's programs, what it is given, and nothing else. */

import { dirname } from 'node:path';
import type { Identity } from './identity.ts';
import type { Launch, Mount } from './launch.ts';
import type { Machine } from './machine.ts';

/** How bubblewrap is used. */
export interface BubblewrapStyle {
  /** As an ordinary user in a user namespace, or as root without one. */
  readonly userNamespace: boolean;
  /** Whether a `/proc` of its own is mounted, which some containers forbid. */
  readonly proc: boolean;
}

/** Bytes of the private `/tmp` and `/dev/shm`: they live in memory that no other limit counts. */
const temporaryBytes = 64 * 1024 ** 2;
const sharedMemoryBytes = 1024 ** 2;

/** Files programs look up; the second list only serves the network. */
const systemFiles = [
  '/etc/ld.so.cache',
  '/etc/ssl',
  '/etc/pki',
  '/etc/ca-certificates',
  '/etc/crypto-policies',
  '/etc/localtime',
  '/etc/alternatives',
  '/etc/mime.types',
  '/etc/magic',
  '/etc/fonts',
];
const networkFiles = [
  '/etc/resolv.conf',
  '/etc/hosts',
  '/etc/nsswitch.conf',
  '/etc/gai.conf',
  '/etc/services',
];

/** The words from `bwrap` up to where the confined command follows. */
export function bubblewrapWords(
  bwrap: string,
  launch: Launch,
  machine: Machine,
  style: BubblewrapStyle,
): string[] {
  return [
    bwrap,
    '--die-with-parent',
    '--new-session',
    ...namespaces(launch, machine, style),
    ...systemView(machine, launch.network),
    ...(style.proc ? ['--proc', '/proc'] : []),
    '--dev',
    '/dev',
    '--size',
    String(sharedMemoryBytes),
    '--tmpfs',
    '/dev/shm',
    '--remount-ro',
    '/dev',
    '--perms',
    '1777',
    '--size',
    String(temporaryBytes),
    '--tmpfs',
    '/tmp',
    ...givenView(launch),
    '--remount-ro',
    '/',
    '--chdir',
    launch.workingFolder,
    '--',
  ];
}

function namespaces(
  { network }: Launch,
  { bwrapOptions }: Machine,
  { userNamespace }: BubblewrapStyle,
): string[] {
  const nested = bwrapOptions.has('--disable-userns') ? ['--disable-userns'] : [];
  const rights = ['ALL', '--cap-add', 'CAP_SETUID', '--cap-add', 'CAP_SETGID', '--cap-add', 'CAP_SETPCAP'];
  return [
    ...(userNamespace ? ['--unshare-user', ...nested] : ['--cap-drop', ...rights]),
    '--unshare-pid',
    '--unshare-ipc',
    '--unshare-uts',
    '--unshare-cgroup-try',
    ...(network ? [] : ['--unshare-net']),
  ];
}

function systemView({ systemFolders }: Machine, network: boolean): string[] {
  const folders = systemFolders.flatMap(({ path, target }) =>
    target === undefined ? ['--ro-bind', path, path] : ['--symlink', target, path],
  );
  const files = [...systemFiles, ...(network ? networkFiles : [])];
  return [...folders, ...folder('/etc'), ...files.flatMap((file) => ['--ro-bind-try', file, file])];
}

/** Folders that bubblewrap makes by itself may be closed to the user inside, so each is made beforehand. */
function givenView({ readable, mounts }: Launch): string[] {
  const all: Mount[] = [...readable.map((path) => ({ from: path, to: path, writable: false })), ...mounts];
  const sorted = all.filter(isNotSystem).sort((one, other) => one.to.length - other.to.length);
  const needed = sorted.filter((mount) => mount.writable || !sorted.some((above) => covers(above, mount)));
  const folders = new Set(needed.flatMap(({ to }) => foldersAbove(to)));
  return [
    ...[...folders].sort((one, other) => one.length - other.length).flatMap(folder),
    ...needed.flatMap(({ from, to, writable }) => [writable ? '--bind' : '--ro-bind', from, to]),
  ];
}

function isNotSystem({ from, to }: Mount): boolean {
  return from !== to || !(to === '/usr' || to.startsWith('/usr/'));
}

function covers(above: Mount, mount: Mount): boolean {
  return (
    above !== mount &&
    above.from === above.to &&
    mount.from === mount.to &&
    mount.to.startsWith(`${above.to}/`)
  );
}

function foldersAbove(path: string): string[] {
  const above = dirname(path);
  return above === '/' ? [] : [...foldersAbove(above), above];
}

function folder(path: string): string[] {
  return ['--perms', '0755', '--dir', path];
}

/** The words that give up every right and become a user. */
export function becomeWords(setpriv: string, { uid, gid }: Identity): string[] {
  return [
    setpriv,
    // Changing the user clears the signal that ends the process with its parent, so it is asked for here as well.
    '--pdeathsig=KILL',
    `--reuid=${uid}`,
    `--regid=${gid}`,
    '--clear-groups',
    '--no-new-privs',
    '--bounding-set=-all',
    '--inh-caps=-all',
    '--ambient-caps=-all',
    '--',
  ];
}
