/** A dialect: the routes of one API, and how its errors look. */
import type { FastifyInstance } from 'fastify';
import type { CodedError } from '../../model/errors.ts';

/** An error as a dialect answers it. */
export interface ErrorAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** One API of the server. */
export interface Dialect {
  readonly name: string;
  /** Beginnings of the paths whose errors look like this dialect's; the longest that fits counts. */
  readonly prefixes: readonly string[];
  /** The answer for a mistake of the caller. */
  readonly renderError: (error: CodedError) => ErrorAnswer;
  /** The answer for a defect of ours; tells nothing but the id under which it is logged. */
  readonly renderDefect: (requestId: string) => ErrorAnswer;
  readonly register: (server: FastifyInstance) => void | Promise<void>;
}

/** The dialect that a path belongs to: the one with the longest fitting prefix, else the first. */
export function dialectOf(dialects: readonly Dialect[], url: string): Dialect {
  const path = url.split('?', 1)[0] ?? url;
  const fitting = dialects
    .flatMap((dialect) => dialect.prefixes.map((prefix) => ({ dialect, prefix })))
    .filter(({ prefix }) => path === prefix || path.startsWith(prefix.endsWith('/') ? prefix : `${prefix}/`))
    .sort((a, b) => b.prefix.length - a.prefix.length);
  const found = fitting[0]?.dialect ?? dialects[0];
  if (found === undefined) throw new Error('The server has no dialect');
  return found;
}
