/**
 * JSON that stays text on its way. A large document that is only passed on is neither taken apart nor put together again, which
 * would hold up everybody else for as long as it takes.
 */
import { randomUUID } from 'node:crypto';

/** What stands in for a text while the values around it are written; nobody outside can know it. */
const placeholder = `json-text-${randomUUID()}`;

/** A JSON document as text. */
export class JsonText {
  readonly text: string;

  /** `text` has to be valid JSON. */
  constructor(text: string) {
    this.text = text;
  }

  /** The document as a value. */
  value(): unknown {
    return JSON.parse(this.text);
  }

  toJSON(): string {
    return placeholder;
  }
}

/** A value that may be JSON as text. */
export function parsedJson(json: unknown): unknown {
  return json instanceof JsonText ? json.value() : json;
}

/** A value as JSON, with the documents in it as they are. */
export function jsonOf(value: unknown): string {
  const json = JSON.stringify(value);
  const pieces = json?.split(`"${placeholder}"`) ?? [];
  if (pieces.length < 2) return json;
  const texts = textsIn(value);
  return pieces.map((piece, place) => piece + (texts[place] ?? '')).join('');
}

/** The documents in a value, in the order in which JSON writes them. */
function textsIn(value: unknown): string[] {
  if (value instanceof JsonText) return [value.text];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
