/** Ids on the wire are a tilde and decimal digits; inside they are the digits alone, as text. */

const wireId = /^~([1-9][0-9]{0,18}|0)$/;

/** `~123` → `123`; undefined for anything else. */
export function idFromWire(text: string): string | undefined {
  return wireId.exec(text)?.[1];
}

/** `123` → `~123`. */
export function idToWire(id: string): string {
  return `~${id}`;
}
