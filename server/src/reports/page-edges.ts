/** The lines at the top and bottom of pages: how high they are, so that the text between them has room of its own. */
import { charactersWide } from './column-widths.ts';

/** Most lines at one edge of a page: the text between needs the others. */
const mostLines = 12;

/** What stands at an edge. */
export interface Edge {
  readonly text: string;
  /** How many lines it takes; none where there is no text. */
  readonly lines: number;
}

/** A text as it stands at an edge whose lines have room for so many usual characters: what does not fit in is cut off with a mark. */
export function edgeOf(text: string, perLine: number): Edge {
  if (text === '') return { text, lines: 0 };
  let lines = 1;
  let used = 0;
  let kept = '';
  for (const character of text) {
    const width = charactersWide(character);
    const breaks = character === '\n' || used + width > perLine;
    if (breaks && lines === mostLines) return { text: `${kept.slice(0, -1)}…`, lines };
    if (breaks) lines += 1;
    used = character === '\n' ? 0 : (breaks ? 0 : used) + width;
    kept += character;
  }
  return { text: kept, lines };
}
