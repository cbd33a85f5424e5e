/** Sends a text to an address that people give and tells what became of it. Redirects are not followed: nobody has checked them. */
import type { IncomingMessage } from 'node:http';
import { type GuardSettings, guardAddresses, type RequestFailure, whyFailed } from './outgoing-address.ts';

/** What may be reached, and in which time. */
export interface PostSettings extends GuardSettings {
  /** Bound on the whole exchange. */
  readonly timeoutMs?: number;
}

/** What became of it. */
export type Posted =
  | {
      readonly kind: 'answered';
      readonly status: number;
      /** How the answer begins. */
      readonly answer: string;
      readonly durationMs: number;
    }
  | { readonly kind: 'failed'; readonly failure: RequestFailure; readonly durationMs: number };

/** Sends a body. Never throws for what the other side does. */
export type Post = (
  address: string,
  headers: Readonly<Record<string, string>>,
  body: string,
) => Promise<Posted>;

const usualTimeoutMs = 15_000;
/** Bytes of an answer that are read; the rest is not waited for. */
const mostAnswerBytes = 2_048;

/** What sends within these bounds. */
export function createPost({ timeoutMs = usualTimeoutMs, ...settings }: PostSettings): Post {
  const guard = guardAddresses(settings);
  return async (given, headers, body) => {
    const begun = performance.now();
    const durationMs = (): number => Math.round(performance.now() - begun);
    const signal = AbortSignal.timeout(timeoutMs);
    try {
      const address = guard.reachable(given);
      const answer = await new Promise<IncomingMessage>((resolve, reject) => {
        const length = String(Buffer.byteLength(body));
        const sent = guard.request(address, {
          method: 'POST',
          signal,
          headers: { ...headers, 'content-length': length },
        });
        sent.once('response', resolve);
        sent.on('error', reject);
        sent.end(body);
      });
      const status = answer.statusCode ?? 0;
      return { kind: 'answered', status, answer: await beginningOf(answer), durationMs: durationMs() };
    } catch (error) {
      const failure = whyFailed(URL.parse(given)?.host ?? given, error);
      return { kind: 'failed', failure, durationMs: durationMs() };
    }
  };
}

async function beginningOf(answer: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of answer) {
    parts.push(part);
    size += part.length;
    if (size >= mostAnswerBytes) break;
  }
  answer.destroy();
  const text = Buffer.concat(parts).subarray(0, mostAnswerBytes).toString('utf8');
  return text.replaceAll('\u0000', '').toWellFormed();
}
