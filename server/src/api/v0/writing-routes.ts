/** Routes by which objects of a kind are made, changed and removed where nothing about that is special. */
import type { Command } from '../../commands/frame/command.ts';
import { idToWire } from '../../model/identifier.ts';
import type { RawObject } from '../../model/input.ts';
import { parameter, run } from '../http/route-table.ts';
import { type FaultWords, inWords } from './faults.ts';
import type { Kind } from './kind.ts';
import { showOne } from './list-routes.ts';
import { readOne } from './read.ts';
import type { Route, RouteCall } from './route.ts';

/** What a route that writes says of itself, how its input is read, and how its fields are called in v0. */
interface Writing<I, O> {
  readonly path: string;
  readonly summary: string;
  readonly command: Command<I, O>;
  readonly read: (call: RouteCall) => RawObject;
  readonly words?: FaultWords;
}

/** Makes an object and shows it. */
export function making<I>(kind: Kind, writing: Writing<I, { id: string }>): Route {
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
export function changing<I>(kind: Kind, name: string, writing: Writing<I, void>): Route {
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

/** What a route that removes says of itself; `read`: what its input says beside the path. */
type Removal<I> = Pick<Writing<I, unknown>, 'path' | 'summary' | 'command'> &
  Partial<Pick<Writing<I, unknown>, 'read'>>;

/** Removes the object that the parameter `name` of the path leads to. */
export function removing<I>(name: string, removal: Removal<I>, status: 200 | 204 = 204): Route {
  const { path, summary, command, read = () => ({}) } = removal;
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
