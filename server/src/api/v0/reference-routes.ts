/** Routes that people, organisations and lists of administrators have alike. */
import type { Command } from '../../commands/command.ts';
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import { type Answer, parameter, run } from '../http/route-table.ts';
import { type FaultWords, inWords } from './faults.ts';
import { listInput, readList, readOne } from './read.ts';
import { queryWithin, type ReferenceKind } from './reference-kinds.ts';
import type { Route, RouteCall } from './route.ts';
import { readStats, statsInput } from './stats.ts';

async function search(call: RouteCall, kind: ReferenceKind): Promise<Answer> {
  const { entity, words, extraData = [] } = kind;
  const asked = { ...call, input: { ...call.input, query: queryWithin(kind, call.input) } };
  const { objects, headers } = await readList(asked, entity, words, { extraData });
  return { body: await kind.show(call, objects), headers };
}

/** A search, in a body or in the query string. */
export function searching(method: 'GET' | 'POST', path: string, kind: ReferenceKind, what: string): Route {
  return {
    method,
    path,
    permission: 'authenticated',
    summary: `${what}; ten at a time when no range is given`,
    status: 200,
    input: listInput,
    answer: 'List of objects; X-Total counts all',
    handle: (call) => search(call, kind),
  };
}

/** Numbers over objects of a kind. */
export function counting(path: string, kind: ReferenceKind, what: string): Route {
  return {
    method: 'POST',
    path,
    permission: 'authenticated',
    summary: `Counts ${what}`,
    status: 200,
    input: statsInput,
    answer: 'One object with all that was counted',
    async handle(call) {
      const { stats } = call.input;
      return { body: await readStats(call, kind, { query: queryWithin(kind, call.input), stats }) };
    },
  };
}

/** One object on the wire, by id or name. Throws `notFound`. */
export async function showOne(
  call: RouteCall,
  kind: ReferenceKind,
  reference: string,
): Promise<RawObject | undefined> {
  const object = await readOne(call, kind.entity, reference, kind.extraData);
  return (await kind.show(call, [object]))[0];
}

/** One object, named by a parameter of the path. */
export function getting(path: string, kind: ReferenceKind, name: string, summary: string): Route {
  return {
    method: 'GET',
    path,
    permission: 'authenticated',
    summary,
    status: 200,
    answer: 'The object',
    handle: async (call) => ({ body: await showOne(call, kind, parameter(call, name)) }),
  };
}

/** What a route that writes says of itself, how its input is read, and how its fields are called in v0. */
interface Writing<I, O> {
  readonly path: string;
  readonly summary: string;
  readonly command: Command<I, O>;
  readonly read: (call: RouteCall) => RawObject;
  readonly words?: FaultWords;
}

/** Makes an object and shows it. */
export function making<I>(kind: ReferenceKind, writing: Writing<I, { id: string }>): Route {
  const { path, summary, command, read, words = {} } = writing;
  return {
    method: 'POST',
    path,
    permission: command.permission,
    summary,
    status: 201,
    answer: 'The object',
    async handle(call) {
      const { id } = await inWords(words, () => run(call, command, read(call)));
      return { body: await showOne(call, kind, idToWire(id)) };
    },
  };
}

/** Changes the object that the parameter `name` of the path leads to, and shows it. */
export function changing<I>(kind: ReferenceKind, name: string, writing: Writing<I, void>): Route {
  const { path, summary, command, read, words = {} } = writing;
  return {
    method: 'PATCH',
    path,
    permission: command.permission,
    summary,
    status: 200,
    answer: 'The object',
    async handle(call) {
      const { values } = await readOne(call, kind.entity, parameter(call, name));
      const id = idToWire(String(values.id));
      await inWords(words, () => run(call, command, { ...read(call), id }));
      return { body: await showOne(call, kind, id) };
    },
  };
}

/** Removes the object that the parameter `name` of the path leads to. */
export function removing<I>(
  name: string,
  { path, summary, command, read }: Omit<Writing<I, unknown>, 'words'>,
  status: 200 | 204 = 204,
): Route {
  return {
    method: 'DELETE',
    path,
    permission: command.permission,
    summary,
    status,
    async handle(call) {
      await run(call, command, { ...read(call), id: parameter(call, name) });
      return {};
    },
  };
}

/** Nothing but what the path says. */
export const nothingElse = (): RawObject => ({});
