/** Descriptions of ATT&CK as Markdown: code stands in tags of HTML, and sources are cited by names that only its own pages resolve. */

/** The text without citations, with code as Markdown has it. */
export function readable(text: string): string {
  return text
    .replaceAll(/\s*\(Citation: [^()]*(?:\([^()]*\)[^()]*)*\)/g, '')
    .replaceAll(/<\/?code>/g, '`')
    .replaceAll(/<br\s*\/?>/g, '\n');
}
