/** The query part of an address as plain texts: what people read in the bar is what the screen works with, without quotes of JSON. */

/** `?q=a&sort=b` as an object. */
export function readSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

/** An object as `?q=a&sort=b`; empty values are left out. */
export function writeSearch(values: Readonly<Record<string, unknown>>): string {
  const given = Object.entries(values).flatMap(([key, value]): [string, string][] =>
    value === undefined || value === null || value === '' ? [] : [[key, String(value)]],
  );
  const text = new URLSearchParams(given).toString();
  return text === '' ? '' : `?${text}`;
}
