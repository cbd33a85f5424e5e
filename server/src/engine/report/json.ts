/** Values that came from a file written by somebody else: what they may hold, and how they are made fit to be stored. */

/** Any value JSON can hold. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

/** A JSON object. */
export interface JsonObject {
  readonly [name: string]: JsonValue;
}

/** Whether a value read from JSON is an object, not an array or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Text that every store accepts: no NUL and no half of a surrogate pair; both become U+FFFD. */
export function storableText(text: string): string {
  return text.replaceAll('\0', '\ufffd').toWellFormed();
}

/** How values are rewritten. */
interface Rewriting {
  /** Applied to every text, names of members included. */
  readonly text: (text: string) => string;
  /** Deepest nesting accepted. */
  readonly depth: number;
}

/** A value nested deeper than accepted: storing or printing it could exhaust the stack. */
export class TooDeep extends Error {
  constructor(depth: number) {
    super(`nested deeper than ${depth} levels`);
    this.name = 'TooDeep';
  }
}

/** A copy with every text rewritten. Throws `TooDeep`. */
export function rewriteJson(value: JsonValue, { text, depth }: Rewriting): JsonValue {
  const walk = (given: JsonValue, left: number): JsonValue => {
    if (typeof given === 'string') return text(given);
    if (typeof given !== 'object' || given === null) return given;
    if (left === 0) throw new TooDeep(depth);
    if (isJsonObject(given)) {
      return Object.fromEntries(
        Object.entries(given).map(([name, member]) => [text(name), walk(member, left - 1)]),
      );
    }
    return given.map((member) => walk(member, left - 1));
  };
  return walk(value, depth);
}

/** The same for an object. Throws `TooDeep`. */
export function rewriteObject(value: JsonObject, rewriting: Rewriting): JsonObject {
  const rewritten = rewriteJson(value, rewriting);
  return isJsonObject(rewritten) ? rewritten : {};
}
