/** The few questions that are asked of a container engine, over its socket. It is of this machine and trusted, but may be away. */
import { type ClientRequest, type IncomingMessage, request as requestOverHttp } from 'node:http';
import type { Duplex } from 'node:stream';
import { textWithin } from '../../lib/text-within.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';

/** An engine refused, or could not be asked; the message says why. */
export class EngineFailure extends Error {
  /** Status of its answer; undefined when there was none. */
  readonly status: number | undefined;

  constructor(message: string, status?: number, cause?: unknown) {
    super(message, { cause });
    this.name = 'EngineFailure';
    this.status = status;
  }
}

/** Asks an engine. */
export interface EngineApi {
  /** The answer, parsed; undefined when it is empty. Throws `EngineFailure`. */
  ask(method: 'GET' | 'POST' | 'DELETE', path: string, options?: AskOptions): Promise<unknown>;
  /** An answer that comes bit by bit. Throws `EngineFailure`. */
  open(method: 'GET' | 'POST', path: string, signal: AbortSignal): Promise<IncomingMessage>;
  /** A connection that becomes a container's streams: what is written goes in, frames come out. The caller destroys it. */
  attach(path: string): Promise<Duplex>;
}

/** How a question is asked. */
export interface AskOptions {
  readonly body?: RawObject;
  /** Bound on the answer, in milliseconds. */
  readonly timeoutMs?: number;
}

/** Version of the API; engines keep older ones. */
const version = '/v1.41';
const usualTimeoutMs = 30_000;
/** Largest answer that is read. */
const largestAnswer = 4 * 1024 ** 2;

/** The API at a socket. */
export function createEngineApi(socketPath: string): EngineApi {
  const send = async (
    method: string,
    path: string,
    body: RawObject | undefined,
    signal: AbortSignal,
  ): Promise<IncomingMessage> => {
    const text = body === undefined ? undefined : JSON.stringify(body);
    const request = requestOverHttp({
      ...basics(socketPath, path),
      method,
      headers: { host: 'docker', ...(text === undefined ? {} : { 'content-type': 'application/json' }) },
      signal,
    });
    const answered = answerTo(request);
    request.end(text);
    const answer = await answered;
    return (answer.statusCode ?? 0) < 400 ? answer : refusal(answer);
  };
  return {
    async ask(method, path, { body, timeoutMs = usualTimeoutMs } = {}) {
      const text = await textOf(await send(method, path, body, AbortSignal.timeout(timeoutMs)));
      return text === '' ? undefined : JSON.parse(text);
    },
    open: (method, path, signal) => send(method, path, undefined, signal),
    async attach(path) {
      const headers = { host: 'docker', connection: 'Upgrade', upgrade: 'tcp' };
      const request = requestOverHttp({ ...basics(socketPath, path), method: 'POST', headers });
      const late = setTimeout(() => request.destroy(new Error('it does not answer')), usualTimeoutMs);
      const upgraded = Promise.withResolvers<Duplex>();
      request.once('upgrade', (_answer, socket, head) => {
        if (head.length > 0) socket.unshift(head);
        upgraded.resolve(socket);
      });
      const refused = answerTo(request).then(refusal);
      request.end();
      try {
        return await Promise.race([upgraded.promise, refused]);
      } finally {
        clearTimeout(late);
      }
    },
  };
}

function basics(socketPath: string, path: string) {
  return { socketPath, path: `${version}${path}`, agent: false } as const;
}

/** Rejects with `EngineFailure` when there is none. */
function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  request.once('response', resolve);
  request.on('error', (error) =>
    reject(new EngineFailure(`The container engine cannot be asked: ${error.message}`, undefined, error)),
  );
  return promise;
}

async function refusal(answer: IncomingMessage): Promise<never> {
  const { statusCode = 0 } = answer;
  throw new EngineFailure(saidIn(await textOf(answer), statusCode), statusCode);
}

async function textOf(answer: IncomingMessage): Promise<string> {
  try {
    const tooMuch = () => new EngineFailure('The container engine answers too much');
    return await textWithin(answer, largestAnswer, tooMuch);
  } catch (error) {
    if (error instanceof EngineFailure) throw error;
    throw new EngineFailure(
      `The answer of the container engine broke off: ${String(error)}`,
      undefined,
      error,
    );
  }
}

function saidIn(text: string, status: number): string {
  try {
    const body: unknown = JSON.parse(text);
    if (isRawObject(body) && typeof body.message === 'string') return body.message.slice(0, 500);
  } catch {
    // What is no JSON tells nothing; the status does.
  }
  return `The container engine answered ${status}`;
}
