/** Objects by the name people use: the number of a case, the key of an alert, the login of a user. */
import type { Entity } from '../model/entity.ts';
import { CodedError } from '../model/errors.ts';
import type { CompileContext } from './context.ts';
import { isText, isTextKind, readOperand } from './filter/operand.ts';
import { ownField } from './path/field-path.ts';
import { type EntitySet, narrowed } from './set.ts';
import { allOf, columnRef, never, type Sql, sql } from './sql.ts';

/** The member of a set with a name; empty where objects have none. Throws `invalidQuery` for text where a number is the name. */
export function withName(context: CompileContext, set: EntitySet, name: string): EntitySet {
  return narrowed(set, nameCondition(context, set, name));
}

/** Whether a text can be the name of an object of an entity; where names are numbers, words are not. */
export function canBeName({ fields, nameField }: Entity, text: string): boolean {
  const field = nameField === undefined ? undefined : fields[nameField];
  return field === undefined || isTextKind(field.kind) || digits.test(text);
}

/** A name that is a number. */
const digits = /^\d{1,15}$/;

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
  const number = digits.test(name) ? readOperand('integer', name, 'name') : undefined;
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
