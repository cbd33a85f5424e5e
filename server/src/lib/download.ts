/**
 * Downloads from addresses that people give. Every redirect is checked again as the first address was; what may be reached is said
 * in the file about outgoing addresses.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { type Guard, type GuardSettings, guardAddresses, whyFailed } from './outgoing-address.ts';

/** What may be reached, and in which time. */
export interface DownloadSettings extends GuardSettings {
  /** Bound on the whole download, redirects and content included. */
  readonly timeoutMs?: number;
  /** Fires when nobody wants anything more: downloads under way end. */
  readonly stopping?: AbortSignal;
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
  timeoutMs = usualTimeoutMs,
  stopping,
  ...settings
}: DownloadSettings): Download {
  const guard = guardAddresses(settings);
  return async (given) => {
    const late = AbortSignal.timeout(timeoutMs);
    const signal = stopping === undefined ? late : AbortSignal.any([late, stopping]);
    let address = reachable(guard, given);
    for (let left = mostRedirects; left >= 0; left -= 1) {
      const answer = await ask(guard, address, signal);
      if (answer.statusCode === 200) return Readable.from(contentOf(answer, address));
      answer.destroy();
      if (!redirects.has(answer.statusCode ?? 0))
        throw new DownloadFailed(`${address.host} answered ${answer.statusCode}`);
      address = reachable(guard, answer.headers.location ?? '', address);
    }
    throw new DownloadFailed(`${address.host} redirects more than ${mostRedirects} times`);
  };
}

function reachable(guard: Guard, given: string, base?: URL): URL {
  try {
    return guard.reachable(given, base);
  } catch (error) {
    throw failure(given, error);
  }
}

function ask(guard: Guard, address: URL, signal: AbortSignal): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = guard.request(address, { signal, headers: { 'user-agent': 'Skep' } });
  request.once('response', resolve);
  request.on('error', (error) => reject(failure(address.host, error)));
  request.end();
  return promise;
}

async function* contentOf(answer: IncomingMessage, address: URL): AsyncGenerator<Buffer> {
  try {
    for await (const part of answer) yield part;
  } catch (error) {
    throw failure(address.host, error);
  }
}

function failure(host: string, cause: unknown): DownloadFailed {
  return cause instanceof DownloadFailed ? cause : new DownloadFailed(whyFailed(host, cause).sentence, cause);
}
