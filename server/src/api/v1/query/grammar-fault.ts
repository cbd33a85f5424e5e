/** Faults of a query: where it cannot be read and what would be accepted there. */
import { type CodedError, type FieldFault, invalidFields } from '../../../model/errors.ts';
import { shorten } from '../../../model/input.ts';

/** The error for a part of a query that cannot be read. `name` is its path, `format` what it should be. */
export function grammarFault(
  name: string,
  format: string,
  given: unknown,
  choices: readonly string[] = [],
): CodedError {
  if (given === undefined) return invalidFields([{ kind: 'missing', name, accepted: format }]);
  const fault: FieldFault = { kind: 'invalid', name, accepted: format, given: shorten(given) };
  return invalidFields([choices.length === 0 ? fault : { ...fault, choices }]);
}

/** The path of a member inside another; the outermost has no name of its own. */
export function inside(at: string, member: string): string {
  return at === '' ? member : `${at}.${member}`;
}
