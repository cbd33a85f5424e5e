/** Reads single keys of a definition and notes what is wrong with each, so that all of it can be told at once. */
import { CodedError, type FieldFault } from '../../../model/errors.ts';
import { type RawObject, shorten } from '../../../model/input.ts';
import { inside } from '../query/grammar-fault.ts';

/** An object that is being read: its path, and where its faults go. */
export interface Reading {
  readonly raw: RawObject;
  /** Path of the object, set before the names of its keys. */
  readonly at: string;
  readonly faults: FieldFault[];
}

/** Notes that a key is missing, or is not what is accepted. */
export function refuse(
  { raw, at, faults }: Reading,
  name: string,
  accepted: string,
  choices?: readonly string[],
): undefined {
  const given = raw[name];
  const kind = given === undefined || given === null ? 'missing' : 'invalid';
  faults.push({
    kind,
    name: inside(at, name),
    accepted,
    ...(kind === 'missing' ? {} : { given: shorten(given) }),
    ...(choices === undefined ? {} : { choices }),
  });
  return undefined;
}

/** Notes keys that the object does not have. */
export function refuseOthers({ raw, at, faults }: Reading, known: readonly string[]): void {
  for (const name of Object.keys(raw).filter((key) => !known.includes(key)))
    faults.push({ kind: 'unknown', name: inside(at, name), choices: known });
}

function isMissing({ raw }: Reading, name: string): boolean {
  return raw[name] === undefined || raw[name] === null;
}

/** A text of at most `longest` characters that may be missing. */
export function readText(reading: Reading, name: string, longest: number): string | undefined {
  return isMissing(reading, name) ? undefined : readNeededText(reading, name, longest);
}

/** A text of at most `longest` characters that must be there. */
export function readNeededText(reading: Reading, name: string, longest: number): string | undefined {
  const given = reading.raw[name];
  if (typeof given === 'string' && given.length <= longest && given.isWellFormed()) return given;
  return refuse(reading, name, `text of at most ${longest} characters`);
}

/** True or false; what it is when missing, or a fault when nothing is said for that. */
export function readSwitch(reading: Reading, name: string, otherwise?: boolean): boolean {
  const given = reading.raw[name];
  if (typeof given === 'boolean') return given;
  if (otherwise === undefined || !isMissing(reading, name)) refuse(reading, name, 'true or false');
  return otherwise ?? true;
}

/** A whole number in a range that may be missing. */
export function readNumber(
  reading: Reading,
  name: string,
  range: readonly [least: number, most: number],
): number | undefined {
  const given = reading.raw[name];
  if (isMissing(reading, name)) return undefined;
  const [least, most] = range;
  if (typeof given === 'number' && Number.isInteger(given) && given >= least && given <= most) return given;
  return refuse(reading, name, `whole number from ${least} to ${most}`);
}

/** Words of a vocabulary, each once; undefined when missing or empty. */
export function readWords(
  reading: Reading,
  name: string,
  known: readonly string[],
): readonly string[] | undefined {
  const given = reading.raw[name];
  if (isMissing(reading, name) || (Array.isArray(given) && given.length === 0)) return undefined;
  if (Array.isArray(given) && given.every((word) => known.includes(word)))
    return [...new Set(given.map(String))];
  return refuse(reading, name, `list of ${known.join(', ')}`, known);
}

/** What a reader of the query language gives; its faults are noted under the key. */
export function readWith<T>(
  reading: Reading,
  name: string,
  read: (raw: unknown, at: string) => T,
  otherwise: T,
): T {
  if (isMissing(reading, name)) return otherwise;
  const at = inside(reading.at, name);
  try {
    return read(reading.raw[name], at);
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    if (error.faults.length > 0) reading.faults.push(...error.faults);
    else reading.faults.push({ kind: 'invalid', name: at, accepted: error.message });
    return otherwise;
  }
}
