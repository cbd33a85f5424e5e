/**
 * Asks services that answer in JSON. Every step, redirects included, passes the guard of outgoing requests; time and size are
 * bounded; failures are stated without a path, a header or a body, since any of them may hold a key.
 */

import type { IncomingMessage } from 'node:http';
import { NeuronError, TemporaryError } from './neuron-error.ts';
import { type Guard, platformGuard, send } from './outgoing.ts';
import type { Settings } from './settings.ts';

/** What is asked of a service. */
export interface Question {
  /** Name of the service in messages. */
  readonly service: string;
  readonly address: URL;
  /** GET without it. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** Statuses that are an answer by themselves, JSON or not, such as 404 where it means that nothing is known. */
  readonly accepted?: readonly number[];
  /** Bound on the whole exchange, redirects included: half a minute without it. */
  readonly timeoutMs?: number;
  /** Largest answer read: ten million without it. */
  readonly mostBytes?: number;
}

/** What a service answered. */
export interface JsonAnswer {
  readonly status: number;
  /** Undefined for an empty answer, and for one that is no JSON where the status itself is the answer. */
  readonly content: unknown;
}

const mostRedirects = 5;
const redirects: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);
const defaultTimeoutMs = 30_000;
const defaultBytes = 10_000_000;

/** Seconds to wait for a service that is over its limit and does not say how long. */
const usualPause = 60;

/** Failures of a connection that are often gone a minute later. */
const passingFailures: ReadonlySet<string> = new Set([
  'ECONNRESET',
  'ECONNREFUSED',
  'EAI_AGAIN',
  'ETIMEDOUT',
]);

/**
 * The address in a setting, checked and with the path below it. Throws `parameterInvalid` for anything but http and https.
 */
export function serviceAddress(config: Settings, name: string, fallback: string, path = ''): URL {
  const base = config.text(name, fallback).replace(/\/+$/, '');
  const address = URL.parse(`${base}${path}`);
  if (address?.protocol === 'https:' || address?.protocol === 'http:') return address;
  throw new NeuronError(`Configuration item "${name}" must be an http or https address`, 'parameterInvalid');
}

/**
 * Asks, and reads the answer. Throws `TemporaryError` for a limit, a silence and a broken service, `keyRefused` for 401 and
 * 403, `serviceRefused` for other statuses, `answerInvalid` and `answerTooLong` for what cannot be read.
 */
export async function askJson(question: Question, guard: Guard = platformGuard()): Promise<JsonAnswer> {
  const signal = AbortSignal.timeout(question.timeoutMs ?? defaultTimeoutMs);
  try {
    const response = await follow(question, signal, guard);
    const status = response.statusCode ?? 0;
    const isAccepted = question.accepted?.includes(status) === true;
    if (!isAccepted && (status < 200 || status > 299)) {
      response.destroy();
      throw refusal(question.service, status, response.headers['retry-after']);
    }
    const content = parsed(await readText(response, question), isAccepted ? undefined : question.service);
    return { status, content };
  } catch (cause) {
    if (cause instanceof NeuronError) throw cause;
    throw unreachable(question, signal.aborted, cause);
  }
}

async function follow(question: Question, signal: AbortSignal, guard: Guard): Promise<IncomingMessage> {
  const { service, method = 'GET', body } = question;
  let { address, headers = {} } = question;
  for (let step = 0; step <= mostRedirects; step += 1) {
    const sent = { accept: 'application/json', 'user-agent': 'Skep', ...headers };
    const response = await send(address, { method, headers: sent, body, signal }, guard);
    if (!redirects.has(response.statusCode ?? 0)) return response;
    response.destroy();
    const next = redirectTarget(service, method, address, response.headers.location);
    // The key belongs to the service it was made for, not to wherever it sends us.
    if (next.origin !== address.origin) headers = {};
    address = next;
  }
  throw new NeuronError(`${service} redirects more than ${mostRedirects} times`, 'serviceRefused');
}

function redirectTarget(service: string, method: string, from: URL, location: string | undefined): URL {
  const target = location === undefined ? null : URL.parse(location, from);
  const isWeb = target?.protocol === 'https:' || target?.protocol === from.protocol;
  if (target !== null && isWeb && method === 'GET') return target;
  const place = target === null ? 'nowhere' : target.origin;
  throw new NeuronError(`${service} redirects to ${place}, which is not followed`, 'serviceRefused');
}

async function readText(
  response: IncomingMessage,
  { service, mostBytes = defaultBytes }: Question,
): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    length += chunk.byteLength;
    if (length > mostBytes) {
      throw new NeuronError(`${service} answered more than ${mostBytes} bytes`, 'answerTooLong');
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** With the name of a service the text must be JSON. */
function parsed(text: string, service: string | undefined): unknown {
  if (text.trim() === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    if (service === undefined) return undefined;
    throw new NeuronError(`${service} answered something else than JSON`, 'answerInvalid');
  }
}

function refusal(service: string, status: number, retryAfter: string | undefined): NeuronError {
  if (status === 429) {
    return new TemporaryError(
      `${service} is over its limit of requests`,
      pauseOf(retryAfter),
      'limitReached',
    );
  }
  if (status === 401 || status === 403) {
    return new NeuronError(
      `${service} does not accept the key, or what it is used for (${status})`,
      'keyRefused',
    );
  }
  if (status >= 500 || status === 408) {
    const pause = retryAfter === undefined ? 0 : pauseOf(retryAfter);
    return new TemporaryError(`${service} is not able to answer (${status})`, pause, 'serviceBroken');
  }
  return new NeuronError(`${service} refused the question (${status})`, 'serviceRefused');
}

/** Seconds that a service asks to wait, given as a number or as a date. */
function pauseOf(retryAfter: string | undefined): number {
  if (retryAfter === undefined) return usualPause;
  if (/^\d{1,9}$/.test(retryAfter)) return Number(retryAfter);
  const seconds = Math.ceil((Date.parse(retryAfter) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : usualPause;
}

function unreachable({ service, address }: Question, timedOut: boolean, cause: unknown): NeuronError {
  if (timedOut) {
    return new TemporaryError(
      `${service} (${address.host}) did not answer in time`,
      0,
      'serviceSilent',
      cause,
    );
  }
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'no connection';
  const message = `${service} (${address.host}) cannot be reached: ${code}`;
  if (passingFailures.has(code)) return new TemporaryError(message, 0, 'serviceUnreachable', cause);
  return new NeuronError(message, 'serviceUnreachable', cause);
}
