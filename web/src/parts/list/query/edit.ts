/** Changes the text of a filter by whole parts: adds one, replaces one, takes one away. */
import { parseFilterText } from './parse.ts';

/** The texts of the parts that stand beside each other. Faulty ends stay, so that nothing that was written is lost. */
export function partTexts(text: string): readonly string[] {
  const { parts } = parseFilterText(text);
  if (parts.length === 0) return text.trim() === '' ? [] : [text.trim()];
  return parts.map((part, index) => {
    const start = index === 0 ? 0 : part.from;
    const end = parts[index + 1]?.from ?? text.length;
    return text
      .slice(start, end)
      .trim()
      .replace(/\s+and$/i, '');
  });
}

/** A part as it may stand beside others: a choice needs brackets there. */
function beside(text: string): string {
  const { parts } = parseFilterText(text);
  const [only] = parts;
  return parts.length === 1 && only?.kind === 'any' && text[only.from] !== '(' ? `(${text})` : text;
}

/** Joins parts to one text. */
export function joinParts(parts: readonly string[]): string {
  const given = parts.map((part) => part.trim()).filter((part) => part !== '');
  return given.length === 1 ? (given[0] ?? '') : given.map(beside).join(' ');
}

/** Adds a part, unless the very same stands there already. */
export function withPart(text: string, added: string): string {
  const parts = partTexts(text);
  return parts.includes(added.trim()) ? text : joinParts([...parts, added]);
}

/** Takes away the part at a place. */
export function withoutPart(text: string, index: number): string {
  return joinParts(partTexts(text).filter((_, place) => place !== index));
}
