/** Settings of the private PostgreSQL, given at each start so that a newer server brings its own. */
import { socketPort } from './socket-folder.ts';

/** Whether committed data must outlive a crash of the machine. Only throw-away clusters of tests say no. */
export type Durability = 'durable' | 'throwAway';

const fixed: Readonly<Record<string, string>> = {
  listen_addresses: '',
  port: String(socketPort),
  unix_socket_permissions: '0700',
  password_encryption: 'scram-sha-256',
  max_connections: '64',
  shared_buffers: '256MB',
  max_wal_size: '3GB',
  jit: 'off',
  random_page_cost: '1.1',
  autovacuum: 'on',
  // A longer list stalls the writer that has to merge it into the index, now and then, by hundreds of milliseconds.
  gin_pending_list_limit: '1MB',
  // Failed statements are the business of the server, and quote stored values; only the state of the cluster is logged.
  log_min_messages: 'log',
  log_min_error_statement: 'panic',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
  log_timezone: 'UTC',
  timezone: 'UTC',
};

const throwAway: Readonly<Record<string, string>> = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
};

/** Arguments of the `postgres` program. */
export function settingArguments(socketFolder: string, durability: Durability): string[] {
  const settings = {
    ...fixed,
    unix_socket_directories: quotedFolder(socketFolder),
    ...(durability === 'throwAway' ? throwAway : {}),
  };
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/** The setting is a list, so a folder with a comma or blank in its name needs quotes. */
function quotedFolder(folder: string): string {
  return `"${folder.replaceAll('"', '""')}"`;
}
