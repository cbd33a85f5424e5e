/** Boxes in the description of a task: `- [ ] Call the owner`. Ticking one changes just its mark in the text. */

/** A piece of a description: text, or a box with its line in the whole text. */
export type DescriptionPart =
  | { readonly kind: 'text'; readonly text: string; readonly line: number }
  | { readonly kind: 'box'; readonly text: string; readonly ticked: boolean; readonly line: number };

const box = /^(\s*(?:[-*+]|\d+\.)\s+\[)([ xX])(\]\s+)(.*)$/;
const fence = /^\s*(?:```|~~~)/;

/** The pieces of a description in their order. What stands in a block of code is no box. */
export function partsOfDescription(description: string): readonly DescriptionPart[] {
  const parts: DescriptionPart[] = [];
  let inCode = false;
  let text: string[] = [];
  let textFrom = 0;
  const endText = (): void => {
    if (text.join('').trim() !== '') parts.push({ kind: 'text', text: text.join('\n'), line: textFrom });
    text = [];
  };
  description.split('\n').forEach((line, index) => {
    if (fence.test(line)) inCode = !inCode;
    const [, , mark, , said] = inCode ? [] : (box.exec(line) ?? []);
    if (mark === undefined) {
      if (text.length === 0) textFrom = index;
      text.push(line);
      return;
    }
    endText();
    parts.push({ kind: 'box', text: said ?? '', ticked: mark !== ' ', line: index });
  });
  endText();
  return parts;
}

/** The description with the box of a line ticked or not. */
export function withTick(description: string, line: number, ticked: boolean): string {
  return description
    .split('\n')
    .map((text, index) =>
      index === line
        ? text.replace(
            box,
            (_, before: string, _mark, after: string, said: string) =>
              `${before}${ticked ? 'x' : ' '}${after}${said}`,
          )
        : text,
    )
    .join('\n');
}
