/** A route of v1 as plain data and one function. The server, the documentation and the test matrix all read the same table. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticated } from '../../access/index.ts';
import type { Uploads } from '../../commands/frame/uploads.ts';
import type { Actor } from '../../model/actor.ts';
import { CodedError } from '../../model/errors.ts';
import { asRawObject, type RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { RoutePermission } from '../http/route-permission.ts';
import type { ApiServices } from './services.ts';

/** HTTP methods of routes. */
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A value in the query string of a route. */
export interface QueryParameter {
  readonly name: string;
  readonly sentence: string;
  readonly required?: boolean;
}

/** What the body of a route is, for its documentation. */
export interface BodyShape {
  /** Fields that may be given: those of an entity in a mode, and further ones. */
  readonly entity?: EntityName;
  readonly mode?: 'create' | 'update';
  /** No field of the entity has to be given: what is missing comes from elsewhere. */
  readonly allOptional?: boolean;
  /** The body is a list of at most so many of these. */
  readonly mostInList?: number;
  readonly also?: Readonly<Record<string, string>>;
  /** Names of file parts; the route then takes multipart forms as well. */
  readonly files?: readonly string[];
  /** A body for the example, where the required fields of the entity do not make a useful one. */
  readonly example?: RawObject;
}

/** What the answer of a route is, for its documentation. */
export interface AnswerShape {
  readonly entity?: EntityName;
  readonly list?: boolean;
  /** Members of an object that is no entity, or that it has beside those of the entity, each with what it is unless its name says so. */
  readonly members?: Readonly<Record<string, string>>;
  /** Said in words where it is neither. */
  readonly sentence?: string;
  /** JSON when missing; the range of all types for files, which come in the type they were stored with. */
  readonly contentType?: string;
}

/** A route. */
export interface Route {
  readonly method: Method;
  /** Path below `/api/v1`, or a whole one that begins with `/api/`; parameters in braces. */
  readonly path: string;
  /** Whole paths under which older clients call it as well. */
  readonly aliases?: readonly string[];
  readonly permission: RoutePermission;
  readonly summary: string;
  readonly status: number;
  readonly query?: readonly QueryParameter[];
  readonly body?: BodyShape;
  readonly answer: AnswerShape;
  /** What is answered with 207, where a part may be done and the rest not. */
  readonly partly?: string;
  /** The route stays open for long. */
  readonly longLived?: boolean;
  /** Programs ask it by themselves: a session does not stay alive by it. */
  readonly passive?: boolean;
  /** The route takes a body of form fields, as pages without scripts send it. */
  readonly form?: boolean;
  readonly handle: (call: RouteCall) => Promise<Answer>;
}

/** What a handler gives: a body with a status, or that it has answered by itself. */
export type Answer =
  | {
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      /** Plain text instead of JSON. */
      readonly text?: boolean;
    }
  | 'answered';

/** One request on its way through a handler. */
export interface RouteCall {
  readonly services: ApiServices;
  /** Who asks; null on public routes. */
  readonly identity: Authenticated | null;
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, unknown>>;
  /** The JSON body, or the merged members of a multipart form; undefined when there was none. */
  readonly body: unknown;
  readonly uploads: Uploads;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/** The actor of a call. */
export function actorOf(call: RouteCall): Actor {
  return callerOf(call).actor;
}

/** Who calls a route that is not public. */
export function callerOf({ identity }: RouteCall): Authenticated {
  if (identity === null) throw new CodedError('notAuthenticated');
  return identity;
}

/** A parameter of the path. */
export function parameter(call: RouteCall, name: string): string {
  const value = call.parameters[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}

/** The body as an object; empty when there was none. */
export function bodyOf(call: RouteCall): RawObject {
  return call.body === undefined || call.body === null ? {} : asRawObject(call.body);
}

/** Whether a switch in the query string is on: given without a value, or with true in any spelling. */
export function switchedOn(call: RouteCall, name: string): boolean {
  const value = call.query[name];
  return value !== undefined && ['', 'true', '1'].includes(String(value).toLowerCase());
}

/** One text of the query string; undefined when it is missing. */
export function queryText(call: RouteCall, name: string): string | undefined {
  const value = call.query[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
