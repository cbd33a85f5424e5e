/** A route of the Cortex dialect as plain data and one function. The server, the documentation and the test matrix read the same table. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticated } from '../../access/index.ts';
import { type Command, type CommandCall, runCommand } from '../../commands/command.ts';
import type { Uploads } from '../../commands/uploads.ts';
import type { Actor } from '../../model/actor.ts';
import { CodedError } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import type { RoutePermission } from '../http/route-permission.ts';
import type { CortexServices } from './services.ts';

/** A route. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Path below the place of the dialect, such as `/api/status`; parameters in braces. */
  readonly path: string;
  readonly permission: RoutePermission;
  readonly summary: string;
  readonly status: number;
  /** Fields that may be given in the body or in the query string, with what they are. */
  readonly input?: Readonly<Record<string, string>>;
  /** What is answered, in words. */
  readonly answer?: string;
  /** The route stays open for long. */
  readonly longLived?: boolean;
  readonly handle: (call: RouteCall) => Promise<Answer>;
}

/** What a handler gives: a body with the status of the route, or that it has answered by itself. */
export type Answer =
  | {
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      /** Plain text instead of JSON. */
      readonly text?: boolean;
    }
  | 'answered';

/** One request on its way through a handler. */
export interface RouteCall {
  readonly services: CortexServices;
  /** Who asks; null on public routes. */
  readonly identity: Authenticated | null;
  readonly parameters: Readonly<Record<string, string>>;
  /** The members of the body with those of the query string on top. */
  readonly input: RawObject;
  readonly uploads: Uploads;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** Who calls a route that is not public. */
export function callerOf({ identity }: RouteCall): Authenticated {
  if (identity === null) throw new CodedError('notAuthenticated');
  return identity;
}

/** The actor of a call. */
export function actorOf(call: RouteCall): Actor {
  return callerOf(call).actor;
}

/** A parameter of the path. */
export function parameter(call: RouteCall, name: string): string {
  const value = call.parameters[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}

/** What a call says about itself to a command. */
export function commandCallOf(call: RouteCall): CommandCall {
  return { actor: actorOf(call), requestId: call.request.id, uploads: call.uploads };
}

/** Runs a command for a call. */
export function run<I, O>(call: RouteCall, command: Command<I, O>, raw: RawObject): Promise<O> {
  return runCommand(call.services.commands, command, raw, commandCallOf(call));
}
