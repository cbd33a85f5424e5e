/** Reads fields as clients of v0 send them: numbers and switches also as text, lists also as one text with commas, null for nothing. */
import { invalidFields } from '../../model/errors.ts';
import { type RawObject, shorten } from '../../model/input.ts';
import { tlpFromOldScale, tlpOnOldScale } from '../../model/scales.ts';
import type { ReadObject } from '../../query/stage.ts';

type Reader = (value: unknown) => unknown;

/** A number, or the text of one, as a number; anything else as it is, for whoever checks it. */
const number: Reader = (value) =>
  typeof value === 'string' && /^-?\d{1,15}$/.test(value) ? Number(value) : value;

/** A switch, also as a text or as 1 and 0; anything else as it is. */
const truth: Reader = (value) => {
  const text = String(value).toLowerCase();
  if (text === 'true' || text === '1') return true;
  return text === 'false' || text === '0' ? false : value;
};

/** A list of texts, also as one text with commas; blank ones are left out. */
const texts: Reader = (value) => {
  if (Array.isArray(value)) return value.filter((item) => item !== '');
  if (typeof value !== 'string') return value;
  return value
    .split(',')
    .map((text) => text.trim())
    .filter((text) => text !== '');
};

/** TLP of the older scale, whose red is 3; what is on neither scale stays as it is, for whoever checks it. */
const tlp: Reader = (value) => {
  const read = number(value);
  return typeof read === 'number' && read <= 4 ? tlpFromOldScale(read) : read;
};

/** A text; some clients send a list of one. */
const text: Reader = (value) => (Array.isArray(value) && value.length === 1 ? value[0] : value);

const readers: Readonly<Record<string, Reader>> = {
  severity: number,
  tlp,
  pap: number,
  date: number,
  startDate: number,
  endDate: number,
  lastSyncDate: number,
  dueDate: number,
  order: number,
  status: text,
  tags: texts,
  follow: truth,
  flag: truth,
  ioc: truth,
  sighted: truth,
  ignoreSimilarity: truth,
  isZip: truth,
};

/** The fields of these names that are given; all others are passed over, as v0 does. */
export function readFields(input: RawObject, names: readonly string[]): RawObject {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = Object.hasOwn(input, name) ? input[name] : undefined;
      if (value === undefined || value === null) return [];
      const read = readers[name];
      return [[name, read === undefined ? value : read(value)]];
    }),
  );
}

/** The same for a change: null empties those fields that can be empty. */
export function readChanges(
  input: RawObject,
  names: readonly string[],
  clearable: readonly string[],
): RawObject {
  const emptied = clearable.filter((name) => Object.hasOwn(input, name) && input[name] === null);
  return { ...readFields(input, names), ...Object.fromEntries(emptied.map((name) => [name, null])) };
}

/**
 * A change without the TLP that the object is shown with: the older scale cannot tell the two highest apart, so that what is
 * written back as it was read stays what it is.
 */
export function withoutShownTlp({ tlp: given, ...others }: RawObject, { values }: ReadObject): RawObject {
  const same = typeof given === 'number' && tlpOnOldScale(given) === tlpOnOldScale(Number(values.tlp));
  return given === undefined || same ? others : { ...others, tlp: given };
}

/** Who is to hold an object, where the input says so; an empty text is nobody. */
export function holderIn(input: RawObject, name = 'owner'): RawObject {
  const login = input[name];
  if (login === undefined) return {};
  return { assignee: login === '' ? null : login };
}

/** Most objects that one request may change. */
const mostAtOnce = 5_000;

/** References of several objects: ids, also as numbers where cases are named so. Throws `invalidFields`. */
export function referencesIn(input: RawObject, name: string): readonly string[] {
  const given = listIn(input, name);
  const accepted = `list of at most ${mostAtOnce} ids`;
  if (given === undefined) throw invalidFields([{ kind: 'missing', name, accepted }]);
  const list: readonly unknown[] = Array.isArray(given) ? given : [null];
  const texts = list.map((item) => (typeof item === 'number' ? String(item) : item));
  if (texts.length <= mostAtOnce && texts.every((item) => typeof item === 'string'))
    return [...new Set(texts)];
  throw invalidFields([{ kind: 'invalid', name, accepted, given: shorten(given) }]);
}

/** Whether a switch is on. */
export function switchedOn(input: RawObject, name: string): boolean {
  return truth(input[name]) === true;
}

/** Texts of a list that the commands check; one text stands for a list of itself. */
export function listIn(input: RawObject, name: string): unknown {
  const value = input[name];
  return typeof value === 'string' ? [value] : value;
}
