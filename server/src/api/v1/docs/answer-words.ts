/** What an answer is, in words: for descriptions of the API. */
import type { AnswerShape } from '../route.ts';

/** The words of an answer that is no entity; undefined where there is nothing to tell. */
export function answerInWords({ members, list, sentence }: AnswerShape): string | undefined {
  if (members === undefined) return sentence;
  const told = Object.entries(members).map(([name, what]) => (what === '' ? name : `${name}: ${what}`));
  return `${list === true ? 'List of ' : ''}{${told.join(', ')}}`;
}

/** Members whose names say what they are. */
export function named(...names: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [name, '']));
}
