/** Cuts the text of a filter into brackets, joining words and terms. */
import type { Fault, Span } from './clause.ts';

/** A piece of the text. */
export type Token = Span &
  (
    | { readonly kind: 'open' | 'close' }
    | { readonly kind: 'word'; readonly word: 'and' | 'or' | 'not' }
    | { readonly kind: 'term'; readonly text: string }
  );

const joining: ReadonlySet<string> = new Set(['and', 'or', 'not']);

/** The pieces in order, and the quotes and lists that never end. */
export function cut(text: string): { readonly tokens: readonly Token[]; readonly faults: readonly Fault[] } {
  const tokens: Token[] = [];
  const faults: Fault[] = [];
  let at = 0;
  while (at < text.length) {
    const letter = text[at] ?? '';
    if (/\s/.test(letter)) at += 1;
    else if (letter === '(' || letter === ')') {
      tokens.push({ kind: letter === '(' ? 'open' : 'close', from: at, to: at + 1 });
      at += 1;
    } else {
      const { to, fault } = endOfTerm(text, at);
      if (fault === undefined) tokens.push(termOrWord(text.slice(at, to), at, to));
      else faults.push(fault);
      at = to;
    }
  }
  return { tokens, faults };
}

function termOrWord(text: string, from: number, to: number): Token {
  const word = text.toLowerCase();
  if (joining.has(word)) return { kind: 'word', word: word as 'and' | 'or' | 'not', from, to };
  return { kind: 'term', text, from, to };
}

/** A term ends at a blank or a bracket; quotes and the list after a colon belong to it. */
function endOfTerm(text: string, from: number): { readonly to: number; readonly fault?: Fault } {
  let at = from;
  while (at < text.length) {
    const letter = text[at] ?? '';
    const closing = letter === '"' ? '"' : letter === '(' && text[at - 1] === ':' && at > from ? ')' : '';
    if (closing !== '') {
      const end = endOfPart(text, at + 1, closing);
      if (end === -1)
        return {
          to: text.length,
          fault: {
            from: at,
            to: text.length,
            reason: closing === '"' ? 'unclosedQuote' : 'unclosedBracket',
            given: text.slice(at),
          },
        };
      at = end + 1;
    } else if (/[\s()]/.test(letter)) break;
    else at += 1;
  }
  return { to: at };
}

/** Where a quote or a list ends; -1 when it does not. */
function endOfPart(text: string, from: number, closing: string): number {
  let isQuoted = false;
  for (let at = from; at < text.length; at += 1) {
    const letter = text[at];
    if (letter === '\\') at += 1;
    else if (letter === closing && !isQuoted) return at;
    else if (closing === ')' && letter === '"') isQuoted = !isQuoted;
  }
  return -1;
}
