/**
 * Speaks with a Cortex server. Whatever goes wrong on the way is one of a few kinds: the server is away and may come back, it does
 * not let us in, it does not know what was asked for, or it refuses.
 */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { guardAddresses } from '../../lib/outgoing-address.ts';
import { bytesWithin } from '../../lib/text-within.ts';
import { isRawObject } from '../../model/input.ts';
import type { JsonObject } from '../report/json.ts';
import type { SubjectFile } from '../run/input.ts';

/** What is needed to reach a server. */
export interface CortexConnection {
  /** Without `/api`. */
  readonly address: string;
  readonly apiKey: string;
  /** Internal networks in which it may stand. */
  readonly networks: readonly string[];
  readonly verifyCertificate: boolean;
  /** Certificates as PEM that are trusted besides. */
  readonly certificateAuthority: string | undefined;
}

/** How a question failed. */
export type CortexFault = 'away' | 'denied' | 'missing' | 'refused';

/** A question that was not answered; the message says why, without secrets. */
export class CortexFailure extends Error {
  readonly fault: CortexFault;

  constructor(fault: CortexFault, message: string, cause?: unknown) {
    super(message, { cause });
    this.name = 'CortexFailure';
    this.fault = fault;
  }
}

/** One question. */
export interface Question {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** From `/api` on. */
  readonly path: string;
  readonly body?: JsonObject;
  /** Sent as a part of its own beside the body. */
  readonly file?: SubjectFile;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

/** Asks a server. All throw `CortexFailure`. */
export interface CortexClient {
  /** The answer, parsed; undefined when it is empty. */
  ask(question: Question): Promise<unknown>;
  /** The answer as it came: it may be large. */
  askBytes(question: Question): Promise<Buffer>;
  /** The content at a path. Must be read to its end or destroyed. */
  open(path: string, signal: AbortSignal): Promise<Readable>;
}

const usualTimeoutMs = 30_000;
/** Longest transfer of a file, in milliseconds. */
const transferMs = 600_000;
/** Largest answer that is read. */
const largestAnswer = 32 * 1024 ** 2;
/** Characters of a refusal that are passed on. */
const longestRefusal = 300;

/** A client of one server. */
export function createCortexClient(connection: CortexConnection): CortexClient {
  const base = new URL(connection.address);
  return {
    async ask(question) {
      const answer = await send(connection, base, question);
      return parsed(await textOf(answer));
    },
    async askBytes(question) {
      return bytesOf(await send(connection, base, question));
    },
    async open(path, signal) {
      const answer = await send(connection, base, { method: 'GET', path, timeoutMs: transferMs, signal });
      return Readable.from(contentOf(answer));
    },
  };
}

/** The answer to a question when it is one of success. */
async function send(connection: CortexConnection, base: URL, question: Question): Promise<IncomingMessage> {
  try {
    const answer = await exchange(connection, addressOf(base, question.path), question);
    const { statusCode = 0 } = answer;
    if (statusCode >= 200 && statusCode < 300) return answer;
    throw refusalOf(statusCode, await textOf(answer));
  } catch (error) {
    throw asCortexFailure(error);
  }
}

function addressOf(base: URL, path: string): URL {
  return new URL(`${base.pathname.replace(/\/+$/, '')}${path}`, base);
}

async function exchange(
  connection: CortexConnection,
  address: URL,
  { method, body, file, timeoutMs = file === undefined ? usualTimeoutMs : transferMs, signal }: Question,
): Promise<IncomingMessage> {
  const { apiKey, networks, verifyCertificate, certificateAuthority } = connection;
  const guard = guardAddresses({ networks });
  const sent = file === undefined ? plainBody(body) : await formBody(body ?? {}, file);
  const timeout = AbortSignal.timeout(timeoutMs);
  const request = guard.request(guard.reachable(address.href), {
    method,
    signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    headers: { authorization: `Bearer ${apiKey}`, 'user-agent': 'Skep', ...sent.headers },
    rejectUnauthorized: verifyCertificate,
    ...(certificateAuthority === undefined ? {} : { ca: certificateAuthority }),
  });
  const answered = Promise.withResolvers<IncomingMessage>();
  request.once('response', answered.resolve);
  request.on('error', answered.reject);
  // A server may answer before it has read everything, and then hangs up.
  pipeline(sent.content, request).catch(answered.reject);
  return answered.promise;
}

interface SentBody {
  readonly headers: Readonly<Record<string, string>>;
  readonly content: Readable;
}

function plainBody(body: JsonObject | undefined): SentBody {
  if (body === undefined) return { headers: {}, content: Readable.from([]) };
  const bytes = Buffer.from(JSON.stringify(body));
  const headers = { 'content-type': 'application/json', 'content-length': String(bytes.length) };
  return { headers, content: Readable.from([bytes]) };
}

/** A form of two parts: `_json` with the body, and `data` with the file. */
async function formBody(body: JsonObject, file: SubjectFile): Promise<SentBody> {
  const boundary = `skep-${randomUUID()}`;
  const name = file.filename.replace(/["\r\n]/g, (sign) => encodeURIComponent(sign));
  const head = Buffer.from(
    [
      `--${boundary}`,
      'Content-Disposition: form-data; name="_json"',
      'Content-Type: application/json',
      '',
      JSON.stringify(body),
      `--${boundary}`,
      `Content-Disposition: form-data; name="data"; filename="${name}"`,
      `Content-Type: ${file.contentType}`,
      '',
      '',
    ].join('\r\n'),
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  return {
    headers: {
      'content-type': `multipart/form-data; boundary=${boundary}`,
      'content-length': String(head.length + file.size + tail.length),
    },
    content: Readable.from(inTurn(head, await file.open(), tail)),
  };
}

async function* inTurn(head: Buffer, content: Readable, tail: Buffer): AsyncGenerator<Buffer> {
  yield head;
  yield* content;
  yield tail;
}

async function* contentOf(answer: IncomingMessage): AsyncGenerator<Buffer> {
  try {
    for await (const part of answer) yield part;
  } catch (error) {
    throw asCortexFailure(error);
  }
}

async function textOf(answer: IncomingMessage): Promise<string> {
  return (await bytesOf(answer)).toString('utf8');
}

function bytesOf(answer: IncomingMessage): Promise<Buffer> {
  const tooMuch = () => new CortexFailure('refused', `it answers more than ${largestAnswer} bytes`);
  return bytesWithin(contentOf(answer), largestAnswer, tooMuch);
}

/** An answer of another program, or none that can be read. */
export function notCortex(cause?: unknown): CortexFailure {
  return new CortexFailure('refused', 'it does not answer as a Cortex does', cause);
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw notCortex(error);
  }
}

/** Waiting may help where the server is overloaded, limits us or is being started (520). */
function refusalOf(status: number, text: string): CortexFailure {
  const said = saidIn(text);
  const because = said === '' ? `it answered ${status}` : said;
  if (status === 401 || status === 403) return new CortexFailure('denied', because);
  if (status === 404) return new CortexFailure('missing', because);
  if (status === 408 || status === 429 || status >= 500) return new CortexFailure('away', because);
  return new CortexFailure('refused', because);
}

function saidIn(text: string): string {
  try {
    const body: unknown = JSON.parse(text);
    const message = isRawObject(body) ? body.message : undefined;
    return typeof message === 'string' ? message.slice(0, longestRefusal).toWellFormed() : '';
  } catch {
    // A page of a proxy says nothing that helps; the status does.
    return '';
  }
}

function asCortexFailure(error: unknown): CortexFailure {
  if (error instanceof CortexFailure) return error;
  if (error instanceof Error && (error.name === 'AbortError' || error.name === 'TimeoutError'))
    return new CortexFailure('away', 'it did not answer in time', error);
  return new CortexFailure('away', error instanceof Error ? error.message : String(error), error);
}
