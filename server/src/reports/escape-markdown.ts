/** Text as Markdown that shows it as it is. */

/** What begins a mark, a link, an entity or raw HTML wherever it stands. */
const marks = /[\\`*_[\]<>|~&@$]/g;

/** The text with a backslash before everything that means something; addresses in it become no links. */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replaceAll(marks, '\\$&')
      // Some readers make links of plain addresses.
      .replaceAll(/:(?=\/\/)|(?<=\b(?:mailto|xmpp)):|(?<=\bwww)\./gi, '\\$&')
      // At the start of a line: headings, rulers, lists and code.
      .replaceAll(/^([ \t]*)([-+#=])/gm, '\\$2')
      .replaceAll(/^[ \t]*(\d+)([.)])(?=\s|$)/gm, '$1\\$2')
      .replaceAll(/^[ \t]+/gm, '')
  );
}
