/** Routes that every kind of objects has alike: searching them, and counting them by what they have in common. */
import type { RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import type { Pipeline } from '../../query/stage.ts';
import { type Answer, parameter } from '../http/route-table.ts';
import type { Countable, Kind } from './kind.ts';
import { getStage, listInput, readByIds, readList, readOne } from './read.ts';
import type { Route, RouteCall } from './route.ts';
import { readStats, statsInput } from './stats.ts';
import { wantedIn } from './wanted.ts';

/** The one object below which the objects of a list lie: its id or name stands in the path. */
interface Above {
  readonly entity: EntityName;
  readonly parameter: string;
  /** Relation that leads from it to the objects. */
  readonly relation: string;
}

/** A search of objects of a kind, in a body or in the query string; of those below one object where one is named. */
export function searching(
  method: 'GET' | 'POST',
  path: string,
  kind: Kind,
  summary: string,
  above?: Above,
): Route {
  return {
    method,
    path,
    permission: 'authenticated',
    summary: `${summary}; ten at a time when no range is given`,
    status: 200,
    input: listInput,
    answer: 'List of objects; X-Total counts all',
    handle: (call) => search(call, kind, above),
  };
}

async function search(call: RouteCall, kind: Kind, above: Above | undefined): Promise<Answer> {
  const wanted = wantedIn(call.input);
  const extraData = kind.beside(wanted);
  const below = above === undefined ? {} : { from: await stepsBelow(call, above) };
  const { objects, headers } = await readList(call, kind, { extraData, ...below });
  return { body: await kind.show(call, objects, wanted), headers };
}

/** The steps to what lies below an object. Throws `notFound` when the caller does not see it. */
async function stepsBelow(call: RouteCall, { entity, parameter: name, relation }: Above): Promise<Pipeline> {
  const reference = parameter(call, name);
  await readOne(call, entity, reference);
  return [getStage(entity, reference), { op: 'follow', relation }];
}

/** The three doors to all objects of a kind: a list, a search, and numbers over them. `what`: the objects, in the plural. */
export function listing(path: string, kind: Kind, what: string): readonly Route[] {
  return [
    searching('GET', path, kind, what),
    searching('POST', `${path}/_search`, kind, `${what} that fit conditions`),
    counting(`${path}/_stats`, kind, `${what.slice(0, 1).toLowerCase()}${what.slice(1)}`),
  ];
}

/** Numbers over objects of a kind. */
export function counting(path: string, kind: Countable, what: string): Route {
  return {
    method: 'POST',
    path,
    permission: 'authenticated',
    summary: `Numbers over ${what}`,
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
