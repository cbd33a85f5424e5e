/** Finds the names after `@` in a text that people write. What stands in code is quoted from elsewhere and names nobody. */

/** Most names that one text can call; further ones are left out. */
const mostNames = 50;

const code = /```[\s\S]*?(?:```|$)|`[^`\n]*`/g;
// Not inside an e-mail address. A login may have an `@` of its own.
const called = /(?<![A-Za-z0-9_.+%@-])@([\p{L}\p{N}][\p{L}\p{N}._+-]*(?:@[\p{L}\p{N}][\p{L}\p{N}.-]*)?)/gu;

/** The names in lower case, each once, in their order, without the point that ends a sentence. */
export function mentionedNames(text: string): string[] {
  if (!text.includes('@')) return [];
  const names = new Set<string>();
  for (const [, name = ''] of text.replaceAll(code, ' ').matchAll(called)) {
    names.add(name.toLowerCase().replace(/[.-]+$/, ''));
    if (names.size === mostNames) break;
  }
  return [...names];
}
