/** Reads objects for routes that are no queries: one by id or name, several by id, those a relation leads to. */
import type { Actor } from '../../model/actor.ts';
import { notFound } from '../../model/errors.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import { runQuery } from '../../query/index.ts';
import type { Pipeline, ReadObject } from '../../query/stage.ts';
import { getStage } from './query/operations.ts';
import { withAlwaysShown } from './render/always-shown.ts';
import { renderObject, type WireObject } from './render/render.ts';
import { actorOf, type RouteCall } from './route.ts';

/** The objects that a pipeline gives. */
export async function readObjects(call: RouteCall, pipeline: Pipeline): Promise<readonly ReadObject[]> {
  const { database } = call.services.commands;
  const result = await runQuery(database, actorOf(call), pipeline);
  return result.kind === 'objects' ? result.objects : [];
}

/** One object by wire id or name, with extra data. Throws `notFound`. */
export async function readOne(
  call: RouteCall,
  entity: EntityName,
  reference: string,
  extraData: readonly string[] = [],
): Promise<ReadObject> {
  const found = await readObjects(call, [
    getStage(entity, reference, 'id'),
    { op: 'page', from: 0, to: 1, extraData: withAlwaysShown(entity, extraData) },
  ]);
  if (found[0] === undefined) throw notFound(nameOf(entity));
  return found[0];
}

/** What an object is called in the sentence that it was not found. */
export function nameOf(entity: EntityName): string {
  return entity === 'job' ? 'Job' : entities[entity].wireType;
}

/** Objects by the digits of their ids, in the order given. */
export async function readSeveral(
  call: RouteCall,
  entity: EntityName,
  ids: readonly string[],
  extraData: readonly string[] = [],
): Promise<readonly ReadObject[]> {
  if (ids.length === 0) return [];
  const found = await readObjects(call, [
    { op: 'list', entity },
    { op: 'filter', filter: { op: 'in', path: 'id', values: ids, at: '' } },
    { op: 'page', from: 0, to: -1, extraData: withAlwaysShown(entity, extraData) },
  ]);
  const byId = new Map(found.map((object) => [object.values.id, object]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** An object on the wire without extra data. */
export function show(viewer: Actor, object: ReadObject): WireObject {
  return renderObject(object, viewer, []);
}
