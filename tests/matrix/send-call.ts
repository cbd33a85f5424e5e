/** Sends the call of a row. */
import { formOf, type Person, type TestAnswer, type Wire } from '../support/wire.ts';
import type { MatrixCall } from './row.ts';

/** Where a call goes: the path with its parameters, and the query string. */
export function addressOf(path: string, call: MatrixCall): string {
  const filled = path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(call.at?.[name] ?? ''),
  );
  return `${filled}${call.query ?? ''}`;
}

/** A call of a route by somebody, or by nobody. */
export interface SentCall {
  readonly method: string;
  /** Whole path with its parameters in braces. */
  readonly path: string;
  readonly call: MatrixCall;
  readonly as: Person | undefined;
}

/** Sends it. */
export function sendCall(wire: Wire, { method, path, call, as }: SentCall): Promise<TestAnswer> {
  return wire.send(method, addressOf(path, call), {
    ...(as === undefined ? {} : { as }),
    ...(call.body === undefined ? {} : { body: call.body }),
    ...(call.form === undefined ? {} : formOf(call.form)),
  });
}
