/** Routes that every kind of objects has alike: searching them, and counting them by what they have in common. */
import type { RawObject } from '../../model/input.ts';
import { parameter } from '../http/route-table.ts';
import type { Kind } from './kinds.ts';
import { listInput, readByIds, readList, readOne } from './read.ts';
import type { Route, RouteCall } from './route.ts';
import { type Countable, readStats, statsInput } from './stats.ts';
import { wantedIn } from './wanted.ts';

/** A search of objects of a kind, in a body or in the query string. */
export function searching(method: 'GET' | 'POST', path: string, kind: Kind, summary: string): Route {
  return {
    method,
    path,
    permission: 'authenticated',
    summary: `${summary}; ten at a time when no range is given`,
    status: 200,
    input: listInput,
    answer: 'List of objects; X-Total counts all',
    async handle(call) {
      const wanted = wantedIn(call.input);
      const { objects, headers } = await readList(call, kind.entity, kind.words, {
        extraData: kind.beside(wanted),
      });
      return { body: await kind.show(call, objects, wanted), headers };
    },
  };
}

/** Numbers over objects of a kind. */
export function counting(path: string, kind: Countable, summary: string): Route {
  return {
    method: 'POST',
    path,
    permission: 'authenticated',
    summary,
    status: 200,
    input: statsInput,
    answer: 'One object with the results of all',
    handle: async (call) => ({ body: await readStats(call, kind, call.input) }),
  };
}

/** One object of a kind, named by a parameter of the path. */
export function getting(path: string, kind: Kind, name: string, summary: string): Route {
  return {
    method: 'GET',
    path,
    permission: 'authenticated',
    summary,
    status: 200,
    input: { nparent: listInput.nparent, nstats: listInput.nstats },
    answer: 'The object',
    handle: async (call) => ({ body: await showOne(call, kind, parameter(call, name)) }),
  };
}

/** One object on the wire, by id or name, with what the request wants with it. Throws `notFound`. */
export async function showOne(
  call: RouteCall,
  kind: Kind,
  reference: string,
): Promise<RawObject | undefined> {
  const wanted = wantedIn(call.input);
  const object = await readOne(call, kind.entity, reference, kind.beside(wanted));
  return (await kind.show(call, [object], wanted))[0];
}

/** Objects on the wire by the digits of their ids, in the order given. */
export async function showSeveral(
  call: RouteCall,
  kind: Kind,
  ids: readonly string[],
): Promise<readonly RawObject[]> {
  const wanted = wantedIn(call.input);
  return kind.show(call, await readByIds(call, kind.entity, ids, kind.beside(wanted)), wanted);
}
