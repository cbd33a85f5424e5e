/** Audit records on the wire: what changed is told in the words and forms of the object that changed. */
import type { Entity } from '../../../model/entity.ts';
import { idToWire } from '../../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../../model/input.ts';
import { entities } from '../../../model/registry.ts';
import type { ReadObject } from '../../../query/stage.ts';
import { wireName } from '../names.ts';

const byWireType: ReadonlyMap<string, Entity> = new Map(
  Object.values(entities).map((entity) => [entity.wireType, entity]),
);

/** New and former values of the changed fields. */
export function auditParts({ values }: ReadObject): RawObject {
  const type = String(values.objectType);
  return { details: detailsOnWire(type, values.details), previous: detailsOnWire(type, values.previous) };
}

/** Values of changed fields of an object of a type, in its words. */
export function detailsOnWire(objectType: string, details: unknown): RawObject {
  const entity = byWireType.get(objectType);
  if (!isRawObject(details)) return {};
  if (entity === undefined) return details;
  return Object.fromEntries(
    Object.entries(details).map(([name, value]) => [
      wireName(entity, name),
      entity.fields[name]?.kind === 'id' ? inWireForm(value) : value,
    ]),
  );
}

/** An id, or a list of them, as the wire has them. */
function inWireForm(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inWireForm);
  return typeof value !== 'string' || value.startsWith('~') ? value : idToWire(value);
}
