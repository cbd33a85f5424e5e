/** Values of another instance as ours can hold them: what is too long is cut, what has no place here is left out, and both are told. */
import { faultsOf, type RawObject } from '../model/input.ts';
import { type EntityName, entities } from '../model/registry.ts';
import { loginHere } from './modern-shape.ts';

/** What was changed on the way. */
export interface Adapted {
  readonly field: string;
  readonly reason: string;
}

/** The values of some fields of an entity, each as the model accepts it. */
export function fittingValues(
  name: EntityName,
  fields: readonly string[],
  given: RawObject,
  adapted: Adapted[],
): RawObject {
  const declared = Object.entries(entities[name].fields).filter(([field]) => fields.includes(field));
  return Object.fromEntries(
    declared.flatMap(([field, declaration]) => {
      const value = readable(declaration.kind, given[field]);
      if (value === undefined || value === null) return [];
      const { maximum } = declaration;
      const cut = Array.isArray(value) ? fittingList(value, maximum) : cutTo(value, maximum);
      if (faultsOf(declaration, cut, field).length > 0) {
        adapted.push({ field, reason: 'The value is not possible here and was left out' });
        return [];
      }
      if (JSON.stringify(cut) !== JSON.stringify(value))
        adapted.push({ field, reason: `The value was cut to what is possible here (${maximum} characters)` });
      return [[field, cut]];
    }),
  );
}

/** Without signs that cannot be stored; logins in the form they have here. */
function readable(kind: string, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => readable(kind, one));
  if (kind === 'user') return loginHere(value);
  if (typeof value === 'string') return value.replaceAll('\u0000', '').toWellFormed();
  return value;
}

function cutTo(value: unknown, maximum: number | undefined): unknown {
  return typeof value === 'string' && maximum !== undefined ? value.slice(0, maximum) : value;
}

function fittingList(values: readonly unknown[], maximum: number | undefined): readonly unknown[] {
  const texts = values.filter((value) => typeof value === 'string' && value.trim() !== '');
  return [...new Set(texts.map((text) => cutTo(text, maximum)))];
}
