/** The form in which logins are stored and compared: without surrounding blanks, in lower case. */

const longest = 128;

/** A login as it is stored; undefined for anything that cannot be one (no text, empty, too long, unreadable). */
export function normaliseLogin(given: unknown): string | undefined {
  if (typeof given !== 'string' || given.length > 4 * longest || !given.isWellFormed()) return undefined;
  const login = given.trim().toLowerCase();
  const possible = login !== '' && login.length <= longest && !login.includes('\u0000');
  return possible ? login : undefined;
}
