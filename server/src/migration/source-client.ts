/**
 * Asks another instance over HTTP, patiently: an answer that says "later" is asked for again after a pause, and what cannot be had
 * ends in one of a few kinds of failure, told without the key.
 */
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { setTimeout as wait } from 'node:timers/promises';
import { guardAddresses, whyFailed } from '../lib/outgoing-address.ts';
import { textWithin } from '../lib/text-within.ts';

/**
 * How a question failed: the source cannot be reached, it asks to come later, the key may not, it does not know what was asked for,
 * or its answer makes no sense.
 */
export type SourceFault = 'away' | 'busy' | 'denied' | 'unknown' | 'broken';

/** A question that was not answered. */
export class SourceFailure extends Error {
  readonly fault: SourceFault;

  constructor(fault: SourceFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'SourceFailure';
    this.fault = fault;
  }
}

/** What is needed to ask. */
export interface SourceConnection {
  /** Without `/api`. */
  readonly address: string;
  readonly key: string;
  /** Fires when the import is called off. */
  readonly signal: AbortSignal;
  /** Waits between two attempts; a test does not. */
  readonly pause?: (milliseconds: number) => Promise<unknown>;
}

/** One question. */
export interface Question {
  /** From `/api` on. */
  readonly path: string;
  /** Sent as JSON; without it the question is a GET. */
  readonly body?: unknown;
  /** Organisation in whose name it is asked. */
  readonly organisation?: string | undefined;
  /** What is asked for. A source that fails for it again and again is waited for less and less. */
  readonly what: string;
}

/** Asks one source. Everything throws `SourceFailure`. */
export interface SourceClient {
  readonly address: string;
  /** The answer, parsed. */
  ask(question: Question): Promise<unknown>;
  /** Gives the content at a path to `take`, anew when it breaks off. */
  receive<T>(question: Question, take: (content: Readable) => Promise<T>): Promise<T>;
}

/** Longest time for an answer, and for a file, in milliseconds. */
const answerMs = 120_000;
const fileMs = 1_800_000;
/** Largest answer that is read, in bytes. */
const largestAnswer = 256 * 1024 ** 2;
/** Pauses before the attempts after the first one, in milliseconds; a source may ask for longer ones, up to the last. */
const pauses = [500, 2_000, 5_000, 15_000, 60_000] as const;
const longestPause = 60_000;

/** Whoever starts an import chooses the address, so internal ones are reached as well. */
const guard = guardAddresses({ networks: ['0.0.0.0/0', '::/0'] });

/** A client of one source. */
export function createSourceClient(connection: SourceConnection): SourceClient {
  const { signal, pause = (milliseconds) => wait(milliseconds, undefined, { signal }) } = connection;
  /** How often a source was waited for in vain, by what was asked for. */
  const inVain = new Map<string, number>();
  const waitsFor = (what: string) =>
    pauses.slice(0, Math.max(1, pauses.length - 2 * (inVain.get(what) ?? 0)));
  const persist = async <T>(
    what: string,
    attempt: () => Promise<T>,
    [next, ...later]: readonly number[] = waitsFor(what),
  ): Promise<T> => {
    try {
      const answer = await attempt();
      inVain.delete(what);
      return answer;
    } catch (error) {
      const failure = asFailure(error, connection.address, signal);
      if (failure.fault !== 'away' && failure.fault !== 'busy') throw failure;
      if (next === undefined) {
        inVain.set(what, (inVain.get(what) ?? 0) + 1);
        throw failure;
      }
      await pause(Math.max(next, failure instanceof Later ? failure.waitMs : 0));
      return persist(what, attempt, later);
    }
  };
  return {
    address: connection.address,
    ask: (question) =>
      persist(question.what, async () => parsed(await textOf(await send(connection, question, answerMs)))),
    receive: (question, take) =>
      persist(question.what, async () => {
        const answer = await send(connection, question, fileMs);
        try {
          return await take(Readable.from(contentOf(answer)));
        } finally {
          answer.destroy();
        }
      }),
  };
}

/** The source says when to come again. */
class Later extends SourceFailure {
  readonly waitMs: number;

  constructor(message: string, waitMs: number) {
    super('busy', message);
    this.waitMs = waitMs;
  }
}

async function send(
  { address, key, signal }: SourceConnection,
  { path, body, organisation }: Question,
  timeoutMs: number,
): Promise<IncomingMessage> {
  const bytes = body === undefined ? undefined : Buffer.from(JSON.stringify(body));
  const request = guard.request(guard.reachable(`${address}${path}`), {
    method: bytes === undefined ? 'GET' : 'POST',
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    headers: {
      authorization: `Bearer ${key}`,
      'user-agent': 'Skep',
      // Headers travel as bytes: those of the name.
      ...(organisation === undefined
        ? {}
        : { 'x-organisation': Buffer.from(organisation, 'utf8').toString('latin1') }),
      ...(bytes === undefined ? {} : { 'content-type': 'application/json', 'content-length': bytes.length }),
    },
  });
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request.once('response', resolve);
  request.on('error', reject);
  request.end(bytes);
  const answer = await promise;
  const { statusCode = 0 } = answer;
  if (statusCode >= 200 && statusCode < 300) return answer;
  answer.destroy();
  throw refusalOf(statusCode, path, answer.headers['retry-after']);
}

function refusalOf(status: number, path: string, retryAfter: string | undefined): SourceFailure {
  const said = `The source answered ${status} to ${path.split('?')[0]}`;
  if (status === 429 || status === 408 || status >= 500) {
    const seconds = Number(retryAfter);
    return new Later(said, Number.isFinite(seconds) ? Math.min(seconds * 1_000, longestPause) : 0);
  }
  if (status === 401 || status === 403) return new SourceFailure('denied', said);
  if (status === 404 || status === 400 || status === 405) return new SourceFailure('unknown', said);
  return new SourceFailure('broken', said);
}

function textOf(answer: IncomingMessage): Promise<string> {
  const tooMuch = () => new SourceFailure('broken', `The source answers more than ${largestAnswer} bytes`);
  return textWithin(contentOf(answer), largestAnswer, tooMuch);
}

/** The bytes of an answer. One that breaks off has failed on the way, whatever takes it. */
async function* contentOf(answer: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const part of answer) yield part;
  } catch (error) {
    throw new SourceFailure('away', 'An answer of the source broke off', error);
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SourceFailure('broken', 'The source does not answer in JSON', error);
  }
}

/** Failures of the network as ours; what is none of the source goes on as it is. */
function asFailure(error: unknown, address: string, signal: AbortSignal): SourceFailure {
  signal.throwIfAborted();
  if (error instanceof SourceFailure) return error;
  if (error instanceof Error && 'code' in error && certificateCodes.test(String(error.code)))
    return new SourceFailure(
      'broken',
      `The certificate of the source is not trusted: ${error.message}`,
      error,
    );
  if (error instanceof Error && isOfNetwork(error))
    return new SourceFailure('away', whyFailed(new URL(address).host, error).sentence, error);
  throw error;
}

const networkCodes = /^(?:ECONN|ENOTFOUND|EAI_|EPIPE|EHOST|ENET|ETIMEDOUT|HPE_)/;
const certificateCodes = /^(?:ERR_TLS|CERT_|DEPTH_|SELF_|UNABLE_)/;

function isOfNetwork(error: Error): boolean {
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return true;
  return 'code' in error && networkCodes.test(String(error.code));
}
