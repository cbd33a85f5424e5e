/**
 * Sends requests to addresses that people configured. Only public addresses are reached, and those of internal networks that the
 * platform's administrator allows: whoever configures a neuron must not reach through it what lies beside the server.
 */

import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { type IncomingMessage, request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isReachable } from './indicators/reachable.ts';
import { allowedNetworks, networksVariable, proxyFor } from './network.ts';
import { NeuronError } from './neuron-error.ts';

/** What finds the addresses of a host name; the system's resolver unless a test brings its own. */
export type Resolve = (
  hostName: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** What may be reached. */
export interface Guard {
  /** Internal networks that are allowed, in CIDR form, or single addresses. */
  readonly networks: readonly string[];
  readonly resolve: Resolve;
}

/** A body to post. */
export interface OutgoingPost {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Bound on the whole exchange. */
  readonly timeoutMs: number;
}

/** A request with or without a body; the signal bounds the whole exchange, the reading of the answer included. */
export interface OutgoingRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal: AbortSignal;
}

/** The guard that the platform asks for. */
export function platformGuard(): Guard {
  return { networks: allowedNetworks(), resolve: systemLookup };
}

/** A lookup for one connection: the addresses it checks are those that are connected to, with no second question. */
export function guardedLookup({ networks, resolve }: Guard): LookupFunction {
  return (hostName, options, done) => {
    resolve(hostName, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, '');
      const reachable = found.filter(({ address }) => isReachable(address, networks));
      const [first] = reachable;
      if (first === undefined) return done(refusal(hostName, found[0]?.address ?? 'nothing'), '');
      return options.all === true ? done(null, reachable) : done(null, first.address, first.family);
    });
  };
}

/** Posts as `send` does. */
export function post(
  address: URL,
  { headers, body, timeoutMs }: OutgoingPost,
  guard: Guard = platformGuard(),
): Promise<IncomingMessage> {
  return send(address, { method: 'POST', headers, body, signal: AbortSignal.timeout(timeoutMs) }, guard);
}

/**
 * Sends, and gives the answer as soon as its head is there; redirects are not followed. Throws `addressInternal`, or what
 * the connection failed with.
 */
export async function send(
  address: URL,
  { method, headers, body, signal }: OutgoingRequest,
  guard: Guard = platformGuard(),
): Promise<IncomingMessage> {
  const hostName = address.hostname.replace(/^\[|\]$/g, '');
  const lookup = guardedLookup(guard);
  const isProxied = proxyFor(address) !== undefined;
  if (isIP(hostName) !== 0) requireReachable(hostName, guard);
  else if (isProxied) await resolved(hostName, lookup);
  const open = address.protocol === 'https:' ? requestOverHttps : requestOverHttp;
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = open(address, {
    method,
    headers: body === undefined ? headers : { ...headers, 'content-length': Buffer.byteLength(body) },
    signal,
    // The proxy itself was chosen by the administrator, and may be anywhere.
    ...(isProxied ? {} : { lookup }),
  });
  request.once('response', resolve);
  request.on('error', reject);
  request.end(body);
  return promise;
}

function requireReachable(address: string, { networks }: Guard): void {
  if (!isReachable(address, networks)) throw refusal(address, address);
}

/** A proxy asks for the address again by itself; this refuses at least what leads to internal ones by its name. */
function resolved(hostName: string, lookup: LookupFunction): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  lookup(hostName, { all: true }, (error) => (error === null ? resolve() : reject(error)));
  return promise;
}

function refusal(hostName: string, address: string): NeuronError {
  const place = hostName === address ? address : `${hostName} (${address})`;
  return new NeuronError(
    `${place} is not a public address. The platform's administrator can allow its network: ${networksVariable}`,
    'addressInternal',
  );
}
