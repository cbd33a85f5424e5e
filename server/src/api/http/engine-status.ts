/** How running neurons stands, in the words that clients know of Cortex servers: this instance counts as one. */
import { engineName } from '../../model/engine-name.ts';

/** A server as clients are told of it. `status`: OK, AUTH_ERROR or ERROR. */
export interface ServerStatus {
  readonly name: unknown;
  readonly version: unknown;
  readonly status: string;
}

/** This instance as a server: in order while some process takes runs. */
export function ownServer(version: string, { workers }: { readonly workers: number }): ServerStatus {
  return { name: engineName, version, status: workers > 0 ? 'OK' : 'ERROR' };
}

/** All servers together: a warning while some are not in order, an error when none is. */
export function togetherStatus(servers: readonly ServerStatus[]): 'OK' | 'WARNING' | 'ERROR' {
  const right = servers.filter(({ status }) => status === 'OK').length;
  if (right === servers.length) return 'OK';
  return right === 0 ? 'ERROR' : 'WARNING';
}
