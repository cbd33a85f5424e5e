/** One or two letters that stand for a person. */

/** The first letters of the first and the last word of a name; of a name in a script without spaces its last two signs. */
export function initialsOf(name: string): string {
  const words = name
    .trim()
    .split(/[\s._-]+/u)
    .filter((word) => word !== '');
  const [first = ''] = words;
  if (words.length === 1) {
    const signs = [...first];
    const together = /\p{Script=Han}|\p{Script=Hangul}/u.test(first) ? signs.slice(-2) : signs.slice(0, 2);
    return together.join('').toUpperCase();
  }
  return [first, words.at(-1) ?? '']
    .flatMap((word) => [...word].slice(0, 1))
    .join('')
    .toUpperCase();
}
