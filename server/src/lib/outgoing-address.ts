/**
 * Which addresses that people give may be reached: public ones, and those of internal networks that the platform's administrator
 * allows. Whoever may name an address must not reach through the server what lies beside it. The address that was checked is the
 * one that is connected to.
 */
import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { type ClientRequest, request as requestOverHttp } from 'node:http';
import { type RequestOptions, request as requestOverHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { isReachable } from '@skep/sdk/indicators';

/** What finds the addresses of a host name; the system's resolver unless a test brings its own. */
export type Resolve = (
  hostName: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** What may be reached. */
export interface GuardSettings {
  /** Internal networks that are allowed, in CIDR form, or single addresses. */
  readonly networks: readonly string[];
  readonly resolve?: Resolve;
}

/** An address that may not be reached; the message says why, for whoever gave it. */
export class AddressRefused extends Error {
  readonly code = 'addressRefused';

  constructor(message: string) {
    super(message);
    this.name = 'AddressRefused';
  }
}

/** The way out. */
export interface Guard {
  /** A web address, on its own or seen from another one. Throws `AddressRefused`. */
  reachable(given: string, base?: URL): URL;
  /** Begins a request; it fails with `AddressRefused` when the name leads to nothing that may be reached. */
  request(address: URL, options: RequestOptions): ClientRequest;
}

/** The way out within these bounds. */
export function guardAddresses({ networks, resolve = systemLookup }: GuardSettings): Guard {
  const lookup = guardedLookup(networks, resolve);
  return {
    reachable(given, base) {
      const address = webAddress(given, base);
      requireReachable(address, networks);
      return address;
    },
    request(address, options) {
      const open = address.protocol === 'https:' ? requestOverHttps : requestOverHttp;
      // A connection of its own: one that is kept could lead to an address that was checked for somebody else.
      return open(address, { ...options, lookup, agent: false });
    },
  };
}

/** Whether a text is an address of the web. */
export function isWebAddress(text: string): boolean {
  const protocol = URL.parse(text)?.protocol;
  return protocol === 'http:' || protocol === 'https:';
}

/** Why a request failed: a code, and a sentence for whoever gave the address. */
export interface RequestFailure {
  readonly code: 'notPublic' | 'tookTooLong' | 'unreachable';
  readonly sentence: string;
}

/** Tells the failures of requests apart. */
export function whyFailed(host: string, cause: unknown): RequestFailure {
  if (cause instanceof AddressRefused) return { code: 'notPublic', sentence: cause.message };
  if (cause instanceof Error && (cause.name === 'AbortError' || cause.name === 'TimeoutError'))
    return { code: 'tookTooLong', sentence: `${host} took too long` };
  const reason = cause instanceof Error ? cause.message : String(cause);
  return { code: 'unreachable', sentence: `${host} cannot be reached: ${reason}` };
}

function webAddress(given: string, base?: URL): URL {
  const address = URL.parse(given, base);
  const isWeb = address?.protocol === 'http:' || address?.protocol === 'https:';
  if (address === null || !isWeb) throw new AddressRefused('only http and https addresses can be reached');
  return address;
}

/** A lookup for one connection: the addresses it checks are those that are connected to, with no second question. */
function guardedLookup(networks: readonly string[], resolve: Resolve): LookupFunction {
  return (hostName, options, done) => {
    resolve(hostName, { ...options, all: true }, (error, found) => {
      if (error !== null) return done(error, '');
      const reachable = found.filter(({ address }) => isReachable(address, networks));
      const [first] = reachable;
      if (first === undefined) return done(notPublic(hostName), '');
      return options.all === true ? done(null, reachable) : done(null, first.address, first.family);
    });
  };
}

/** Nothing is looked up for an address in digits, so it is checked by itself. */
function requireReachable({ hostname }: URL, networks: readonly string[]): void {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && !isReachable(bare, networks)) throw notPublic(bare);
}

/** Names no address that a name leads to: it would tell how the network inside is laid out. */
function notPublic(hostName: string): AddressRefused {
  return new AddressRefused(
    `${hostName} is no public address; the administrator of the platform can allow its network: SKEP_ALLOWED_INTERNAL_NETWORKS`,
  );
}
