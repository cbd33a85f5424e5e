/** The public entrance of reading: pipelines in, objects, numbers and aggregations out, each by one statement. */
import type { Actor } from '../model/actor.ts';
import { CodedError } from '../model/errors.ts';
import type { Database } from '../storage/database.ts';
import { InvalidValue, StatementTimeout } from '../storage/errors.ts';
import type { Rows, Statement } from '../storage/statement.ts';
import { compile } from './compile.ts';
import { createContext } from './context.ts';
import { scopeOf } from './scope-of.ts';
import { toStatement } from './sql.ts';
import type { Pipeline, QueryResult } from './stage.ts';

/** Longest run of a query in milliseconds. */
export const queryTimeoutMs = 10_000;

/** A pipeline ready to run in any transaction of the caller's scope. */
export interface CompiledPipeline {
  readonly statement: Statement;
  /** Reads the rows of the statement. */
  readonly decode: (rows: Rows) => QueryResult;
}

/** What a caller may add to a query. */
export interface QueryOptions {
  /** Ends the query on the server when nobody waits for it any more; `ReadAborted` is thrown then. */
  readonly signal?: AbortSignal;
  /** Time limit in milliseconds instead of {@link queryTimeoutMs}: exports may take longer than lists. */
  readonly timeoutMs?: number;
}

/** Compiles a pipeline for an actor. Throws `invalidQuery`, `invalidFields` or `tooManyItems`. */
export function compilePipeline(actor: Actor, pipeline: Pipeline): CompiledPipeline {
  const { query, decode } = compile(createContext(actor), pipeline);
  return { statement: toStatement(query), decode };
}

/** Runs a pipeline for an actor. Throws what compiling throws, and `queryTooSlow`. */
export async function runQuery(
  database: Database,
  actor: Actor,
  pipeline: Pipeline,
  options: QueryOptions = {},
): Promise<QueryResult> {
  const { statement, decode } = compilePipeline(actor, pipeline);
  return decode(await read(database, actor, statement, options));
}

async function read(
  database: Database,
  actor: Actor,
  statement: Statement,
  options: QueryOptions,
): Promise<Rows> {
  try {
    return await database.read(scopeOf(actor), statement, { timeoutMs: queryTimeoutMs, ...options });
  } catch (error) {
    if (error instanceof StatementTimeout) throw new CodedError('queryTooSlow');
    if (error instanceof InvalidValue) {
      throw new CodedError('invalidQuery', { reason: 'A value is outside of what its field can hold' });
    }
    throw error;
  }
}
