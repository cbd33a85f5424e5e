/** Objects that are always read with their parent, because the parent is not whole without them. */
import type { Entity } from '../model/entity.ts';
import type { RawRow } from './compiled.ts';
import type { CompileContext } from './context.ts';
import { relatedSet } from './follow.ts';
import { decodeJson, objectsJson } from './output.ts';
import type { PathBase } from './path/field-path.ts';
import { type Sql, sql } from './sql.ts';
import type { ReadObject } from './stage.ts';

/** Relations whose objects belong to the parent, by entity; each becomes a key of its values. */
const held: Readonly<Record<string, string>> = { caseTemplate: 'tasks', log: 'attachments' };

/** Most objects held by one parent. */
const mostHeld = 1_000;

/** Select items of the held objects of an entity. */
export function heldObjectsSelection(context: CompileContext, base: PathBase): Sql[] {
  const relation = held[base.entity.name];
  if (relation === undefined) return [];
  return [sql`${objectsJson(context, relatedSet(context, base, relation), mostHeld)} as held_objects`];
}

/** The held objects in a row by their key. */
export function heldObjects(entity: Entity, row: RawRow): Readonly<Record<string, readonly ReadObject[]>> {
  const name = held[entity.name];
  const json = row.held_objects;
  if (name === undefined || !Array.isArray(json)) return {};
  return { [name]: json.flatMap((item) => decodeJson(item) ?? []) };
}
