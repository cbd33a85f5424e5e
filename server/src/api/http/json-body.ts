/** Reads JSON bodies. What could hurt further in is refused here: endless nesting, NUL characters, keys of prototypes. */
import { CodedError } from '../../model/errors.ts';

/** Deepest nesting of arrays and objects in a body. */
export const deepest = 64;

const forbiddenKeys: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** The value of a JSON text; undefined for an empty one. Throws `malformedBody`. */
export function parseJson(text: string): unknown {
  if (text.trim() === '') return undefined;
  const value = parse(text);
  checkJson(value);
  return value;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw malformed('it is no valid JSON');
    throw error;
  }
}

/** Throws `malformedBody` for a parsed value that must not go further in. Works without recursion: nesting cannot exhaust the stack. */
export function checkJson(root: unknown): void {
  let level: unknown[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > deepest) throw malformed(`it is nested more than ${deepest} levels deep`);
    level = level.flatMap(membersOf);
  }
}

/** The arrays and objects directly inside a value; texts are checked on the way. */
function membersOf(value: unknown): unknown[] {
  if (typeof value === 'string') checkText(value);
  if (typeof value !== 'object' || value === null) return [];
  if (Array.isArray(value)) return value.filter(needsCheck);
  for (const key of Object.keys(value)) checkKey(key);
  return Object.values(value).filter(needsCheck);
}

function needsCheck(value: unknown): boolean {
  return typeof value === 'string' || (typeof value === 'object' && value !== null);
}

function checkKey(key: string): void {
  if (forbiddenKeys.has(key)) throw malformed(`the key ${key} is not accepted`);
  checkText(key);
}

function checkText(text: string): void {
  if (text.includes('\u0000')) throw malformed('it holds a NUL character');
  if (!text.isWellFormed()) throw malformed('it holds half of a Unicode character');
}

function malformed(reason: string): CodedError {
  return new CodedError('malformedBody', { reason });
}
