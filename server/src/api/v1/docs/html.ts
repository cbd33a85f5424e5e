/** Pieces of HTML that are safe by construction: whatever is put into a template is escaped, unless it is such a piece itself. */

/** HTML that may be sent as it is. */
export interface Html {
  readonly html: string;
}

type Inserted = Html | string | number | readonly Html[];

/** Template tag: texts and numbers are escaped, pieces go in as they are. */
export function html(fixed: TemplateStringsArray, ...inserted: readonly Inserted[]): Html {
  const [first = '', ...rest] = fixed;
  return { html: rest.reduce((text, part, at) => `${text}${written(inserted[at] ?? '')}${part}`, first) };
}

/** No HTML at all. */
export const nothingShown: Html = { html: '' };

/** Pieces with a text between each two. */
export function joined(pieces: readonly Html[], between: string): Html {
  return { html: pieces.map((piece) => piece.html).join(escaped(between)) };
}

function written(value: Inserted): string {
  if (typeof value === 'string' || typeof value === 'number') return escaped(String(value));
  return 'html' in value ? value.html : value.map((piece) => piece.html).join('');
}

const entities: ReadonlyMap<string, string> = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&#39;'],
]);

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => entities.get(character) ?? '');
}
