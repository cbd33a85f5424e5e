/** Objects by the names people use: the number of a case, the triple of an alert, a login, or the field the entity declares. */

import { columnOf } from '../model/entity.ts';
import { CodedError } from '../model/errors.ts';
import type { CompileContext } from './context.ts';
import { type EntitySet, narrowed } from './set.ts';
import { columnRef, never, sql } from './sql.ts';
import { organisationId } from './visibility.ts';

/** The member of a set that a name stands for. A case number that is none is refused; other unknown names find nothing. */
export function withName(context: CompileContext, set: EntitySet, name: string): EntitySet {
  if (set.entity.name === 'alert') return alertNamed(context, set, name);
  const { nameField } = set.entity;
  const field = nameField === undefined ? undefined : set.entity.fields[nameField];
  const column = nameField === undefined || field === undefined ? undefined : columnOf(nameField, field);
  if (column === undefined || field === undefined) return narrowed(set, never);
  if (field.kind !== 'integer') {
    const wanted = set.entity.name === 'user' ? name.toLowerCase() : name;
    return narrowed(set, sql`${columnRef(set.alias, column)} = ${wanted}`);
  }
  if (!/^\d{1,9}$/.test(name))
    throw new CodedError('invalidQuery', { reason: `${name} is neither an id (~ and digits) nor a number` });
  return narrowed(set, sql`${columnRef(set.alias, column)} = ${Number(name)}`);
}

/** `type;source;sourceRef`, resolved in the caller's organisation. */
function alertNamed(context: CompileContext, set: EntitySet, name: string): EntitySet {
  const [type, source, sourceRef, ...rest] = name.split(';');
  if (type === undefined || source === undefined || sourceRef === undefined || rest.length > 0)
    return narrowed(set, never);
  const key = sql`(select k.alert_id from skep.alert_key as k where k.organisation_id = ${organisationId(context)} and k.type = ${type} and k.source = ${source} and k.source_ref = ${sourceRef})`;
  return narrowed(set, sql`${columnRef(set.alias, 'id')} = ${key}`);
}
