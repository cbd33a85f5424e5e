/** JSON from outside as the database can store it: without NUL characters and halves of surrogate pairs. */

import { JsonText } from '../../lib/json-text.ts';

/** A copy of a JSON value in which such characters are replaced, in names as well. */
export function plainJson(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map(plainJson);
  // Whoever keeps JSON as text has made it fit to be stored.
  if (typeof value !== 'object' || value === null || value instanceof JsonText) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [plainText(name), plainJson(item)]));
}

function plainText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}
