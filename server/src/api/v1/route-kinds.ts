/** The usual kinds of routes: running a command, reading one object, listing what a relation leads to. */
import { type Command, type CommandCall, runCommand } from '../../commands/frame/command.ts';
import { CodedError } from '../../model/errors.ts';
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import { headerOf } from '../http/identity.ts';
import { isReadObject } from '../http/read-object.ts';
import { readOne, readSeveral, show } from './read.ts';
import {
  type Answer,
  type AnswerShape,
  actorOf,
  bodyOf,
  parameter,
  type Route,
  type RouteCall,
} from './route.ts';

type Described = Pick<Route, 'method' | 'path' | 'summary'> &
  Partial<Pick<Route, 'aliases' | 'query' | 'body' | 'permission'>>;

/** How the output of a command becomes an answer. */
export interface Answering<O> {
  readonly status: number;
  readonly shape: AnswerShape;
  readonly render: (call: RouteCall, output: O) => Promise<unknown>;
}

/** A route that runs a command. `input` makes the command's input from the call. */
export function commandRoute<I, O>(
  described: Described,
  command: Command<I, O>,
  input: (call: RouteCall) => RawObject,
  answering: Answering<O>,
): Route {
  return {
    permission: command.permission,
    ...described,
    status: answering.status,
    answer: answering.shape,
    async handle(call): Promise<Answer> {
      const output = await run(call, command, input(call));
      const body = await answering.render(call, output);
      return body === undefined ? { status: answering.status } : { status: answering.status, body };
    },
  };
}

/** Runs a command for a call: with its files, the version it is based on, and the key under which it may be repeated. */
export function run<I, O>(call: RouteCall, command: Command<I, O>, raw: RawObject): Promise<O> {
  return runCommand(call.services.commands, command, raw, commandCallOf(call));
}

/** What a call says about itself to a command. */
export function commandCallOf(call: RouteCall): CommandCall {
  return {
    actor: actorOf(call),
    requestId: call.request.id,
    uploads: call.uploads,
    basedOnVersion: basedOnVersion(call),
    idempotencyKey: idempotencyKey(call),
  };
}

/** Longest key of a repeatable request. */
const longestKey = 255;

function idempotencyKey({ request }: RouteCall): string | undefined {
  const key = headerOf(request, 'idempotency-key');
  if (key === undefined || (key.length >= 1 && key.length <= longestKey)) return key;
  throw new CodedError('badRequest', {
    reason: `Idempotency-Key must be 1 to ${longestKey} characters long`,
  });
}

/** The version a change is based on, from `If-Match` or from `_version` in the body. */
function basedOnVersion({ request, body }: RouteCall): number | undefined {
  const header = headerOf(request, 'if-match');
  if (header !== undefined && header !== '*') {
    const version = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header)?.[1];
    if (version !== undefined) return Number(version);
    throw new CodedError('badRequest', { reason: 'If-Match must be the _version of the object' });
  }
  const given = isRawObject(body) ? body._version : undefined;
  return typeof given === 'number' ? given : undefined;
}

/** No body. */
export const nothing: Answering<unknown> = {
  status: 204,
  shape: {},
  render: async () => undefined,
};

/** The object that a command made or changed, as reading it gives it. */
export function objectOf(entity: EntityName, status: number): Answering<unknown> {
  return {
    status,
    shape: { entity },
    render: async (call, output) => {
      if (isReadObject(output)) return show(actorOf(call), output);
      return show(actorOf(call), await readOne(call, entity, idToWire(idIn(output))));
    },
  };
}

/** The objects whose ids a command gives. */
export function objectsOf(entity: EntityName, status: number): Answering<readonly string[]> {
  return {
    status,
    shape: { entity, list: true },
    render: async (call, ids) =>
      (await readSeveral(call, entity, ids)).map((object) => show(actorOf(call), object)),
  };
}

function idIn(output: unknown): string {
  if (isRawObject(output) && typeof output.id === 'string') return output.id;
  throw new Error('The command gave no id');
}

/** Input of a command: the body, with what the path says in place of anything of that name in the body. */
export function bodyWith(fixed: (call: RouteCall) => RawObject, leaveOut: readonly string[] = []) {
  return (call: RouteCall): RawObject => {
    const kept = Object.entries(bodyOf(call)).filter(([name]) => !leaveOut.includes(name));
    return { ...Object.fromEntries(kept), ...fixed(call) };
  };
}

/** Input of a command on one object: the body, and the object of the path. A list of ids in the body names no others. */
export function onObject(name: string, leaveOut: readonly string[] = []) {
  return bodyWith((call) => ({ id: parameter(call, name) }), ['ids', ...leaveOut]);
}

/** Input of a command on several objects, named in the body. */
export const onSeveral = bodyWith(() => ({}), ['id']);

/** Reads one object by what the path names. */
export function getRoute(
  described: Omit<Described, 'method' | 'body'>,
  entity: EntityName,
  name: string,
  extraData: readonly string[] = [],
): Route {
  return {
    permission: 'authenticated',
    ...described,
    method: 'GET',
    status: 200,
    answer: { entity },
    async handle(call) {
      const object = await readOne(call, entity, parameter(call, name), extraData);
      return { status: 200, body: show(actorOf(call), object) };
    },
  };
}
