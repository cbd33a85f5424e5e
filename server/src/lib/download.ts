/**
 * Downloads from addresses that people give. Only public addresses are reached, and those of internal networks that the platform's
 * administrator allows: whoever may name an address must not reach through the server what lies beside it. The address that was
 * checked is the one that is connected to, and every redirect is checked again.
 */
import { type LookupAddress, type LookupAllOptions, lookup as systemLookup } from 'node:dns';
import { type IncomingMessage, request as requestOverHttp } from 'node:http';
import { request as requestOverHttps } from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import { Readable } from 'node:stream';
import { isReachable } from '@skep/sdk/indicators';

/** What finds the addresses of a host name; the system's resolver unless a test brings its own. */
export type Resolve = (
  hostName: string,
  options: LookupAllOptions,
  done: (error: NodeJS.ErrnoException | null, found: LookupAddress[]) => void,
) => void;

/** What may be reached, and in which time. */
export interface DownloadSettings {
  /** Internal networks that are allowed, in CIDR form, or single addresses. */
  readonly networks: readonly string[];
  readonly resolve?: Resolve;
  /** Bound on the whole download, redirects and content included. */
  readonly timeoutMs?: number;
}

/** The content at an address. The stream fails with `DownloadFailed`, and must be read to its end or destroyed. */
export type Download = (address: string) => Promise<Readable>;

/** Nothing came from an address; the message says why, for whoever gave it. */
export class DownloadFailed extends Error {
  readonly code = 'downloadFailed';

  constructor(message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'DownloadFailed';
  }
}

const usualTimeoutMs = 60_000;
const mostRedirects = 5;
const redirects = new Set([301, 302, 303, 307, 308]);

/** What downloads within these bounds. */
export function createDownload({
  networks,
  resolve = systemLookup,
  timeoutMs = usualTimeoutMs,
}: DownloadSettings): Download {
  const lookup = guardedLookup(networks, resolve);
  return async (given) => {
    const signal = AbortSignal.timeout(timeoutMs);
    let address = webAddress(given);
    for (let left = mostRedirects; left >= 0; left -= 1) {
      requireReachable(address, networks);
      const answer = await ask(address, lookup, signal);
      if (answer.statusCode === 200) return Readable.from(contentOf(answer, address));
      answer.destroy();
      if (!redirects.has(answer.statusCode ?? 0))
        throw new DownloadFailed(`${address.host} answered ${answer.statusCode}`);
      address = webAddress(answer.headers.location ?? '', address);
    }
    throw new DownloadFailed(`${address.host} redirects more than ${mostRedirects} times`);
  };
}

function webAddress(given: string, base?: URL): URL {
  const address = URL.parse(given, base);
  const isWeb = address?.protocol === 'http:' || address?.protocol === 'https:';
  if (address === null || !isWeb) throw new DownloadFailed('only http and https addresses can be reached');
  return address;
}

function ask(address: URL, lookup: LookupFunction, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const open = address.protocol === 'https:' ? requestOverHttps : requestOverHttp;
  // A connection of its own: one that is kept could lead to an address that was checked for somebody else.
  const request = open(address, { lookup, signal, agent: false, headers: { 'user-agent': 'Skep' } });
  request.once('response', resolve);
  request.on('error', (error) => reject(failure(address, error)));
  request.end();
  return promise;
}

async function* contentOf(answer: IncomingMessage, address: URL): AsyncGenerator<Buffer> {
  try {
    for await (const part of answer) yield part;
  } catch (error) {
    throw failure(address, error);
  }
}

function failure({ host }: URL, cause: unknown): DownloadFailed {
  if (cause instanceof DownloadFailed) return cause;
  if (cause instanceof Error && cause.name === 'AbortError')
    return new DownloadFailed(`${host} took too long`, cause);
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new DownloadFailed(`${host} cannot be reached: ${reason}`, cause);
}

/** A lookup for one connection: the addresses it checks are those that are connected to, with no second question. */
export function guardedLookup(networks: readonly string[], resolve: Resolve = systemLookup): LookupFunction {
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

/** Nothing is looked up for an address in digits, so it is checked by itself. Throws `DownloadFailed`. */
export function requireReachable({ hostname }: URL, networks: readonly string[]): void {
  const bare = hostname.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && !isReachable(bare, networks)) throw notPublic(bare);
}

/** Names no address that a name leads to: it would tell how the network inside is laid out. */
function notPublic(hostName: string): DownloadFailed {
  return new DownloadFailed(
    `${hostName} is no public address; the administrator of the platform can allow its network: SKEP_ALLOWED_INTERNAL_NETWORKS`,
  );
}
