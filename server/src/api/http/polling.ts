/** Streams that clients ask again and again, for every dialect: opening one, waiting at it, and how long the session still lasts. */
import type { CommandDependencies } from '../../commands/frame/command.ts';
import type { Polls } from '../../live/polls.ts';
import { CodedError, notFound } from '../../model/errors.ts';
import { hearerOf, holds, stillAllowed, type WaitingCall } from './listening.ts';
import { callerOf, type TableCall, type TableServices } from './route-table.ts';

/** A request about a stream. */
export interface StreamCall extends WaitingCall {
  readonly services: WaitingCall['services'] & {
    readonly polls: Polls;
    readonly commands: Pick<CommandDependencies, 'clock'>;
  };
  readonly reply: TableCall<TableServices>['reply'];
}

/** A session that ends within this time is told to be about to; milliseconds. */
const soonMs = 5 * 60_000;
/** The status that says so: the answer is as it would be otherwise. */
const aboutToEnd = 220;

/** Opens a stream; gives its id. */
export function openStream(call: StreamCall): Promise<string> {
  const { actor } = callerOf(call);
  return call.services.polls.open({ ...hearerOf(actor), allowed: stillAllowed(call) });
}

/**
 * Waits for requests that changed something which the caller sees; gives their ids, and the status of the answer. Throws
 * `notFound`, and `notAuthenticated` when the rights are gone after the wait.
 */
export async function waitAt(
  call: StreamCall,
  streamId: string,
): Promise<{ readonly requests: readonly string[]; readonly status: number }> {
  const gone = new AbortController();
  call.reply.raw.once('close', () => gone.abort());
  const told = await call.services.polls.next(streamId, hearerOf(callerOf(call).actor), gone.signal);
  // The wait was long: what is read now is read by whoever still may.
  if (!(await holds(stillAllowed(call)))) throw new CodedError('notAuthenticated');
  if (told === undefined) throw notFound('Stream');
  const { remaining } = sessionTime(call);
  return { requests: told, status: remaining !== undefined && remaining < soonMs ? aboutToEnd : 200 };
}

/** How long the session of the caller lasts in milliseconds, and whether that is short; callers with a key have none. */
export function sessionTime(call: Pick<StreamCall, 'identity' | 'services'>): {
  readonly warning: boolean;
  readonly remaining?: number;
} {
  const { session } = callerOf(call);
  if (session === undefined) return { warning: false };
  const remaining = Math.min(session.endsAt, session.idleEndsAt) - call.services.commands.clock();
  return { warning: remaining < soonMs, remaining };
}
