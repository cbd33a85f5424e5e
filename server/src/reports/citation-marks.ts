/** Marks such as `log:~12`, by which a text says what it rests on. */

/** What can be cited, by the word of its marks. */
export const citedKinds = ['obs', 'log', 'file', 'event', 'report'] as const;

/** A kind of source. */
export type CitedKind = (typeof citedKinds)[number];

/** The tilde may have been kept from meaning something in Markdown. */
const marks = new RegExp(`\\b(${citedKinds.join('|')}):\\\\?~([1-9]\\d{0,18})\\b`, 'g');

/** The mark of an object, by the digits of its id. */
export function citation(kind: CitedKind, id: string): string {
  return `${kind}:~${id}`;
}

/** The marks in a text. */
export function citationsIn(text: string): readonly string[] {
  return [...text.matchAll(marks)].map(([mark]) => plainMark(mark));
}

/** Text with what stands for its marks. */
export function withCitations(text: string, citations: ReadonlyMap<string, string>): string {
  return text.replaceAll(marks, (mark) => citations.get(plainMark(mark)) ?? mark);
}

const plainMark = (mark: string): string => mark.replace('\\', '');
