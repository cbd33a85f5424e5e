/** The beginning of a value as indented JSON: no more of it is written than can be looked at. */

/** The text, and whether it is all of it. */
export interface Beginning {
  readonly text: string;
  readonly isWhole: boolean;
}

/** Thrown inside this file when there is enough. */
class Enough extends Error {}

/** Writes a value until there are so many characters. */
export function beginningOf(value: unknown, most: number): Beginning {
  const pieces: string[] = [];
  let left = most;
  const add = (piece: string): void => {
    pieces.push(piece.slice(0, left));
    left -= piece.length;
    if (left < 0) throw new Enough();
  };
  try {
    write(value, '', add);
    return { text: pieces.join(''), isWhole: true };
  } catch (error) {
    if (error instanceof Enough) return { text: pieces.join(''), isWhole: false };
    throw error;
  }
}

function write(value: unknown, indent: string, add: (piece: string) => void): void {
  if (typeof value !== 'object' || value === null) {
    add(JSON.stringify(value) ?? 'null');
    return;
  }
  const isList = Array.isArray(value);
  const names = isList ? undefined : Object.keys(value);
  const members: readonly unknown[] = isList ? value : Object.values(value);
  const [open, close] = isList ? ['[', ']'] : ['{', '}'];
  if (members.length === 0) {
    add(`${open}${close}`);
    return;
  }
  const inner = `${indent}  `;
  add(open);
  for (const [place, member] of members.entries()) {
    add(
      `${place === 0 ? '' : ','}\n${inner}${names === undefined ? '' : `${JSON.stringify(names[place])}: `}`,
    );
    write(member, inner, add);
  }
  add(`\n${indent}${close}`);
}
