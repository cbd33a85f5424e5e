/** Where a database is and who signs in to it. */
import type { ClientConfig } from 'pg';
import { parseIntoClientConfig } from 'pg-connection-string';

/** A database and a role of it. */
export interface ConnectionOptions {
  /** Host name, or the folder of a unix socket when it starts with `/`. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password: string;
  readonly ssl?: Exclude<ClientConfig['ssl'], undefined>;
}

/** The role that everything of an organisation runs under; row policies bind it. */
export const appRole = 'skep_app';
/** The role of workers, live stream and platform administration; policies name it. */
export const workerRole = 'skep_worker';

/** The two roles that the server signs in with after the migration. */
export type ServerRole = typeof appRole | typeof workerRole;

/** Gives the password of a role, derived from the instance key. */
export type RolePassword = (role: ServerRole) => string;

/** Reads `postgres://user:password@host:port/database`. Throws with what would be accepted. */
export function readDatabaseUrl(url: string): ConnectionOptions {
  const { host, port, database, user, password, ssl } = parsedUrl(url);
  if (host === undefined || !database || user === undefined) throw badUrl();
  return {
    host,
    port: port ?? 5432,
    database,
    user,
    password: typeof password === 'string' ? password : '',
    ...(ssl === undefined ? {} : { ssl }),
  };
}

/** The same database for one of the server's roles. */
export function asRole(
  owner: ConnectionOptions,
  role: ServerRole,
  password: RolePassword,
): ConnectionOptions {
  return { ...owner, user: role, password: password(role) };
}

/** The same cluster and role, another database. */
export function inDatabase(options: ConnectionOptions, database: string): ConnectionOptions {
  return { ...options, database };
}

function parsedUrl(url: string): ClientConfig {
  try {
    return parseIntoClientConfig(url);
  } catch (error) {
    throw unreadableFile(error) ?? badUrl();
  }
}

/** A certificate or key that the URL names; its path, unlike the rest of the URL, is no secret. */
function unreadableFile(error: unknown): Error | undefined {
  if (!(error instanceof Error) || !('path' in error) || !('code' in error)) return undefined;
  return new Error(
    `A file that the database URL names cannot be read: ${error.path} (${error.code}); accepted in sslrootcert, sslcert and sslkey is the path of a PEM file that the server may read`,
  );
}

/** Says nothing of the given text: it may hold a password. */
function badUrl(): Error {
  return new Error(
    'The database URL cannot be read; accepted is postgres://user:password@host:5432/database, or ?host=/folder of a unix socket',
  );
}
