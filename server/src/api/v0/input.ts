/** Reads fields as clients of v0 send them: numbers and switches also as text, lists also as one text with commas, null for nothing. */
import type { RawObject } from '../../model/input.ts';
import { tlpFromOldScale } from '../../model/scales.ts';

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

/** TLP of the older scale, whose red is 3. */
const tlp: Reader = (value) => {
  const read = number(value);
  return typeof read === 'number' ? tlpFromOldScale(read) : read;
};

const readers: Readonly<Record<string, Reader>> = {
  severity: number,
  tlp,
  pap: number,
  date: number,
  startDate: number,
  endDate: number,
  lastSyncDate: number,
  tags: texts,
  follow: truth,
  flag: truth,
  ioc: truth,
  sighted: truth,
  ignoreSimilarity: truth,
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

/** Whether a switch is on. */
export function switchedOn(input: RawObject, name: string): boolean {
  return truth(input[name]) === true;
}

/** Texts of a list that the commands check; one text stands for a list of itself. */
export function listIn(input: RawObject, name: string): unknown {
  const value = input[name];
  return typeof value === 'string' ? [value] : value;
}
