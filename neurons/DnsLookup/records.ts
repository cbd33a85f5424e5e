/** Whom DnsLookup asks, and what the failures of the domain name system mean. */

import { Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import { allowedNetworks, NeuronError, TemporaryError } from '@skep/sdk';
import { isReachable } from '@skep/sdk/indicators';

const mostResolvers = 3;

/** A question is sent twice, the second time with more patience. */
const patience = { timeout: 3000, tries: 2 };

/** Answers that say that there is no such record, or no such name. */
const nothingFound: ReadonlySet<string> = new Set(['ENODATA', 'ENOTFOUND']);

const failures: ReadonlyMap<string, (cause: unknown) => NeuronError> = new Map([
  ['ETIMEOUT', (cause) => passing('did not answer in time', 'serviceSilent', cause)],
  ['ECONNREFUSED', (cause) => passing('cannot be reached', 'serviceUnreachable', cause)],
  ['ESERVFAIL', (cause) => passing('is not able to answer', 'serviceBroken', cause)],
  ['EREFUSED', (cause) => lasting('The resolver refused the question', 'serviceRefused', cause)],
  ['EBADRESP', (cause) => lasting('The resolver answered something unreadable', 'answerInvalid', cause)],
  ['EBADNAME', (cause) => lasting('The value is no name that can be asked for', 'parameterInvalid', cause)],
]);

/**
 * A resolver over the addresses in a list with commas, or over those of the machine for an empty one. Throws
 * `parameterInvalid` for what is no address, `addressInternal` for networks that the platform does not allow.
 */
export function resolverOf(list: string): Resolver {
  const resolver = new Resolver(patience);
  if (list === '') return resolver;
  const servers = list.split(',').map((server) => server.trim());
  if (servers.length > mostResolvers || servers.some((server) => isIP(addressIn(server)) === 0)) {
    throw new NeuronError(
      `Configuration item "resolvers" must be up to ${mostResolvers} IP addresses`,
      'parameterInvalid',
    );
  }
  const networks = allowedNetworks();
  const internal = servers.find((server) => !isReachable(addressIn(server), networks));
  if (internal !== undefined) {
    throw new NeuronError(
      `${internal} is not a public address. The platform's administrator can allow its network`,
      'addressInternal',
    );
  }
  resolver.setServers(servers);
  return resolver;
}

/** What a question gives; an empty list when there is nothing. */
export async function recordsOf(ask: () => Promise<string[]>): Promise<string[]> {
  try {
    return await ask();
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (nothingFound.has(code)) return [];
    const failure = failures.get(code);
    throw failure === undefined ? cause : failure(cause);
  }
}

/** The address in `192.0.2.1`, `192.0.2.1:53`, `2001:db8::1` and `[2001:db8::1]:53`. */
function addressIn(server: string): string {
  const [, bracketed, dotted] = /^(?:\[([^\]]+)\]|([\d.]+))(?::\d{1,5})?$/.exec(server) ?? [];
  return bracketed ?? dotted ?? server;
}

function passing(what: string, code: string, cause: unknown): TemporaryError {
  return new TemporaryError(`The resolver ${what}`, 0, code, cause);
}

function lasting(message: string, code: string, cause: unknown): NeuronError {
  return new NeuronError(message, code, cause);
}
