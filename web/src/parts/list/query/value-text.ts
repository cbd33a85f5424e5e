/** Values as they stand in the text of a filter: with quotes where blanks or signs would be misread. */

/** A value that may stand after a colon as it is. */
const plain = /^[^\s"(),<>=\\:][^\s"(),\\]*$/;
const joining = /^(?:and|or|not)$/i;

/** Writes a value so that it is read as itself. */
export function quoted(value: string): string {
  if (plain.test(value) && !joining.test(value) && !value.includes('..') && !value.includes('*'))
    return value;
  return `"${value.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** Whether a value stands in quotes, and so holds no signs of the grammar. */
export function isQuoted(text: string): boolean {
  return text.length >= 2 && text.startsWith('"') && text.endsWith('"');
}

/** The value that was written. */
export function unquoted(text: string): string {
  return isQuoted(text) ? text.slice(1, -1).replace(/\\(.)/g, '$1') : text;
}

/** The values of a list `a, b c, "d, e"`. */
export function listed(text: string): readonly string[] {
  const parts = text.match(/(?:"(?:\\.|[^"\\])*"|[^,"])+/g) ?? [];
  return parts.map((part) => part.trim()).filter((part) => part !== '');
}

/** `field:value`, ready to be added to a filter. */
export function fieldText(field: string, value: string): string {
  return `${field}:${quoted(value)}`;
}
