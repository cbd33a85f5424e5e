/** Tells what is wrong with fields by the words that clients of v0 know, and all of it at once. */
import type { Command } from '../../commands/frame/command.ts';
import { CodedError, type FieldFault, invalidFields } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';

/** Words of v0 by the names that commands use. */
export type FaultWords = Readonly<Record<string, string>>;

/** Does something; faults of fields that it throws are told in words of v0. */
export async function inWords<T>(words: FaultWords, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw renamed(words, error);
  }
}

/** Throws the faults found so far together with those that a command has with the form of its input. */
export function requireReadable<I, O>(
  words: FaultWords,
  command: Pick<Command<I, O>, 'read'>,
  raw: RawObject,
  found: readonly FieldFault[],
): void {
  if (found.length === 0) return;
  throw invalidFields([...found, ...faultsOf(words, command, raw)]);
}

function faultsOf<I, O>(
  words: FaultWords,
  command: Pick<Command<I, O>, 'read'>,
  raw: RawObject,
): readonly FieldFault[] {
  try {
    command.read(raw);
    return [];
  } catch (error) {
    if (error instanceof CodedError) return renamed(words, error).faults;
    throw error;
  }
}

function renamed<E>(words: FaultWords, error: E): E | CodedError {
  if (!(error instanceof CodedError) || error.faults.length === 0) return error;
  return invalidFields(error.faults.map((fault) => ({ ...fault, name: nameIn(words, fault.name) })));
}

/** The last part of a path is the field; names of custom fields are those of people. */
function nameIn(words: FaultWords, name: string): string {
  if (name.startsWith('customFields')) return name;
  return name.replace(/\w+$/, (last) => (Object.hasOwn(words, last) ? (words[last] ?? last) : last));
}
