/** Text from outside as it may stand in a document: nothing that controls a reader, hides, or reverses the order of what follows. */

/** Control characters but for tab and line break; zero-width, direction and tag characters; lone surrogates. */
const unwanted =
  /(?![\n\t])\p{Cc}|\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufffe\uffff\u{e0000}-\u{e007f}]|\p{Cs}/gu;

/** The text without them; line breaks are `\n`. */
export function cleanText(text: string): string {
  return text.replaceAll(/\r\n?|[\u2028\u2029]/g, '\n').replaceAll(unwanted, '');
}

/** The same on one line. */
export function cleanLine(text: string): string {
  return cleanText(text).replaceAll(/\s+/g, ' ').trim();
}

/** The beginning of a text that is too long, with a mark. */
export function shortened(text: string, longest: number): string {
  if (text.length <= longest) return text;
  const cut = text.slice(0, Math.max(0, longest - 1));
  return `${cut.isWellFormed() ? cut : cut.slice(0, -1)}…`;
}
