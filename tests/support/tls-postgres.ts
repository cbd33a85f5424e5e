/** A PostgreSQL as an administrator would bring: on a port, with encryption only, and a password. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Account, accountToSwitchTo, runAs } from '../../server/src/storage/private-postgres/account.ts';
import { findPrograms } from '../../server/src/storage/private-postgres/programs.ts';
import { plainEnvironment, run } from '../../server/src/storage/private-postgres/run.ts';
import { certificate } from './certificate/paths.ts';

/** A running one. */
export interface TlsPostgres {
  /** The owner's URL with these parameters, such as `sslmode=verify-full`. */
  url(parameters: string): string;
  stop(): Promise<void>;
}

const owner = { name: 'owner', password: 'a password over TLS' };

/** Starts it in a folder of its own; `stop` ends it and removes the folder. */
export async function startTlsPostgres(): Promise<TlsPostgres> {
  const account = await accountToSwitchTo();
  const folder = await mkdtemp(join(tmpdir(), 'skep-tls-'));
  await chmod(folder, 0o711);
  const { initdb, postgres } = await findPrograms(join(folder, 'programs'), account);
  const cluster = join(folder, 'cluster');
  await makeCluster(initdb, cluster, account);
  const port = await freePort();
  const child = spawn(postgres, settingsOf(cluster, port), {
    ...runAs(account),
    cwd: '/',
    env: plainEnvironment,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  await ready(child);
  const credentials = `${owner.name}:${encodeURIComponent(owner.password)}`;
  return {
    url: (parameters) => `postgres://${credentials}@localhost:${port}/postgres?${parameters}`,
    stop: () => end(child, folder),
  };
}

async function makeCluster(initdb: string, cluster: string, account: Account | undefined): Promise<void> {
  await mkdir(cluster, { mode: 0o700 });
  await give(cluster, account);
  const password = `${cluster}.password`;
  await writeFile(password, owner.password, { mode: 0o600 });
  await give(password, account);
  const { status, output } = await run(
    initdb,
    ['--pgdata', cluster, '--username', owner.name, '--pwfile', password, '--encoding', 'UTF8', '--no-sync'],
    account,
  );
  if (status !== 0) throw new Error(`No folder for PostgreSQL: ${output}`);
  await writeFile(join(cluster, 'pg_hba.conf'), 'hostssl all all 127.0.0.1/32 scram-sha-256\n');
  // PostgreSQL refuses a key that others could read, and version control does not keep the mode.
  for (const [from, name] of [
    [certificate.server, 'server.pem'],
    [certificate.key, 'server-key.pem'],
  ] as const) {
    await copyFile(from, join(cluster, name));
    await chmod(join(cluster, name), 0o600);
    await give(join(cluster, name), account);
  }
}

async function give(path: string, account: Account | undefined): Promise<void> {
  if (account !== undefined) await chown(path, account.uid, account.gid);
}

function settingsOf(cluster: string, port: number): string[] {
  const settings = {
    listen_addresses: '127.0.0.1',
    port,
    unix_socket_directories: '',
    ssl: 'on',
    ssl_cert_file: 'server.pem',
    ssl_key_file: 'server-key.pem',
    fsync: 'off',
    shared_buffers: '32MB',
    lc_messages: 'C',
  };
  return ['-D', cluster, ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])];
}

/** PostgreSQL cannot choose a port by itself. */
async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('No free port was given');
}

function ready(child: ChildProcess): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  let printed = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    printed = (printed + chunk.toString()).slice(-8_192);
    if (printed.includes('ready to accept connections')) resolve();
  });
  child.once('error', reject);
  child.once('exit', () => reject(new Error(`PostgreSQL ended while starting: ${printed}`)));
  return promise;
}

async function end(child: ChildProcess, folder: string): Promise<void> {
  if (child.exitCode === null) {
    const ended = once(child, 'exit');
    child.kill('SIGINT');
    await ended;
  }
  await rm(folder, { recursive: true, force: true });
}
