/** Tables of routes whose input is the members of the body with those of the query string on top, and how they are put into a server. */

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticated } from '../../access/index.ts';
import {
  type Command,
  type CommandCall,
  type CommandDependencies,
  runCommand,
} from '../../commands/frame/command.ts';
import type { Uploads } from '../../commands/frame/uploads.ts';
import { jsonOf } from '../../lib/json-text.ts';
import type { Hub } from '../../live/hub.ts';
import type { Actor } from '../../model/actor.ts';
import { CodedError } from '../../model/errors.ts';
import { asRawObject, isRawObject, type RawObject } from '../../model/input.ts';
import { checkJson } from './json-body.ts';
import type { RoutePermission } from './route-permission.ts';
import { type MultipartInput, readMultipart, type UploadLimits } from './uploads.ts';

/** What every table works with. */
export interface TableServices {
  readonly commands: CommandDependencies;
  readonly hub: Pick<Hub, 'listen' | 'close'>;
  readonly uploadLimits: UploadLimits;
}

/** A route. */
export interface TableRoute<S extends TableServices> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Path below the place of the dialect, such as `/status`; parameters in braces. */
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
  /** Programs ask it by themselves: a session does not stay alive by it. */
  readonly passive?: boolean;
  readonly handle: (call: TableCall<S>) => Promise<Answer>;
}

/** What a handler gives: a body with the status of the route or another, or that it has answered by itself. */
export type Answer =
  | {
      readonly status?: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
      /** Plain text instead of JSON. */
      readonly text?: boolean;
    }
  | 'answered';

/** One request on its way through a handler. */
export interface TableCall<S extends TableServices> {
  readonly services: S;
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
export function callerOf({ identity }: Pick<TableCall<TableServices>, 'identity'>): Authenticated {
  if (identity === null) throw new CodedError('notAuthenticated');
  return identity;
}

/** The actor of a call. */
export function actorOf(call: Pick<TableCall<TableServices>, 'identity'>): Actor {
  return callerOf(call).actor;
}

/** A parameter of the path. */
export function parameter(
  { parameters }: Pick<TableCall<TableServices>, 'parameters'>,
  name: string,
): string {
  const value = parameters[name];
  if (value === undefined) throw new Error(`The route has no parameter ${name}`);
  return value;
}

/** What a call says about itself to a command. */
export function commandCallOf(call: TableCall<TableServices>): CommandCall {
  return { actor: actorOf(call), requestId: call.request.id, uploads: call.uploads };
}

/** Runs a command for a call. */
export function run<I, O>(
  call: TableCall<TableServices>,
  command: Command<I, O>,
  raw: RawObject,
): Promise<O> {
  return runCommand(call.services.commands, command, raw, commandCallOf(call));
}

/** Puts a table into a server, each route below every place given. */
export function addTable<S extends TableServices, R extends TableRoute<S>>(
  server: FastifyInstance,
  services: S,
  routes: readonly R[],
  placesOf: (route: R) => readonly string[],
): void {
  readOtherBodies(server);
  // A server that stops waits for open requests: those that wait for a run would keep it until that has ended.
  server.addHook('preClose', () => services.hub.close());
  for (const route of routes) for (const place of placesOf(route)) addRoute(server, services, route, place);
}

/** Most bytes of a form; whoever has more to say sends JSON. */
const longestForm = 100_000;

/** Forms hold lists of texts; of other types the query string alone is read. */
function readOtherBodies(server: FastifyInstance): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: longestForm },
    async (_: FastifyRequest, body: string) => readForm(body),
  );
  server.addContentTypeParser('text/plain', { parseAs: 'string', bodyLimit: longestForm }, async () => ({}));
}

function readForm(body: string): RawObject {
  const fields = new URLSearchParams(body);
  const form = Object.fromEntries(
    [...new Set(fields.keys())].map((name) => {
      const values = fields.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
  checkJson(form);
  return form;
}

function addRoute<S extends TableServices>(
  server: FastifyInstance,
  services: S,
  route: TableRoute<S>,
  place: string,
): void {
  const { method, path, permission, longLived = false, passive = false } = route;
  server.route({
    method,
    url: `${place}${path}`.replaceAll(/\{(\w+)\}/g, ':$1'),
    config: { permission, longLived, passive },
    exposeHeadRoute: method === 'GET' && !longLived,
    handler: (request, reply) => handle(services, route, request, reply),
  });
}

async function handle<S extends TableServices>(
  services: S,
  route: TableRoute<S>,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> {
  checkJson(request.params);
  checkJson(request.query);
  const { raw, uploads } = await readBody(services, request);
  const query = isRawObject(request.query) ? request.query : {};
  const answer = await route.handle({
    services,
    identity: request.identity,
    parameters: textsOf(request.params),
    input: { ...raw, ...query },
    uploads,
    request,
    reply,
  });
  if (answer !== 'answered') await send(reply, route.status, answer);
}

async function readBody(
  { commands, uploadLimits }: TableServices,
  request: FastifyRequest,
): Promise<MultipartInput> {
  if (request.isMultipart()) return readMultipart(request, commands.files, uploadLimits);
  const raw = request.body === undefined || request.body === null ? {} : asRawObject(request.body);
  return { raw, uploads: new Map() };
}

function textsOf(parameters: unknown): Readonly<Record<string, string>> {
  if (!isRawObject(parameters)) return {};
  return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
}

async function send(reply: FastifyReply, status: number, answer: Exclude<Answer, 'answered'>): Promise<void> {
  reply.status(answer.status ?? status);
  if (answer.headers !== undefined) reply.headers(answer.headers);
  if (answer.body === undefined) {
    await reply.send();
    return;
  }
  if (answer.text === true) {
    await reply.type('text/plain; charset=utf-8').send(String(answer.body));
    return;
  }
  await reply.type('application/json; charset=utf-8').send(jsonOf(answer.body));
}
