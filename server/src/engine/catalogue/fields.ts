/** Reads the fields of an object written by somebody else and gathers every mistake instead of stopping at the first. */

import { isJsonObject, type JsonObject } from '../report/json.ts';

/** One field that cannot be accepted. */
export interface Fault {
  /** Path of the field, e.g. `configurationItems[2].type`. */
  readonly name: string;
  readonly kind: 'missing' | 'invalid' | 'unknown';
  /** What would be accepted, in words. */
  readonly accepted: string;
}

/** What a text must look like. */
export interface TextRule {
  /** Most characters. */
  readonly longest: number;
  readonly pattern?: RegExp;
  /** Words for the pattern. */
  readonly accepted?: string;
}

/** Reads the members of a list; the reader of a member adds its faults under the name of that member. */
export type MemberReader<T> = (reader: FieldReader) => T;

/** Gives typed fields of one object. A wrong field is noted and stands as an empty value. */
export interface FieldReader {
  text(name: string, rule: TextRule): string;
  optionalText(name: string, rule: TextRule): string | undefined;
  optionalBoolean(name: string): boolean | undefined;
  /** An object, empty when absent. */
  object(name: string): JsonObject;
  /** A list of texts, empty when absent. */
  texts(name: string): readonly string[];
  /** A list of objects, empty when absent. */
  list<T>(name: string, read: MemberReader<T>): readonly T[];
  /** Whether the field is there and not null. */
  given(name: string): boolean;
  /** The field as it is. */
  raw(name: string): unknown;
  fault(name: string, kind: Fault['kind'], accepted: string): void;
}

const mostMembers = 1000;

/** Reads an object; the value is only to be used when no fault was found. */
export function readFields<T>(
  given: unknown,
  read: MemberReader<T>,
): { readonly value: T | undefined; readonly faults: readonly Fault[] } {
  const faults: Fault[] = [];
  if (!isJsonObject(given))
    return { value: undefined, faults: [{ name: '', kind: 'invalid', accepted: 'an object' }] };
  return { value: read(fieldReader(given, '', faults)), faults };
}

/** Faults as one line of text. */
export function showFaults(faults: readonly Fault[]): string {
  return faults.map(showFault).join('; ');
}

function showFault({ name, kind, accepted }: Fault): string {
  const subject = name === '' ? 'the definition' : `"${name}"`;
  if (kind === 'missing') return `${subject} is missing, accepted: ${accepted}`;
  if (kind === 'unknown') return `${subject} is not known, accepted: ${accepted}`;
  return `${subject} is not accepted, accepted: ${accepted}`;
}

function fieldReader(from: JsonObject, path: string, faults: Fault[]): FieldReader {
  const raw = (name: string): unknown => (Object.hasOwn(from, name) ? from[name] : undefined);
  const given = (name: string): boolean => raw(name) !== undefined && raw(name) !== null;
  const fault: FieldReader['fault'] = (name, kind, accepted) => {
    faults.push({ name: `${path}${name}`, kind, accepted });
  };
  const invalid = (name: string, accepted: string): undefined => {
    fault(name, 'invalid', accepted);
  };
  const optionalText: FieldReader['optionalText'] = (name, rule) => {
    const value = raw(name);
    if (!given(name)) return undefined;
    return typeof value === 'string' && fits(value, rule) ? value : invalid(name, acceptedText(rule));
  };
  const array = (name: string, accepted: string): readonly unknown[] => {
    const value = raw(name);
    if (!given(name)) return [];
    return Array.isArray(value) && value.length <= mostMembers ? value : (invalid(name, accepted) ?? []);
  };
  return {
    raw,
    given,
    fault,
    optionalText,
    text(name, rule) {
      if (!given(name)) fault(name, 'missing', acceptedText(rule));
      return optionalText(name, rule) ?? '';
    },
    optionalBoolean(name) {
      const value = raw(name);
      return !given(name) || typeof value === 'boolean' ? booleanOf(value) : invalid(name, 'true or false');
    },
    object(name) {
      const value = raw(name);
      return isJsonObject(value) ? value : ((given(name) ? invalid(name, 'an object') : undefined) ?? {});
    },
    texts(name) {
      const accepted = 'a list of texts';
      const members = array(name, accepted);
      if (members.every((member) => typeof member === 'string' && member !== '')) return members.map(String);
      return invalid(name, accepted) ?? [];
    },
    list(name, read) {
      return array(name, 'a list of objects').flatMap((member, index) => {
        const at = `${name}[${index}]`;
        if (isJsonObject(member)) return [read(fieldReader(member, `${path}${at}.`, faults))];
        return invalid(at, 'an object') ?? [];
      });
    },
  };
}

function booleanOf(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

function fits(value: string, { longest, pattern }: TextRule): boolean {
  if (value.trim() === '' || value.length > longest || value.includes('\0')) return false;
  return pattern === undefined || pattern.test(value);
}

function acceptedText({ longest, accepted }: TextRule): string {
  return accepted === undefined
    ? `a text of 1 to ${longest} characters`
    : `${accepted}, up to ${longest} characters`;
}
