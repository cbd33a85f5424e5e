/** Reads definitions of custom fields as v0 sends them. */
import type { RawObject } from '../../model/input.ts';

/** What commands say about fields, in words of v0. */
export const customFieldWords = { name: 'reference', displayName: 'name' } as const;

/** Heading under which fields stand that come without one. */
const usualGroup = 'default';

/** The one type of numbers that the first version had. */
function typeOf(given: unknown): unknown {
  return given === 'number' ? 'integer' : given;
}

const optional = (name: string, value: unknown): RawObject =>
  value === undefined || value === null ? {} : { [name]: value };

/** A new definition. One without a reference is called by its name. */
export function readDefinition({ name, reference = name, ...input }: RawObject): RawObject {
  return { name: reference, group: usualGroup, ...readChangedDefinition({ name, ...input }) };
}

/** A change of a definition: its reference stays. */
export function readChangedDefinition(input: RawObject): RawObject {
  const { name, description, type, options, mandatory } = input;
  return {
    ...optional('displayName', name),
    ...optional('description', description),
    ...optional('type', typeOf(type)),
    ...optional('options', options),
    ...optional('mandatory', mandatory),
  };
}
