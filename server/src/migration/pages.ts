/** Answers of a source as lists of objects, and lists that are asked for page by page. */
import { isRawObject, type RawObject } from '../model/input.ts';
import { SourceFailure } from './source-client.ts';

/** Objects that are asked for together. */
export const pageSize = 100;

/** An answer as a list of objects. */
export function objectsIn(answer: unknown, what: string): readonly RawObject[] {
  if (Array.isArray(answer) && answer.every(isRawObject)) return answer;
  throw new SourceFailure('broken', `The source does not answer with a list of ${what}`);
}

/** Pages until one is not full. */
export async function* pagesOf(
  what: string,
  ask: (from: number, to: number) => Promise<unknown>,
): AsyncGenerator<readonly RawObject[]> {
  for (let from = 0; ; from += pageSize) {
    const page = objectsIn(await ask(from, from + pageSize), what);
    if (page.length > 0) yield page;
    if (page.length < pageSize) return;
  }
}

/** Most objects of one kind that are read of one parent; a case with more is not taken over. */
const mostOfKind = 50_000;

/** All pages together. */
export async function allOf(pages: AsyncGenerator<readonly RawObject[]>, what: string): Promise<RawObject[]> {
  const all: RawObject[] = [];
  for await (const page of pages) {
    all.push(...page);
    if (all.length > mostOfKind)
      throw new SourceFailure('broken', `There are more than ${mostOfKind} objects of kind ${what} in it`);
  }
  return all;
}
