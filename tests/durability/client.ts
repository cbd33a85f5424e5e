/** Requests to a server that may be killed while it works on them: each comes to its end, or is known to be lost. */
import { setTimeout as pause } from 'node:timers/promises';
import { basic, type Wire } from '../journeys/api-client.ts';
import type { Scene } from './scene.ts';

/** An answer of the server, or `lost` when none came or it could not do its work just then. */
export type Answer =
  | { readonly kind: 'done'; readonly body: Wire }
  | { readonly kind: 'refused'; readonly status: number; readonly text: string }
  | { readonly kind: 'lost' };

/** A file that goes with a request. */
export interface Upload {
  readonly part: string;
  readonly name: string;
  readonly content: string;
}

/** A request. */
export interface Asked {
  readonly method: string;
  /** Path below `/api/v1`. */
  readonly path: string;
  readonly body?: Wire;
  readonly upload?: Upload;
  /** Key under which it may be repeated. */
  readonly key?: string;
}

/** Organisation in which everything is written. */
const organisation = 'main';

/** Longest wait for an answer, in milliseconds. */
const longestAnswer = 20_000;

/** Sends one request to the server as it runs now. Throws when no answer comes in time although the connection stays. */
export async function send(scene: Pick<Scene, 'server'>, asked: Asked): Promise<Answer> {
  const { url, administrator } = await scene.server();
  const { method, path, key } = asked;
  const { body, type } = bodyOf(asked);
  const answered = await answerOf(`${url}/api/v1${path}`, {
    method,
    headers: {
      authorization: basic(administrator.login, administrator.password),
      'x-organisation': organisation,
      ...type,
      ...(key === undefined ? {} : { 'idempotency-key': key }),
    },
    ...(body === undefined ? {} : { body }),
    signal: AbortSignal.timeout(longestAnswer),
  });
  if (answered === undefined || answered.status >= 500) return { kind: 'lost' };
  if (answered.status >= 300) return { kind: 'refused', ...answered };
  return { kind: 'done', body: answered.text === '' ? {} : JSON.parse(answered.text) };
}

function bodyOf({ body, upload }: Asked): {
  readonly body: string | FormData | undefined;
  readonly type: Readonly<Record<string, string>>;
} {
  if (upload === undefined) {
    return body === undefined
      ? { body: undefined, type: {} }
      : { body: JSON.stringify(body), type: { 'content-type': 'application/json' } };
  }
  const form = new FormData();
  if (body !== undefined) form.set('_json', JSON.stringify(body));
  form.set(upload.part, new Blob([upload.content], { type: 'text/plain' }), upload.name);
  return { body: form, type: {} };
}

/** Status and text of an answer that came whole; undefined when the connection broke. */
async function answerOf(
  url: string,
  init: RequestInit,
): Promise<{ status: number; text: string } | undefined> {
  try {
    const response = await fetch(url, init);
    return { status: response.status, text: await response.text() };
  } catch (error) {
    if (error instanceof Error && error.name === 'TimeoutError') throw error;
    return undefined;
  }
}

/** An answer that came, and how many requests it took. */
export interface Outcome {
  readonly answer: Exclude<Answer, { kind: 'lost' }>;
  readonly tries: number;
}

/** Sends a request again and again until it is answered. */
export async function insist(scene: Pick<Scene, 'server'>, asked: Asked): Promise<Outcome> {
  for (let tries = 1; ; tries += 1) {
    const answer = await send(scene, asked);
    if (answer.kind !== 'lost') return { answer, tries };
    // A server that was killed may count as running for a moment still; there is no use in asking it at once again.
    await pause(20);
  }
}

/** The body of an answer. Throws when the request was refused. */
export function accepted({ method, path }: Asked, answer: Answer): Wire {
  if (answer.kind === 'done') return answer.body;
  const what = answer.kind === 'lost' ? 'did not come' : `was ${answer.status}: ${answer.text}`;
  throw new Error(`The answer to ${method} ${path} ${what}`);
}

/** Digits of an id on the wire. */
export function digitsOf({ _id }: Wire): string {
  return String(_id).slice(1);
}
