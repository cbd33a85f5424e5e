/** Where a pipeline begins: everything of an entity that the caller sees, or one object of it by id or name. */
import type { Entity } from '../model/entity.ts';
import { CodedError } from '../model/errors.ts';
import { entities } from '../model/registry.ts';
import type { CompileContext } from './context.ts';
import { ownField } from './field-path.ts';
import { isText, isTextKind, readId, readOperand } from './operand.ts';
import { type EntitySet, narrowed, visibleSet, withId } from './set.ts';
import { allOf, columnRef, never, type Sql, sql } from './sql.ts';
import type { Stage } from './stage.ts';

/** The set that the first step of a pipeline gives. */
export function startingSet(context: CompileContext, stage: Stage | undefined): EntitySet {
  if (stage === undefined) throw new CodedError('invalidQuery', { reason: 'A query needs at least one operation' });
  if (stage.op === 'list') return visibleSet(context, entityOf(stage.entity));
  if (stage.op === 'get') return found(context, visibleSet(context, entityOf(stage.entity)), stage);
  throw new CodedError('invalidQuery', { reason: `A query begins with list or get, not ${stage.op}` });
}

/** The member of a set with an id (digits) or a name; nothing can have a malformed one. */
export function found(
  context: CompileContext,
  set: EntitySet,
  wanted: { readonly id?: string; readonly name?: string },
): EntitySet {
  if (wanted.id !== undefined) {
    const id = readId(wanted.id);
    return id === undefined ? narrowed(set, never) : withId(set, id);
  }
  return narrowed(set, nameCondition(context, set, wanted.name ?? ''));
}

function entityOf(name: string): Entity {
  const entity = Object.entries(entities).find(([key]) => key === name)?.[1];
  if (entity !== undefined) return entity;
  const choices = Object.keys(entities);
  throw new CodedError('invalidQuery', { reason: `There are no objects called ${name.slice(0, 100)}; there are ${choices.join(', ')}`, choices });
}

function nameCondition(context: CompileContext, set: EntitySet, name: string): Sql {
  const { entity } = set;
  if (!isText(name)) return never;
  switch (entity.naming) {
    case undefined:
      return never;
    case 'alertKey':
      return alertKeyCondition(context, set, name);
    case 'field':
      return fieldCondition(context, set, name);
    case 'lowerCaseField':
      return fieldCondition(context, set, name.toLowerCase());
  }
}

function fieldCondition(context: CompileContext, set: EntitySet, name: string): Sql {
  const field = ownField(context, set, set.entity.nameField ?? '');
  if (field === undefined || field.form !== 'value') return never;
  if (isTextKind(field.kind)) return sql`${field.sql} = ${name}`;
  const number = /^\d{1,15}$/.test(name) ? readOperand('integer', name, 'name') : undefined;
  if (number !== undefined) return sql`${field.sql} = ${number}`;
  throw new CodedError('invalidQuery', {
    reason: `A ${set.entity.wireType} is named by its ${field.path} (digits) or by its id (a tilde and digits)`,
  });
}

/** `type;source;sourceRef`: looked up where the keys of alerts are unique. */
function alertKeyCondition(context: CompileContext, { alias }: EntitySet, name: string): Sql {
  const [type, source, reference, ...rest] = name.split(';');
  if (type === undefined || source === undefined || reference === undefined || rest.length > 0) return never;
  const key = context.alias();
  const matches = allOf([
    sql`${columnRef(key, 'organisation_id')} = ${columnRef(alias, 'organisation_id')}`,
    sql`${columnRef(key, 'type')} = ${type}`,
    sql`${columnRef(key, 'source')} = ${source}`,
    sql`${columnRef(key, 'source_ref')} = ${reference}`,
    sql`${columnRef(key, 'alert_id')} = ${columnRef(alias, 'id')}`,
  ]);
  return sql`exists (select from skep.alert_key as ${sql.id(key)} where ${matches})`;
}
