/** What can be a password at all, whoever checks it. Anything else never reaches a provider. */

/** Most characters of a password. */
export const longestPassword = 128;

/**
 * The text as it is hashed and compared: in one Unicode form, so that it is the same from every keyboard. Undefined for
 * anything that is no text, empty, longer than any password, or not well-formed.
 */
export function readPassword(given: unknown): string | undefined {
  if (typeof given !== 'string' || given === '') return undefined;
  // Bounded before it is normalised, which may take long and make it longer.
  if (given.length > 4 * longestPassword || given.includes('\u0000') || !given.isWellFormed())
    return undefined;
  const password = given.normalize('NFKC');
  return countCharacters(password) <= longestPassword ? password : undefined;
}

/** Characters as people count them: code points, not units of UTF-16. */
export function countCharacters(text: string): number {
  return [...text].length;
}
