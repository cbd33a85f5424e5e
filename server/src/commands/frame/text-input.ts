/** Reads single texts of an input that are no fields of an entity: ids, names, kinds. */
import type { FieldFault } from '../../model/errors.ts';
import { type RawObject, shorten } from '../../model/input.ts';

/** Longest id or name. */
const longest = 512;

/** A text that must be there; faults are added to the list given. `name` is its key, `path` is set before it in faults. */
export function requiredText(
  raw: RawObject,
  name: string,
  faults: FieldFault[],
  accepted = 'text',
  path = '',
): string {
  const given = raw[name];
  if (isPlainText(given)) return given;
  faults.push({
    kind: given === undefined || given === null ? 'missing' : 'invalid',
    name: path + name,
    accepted,
    ...(given === undefined || given === null ? {} : { given: shorten(given) }),
  });
  return '';
}

/** A text that may be missing; faults are added to the list given. */
export function optionalText(
  raw: RawObject,
  name: string,
  faults: FieldFault[],
  path = '',
): string | undefined {
  const given = raw[name];
  return given === undefined || given === null ? undefined : requiredText(raw, name, faults, 'text', path);
}

function isPlainText(given: unknown): given is string {
  return (
    typeof given === 'string' &&
    given !== '' &&
    given.length <= longest &&
    !given.includes('\u0000') &&
    given.isWellFormed()
  );
}
