/** Members of forms are texts: those of fields that hold numbers or truth values are read as such. */
import type { Field } from '../../model/field.ts';
import type { RawObject } from '../../model/input.ts';
import { type EntityName, entityNamed } from '../../model/registry.ts';

/** The members of a form with values of the kinds that an entity's fields have; what does not fit stays a text. */
export function withFormValues(entity: EntityName | undefined, raw: RawObject): RawObject {
  if (entity === undefined) return raw;
  const { fields } = entityNamed(entity);
  return Object.fromEntries(
    Object.entries(raw).map(([name, value]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
      return [name, field === undefined ? value : formValue(field, value)];
    }),
  );
}

function formValue(field: Field, value: unknown): unknown {
  if (field.cardinality === 'set' && typeof value === 'string') return [value];
  if (typeof value !== 'string') return value;
  switch (field.kind) {
    case 'integer':
    case 'float':
    case 'date':
      return /^-?\d{1,16}(\.\d{1,16})?$/.test(value) ? Number(value) : value;
    case 'boolean':
      return ['true', 'false'].includes(value.toLowerCase()) ? value.toLowerCase() === 'true' : value;
    default:
      return value;
  }
}
