/** How hard the password of an archive is to guess: whoever has the file can try as often as they like. */

/** Words for the strength, from nothing to strong. */
export const strengths = ['none', 'weak', 'fair', 'good', 'strong'] as const;

/** A word for the strength. */
export type Strength = (typeof strengths)[number];

/** Least bits of surprise of the words after `weak`. */
const leastBits = [45, 60, 80] as const;

const kinds: readonly (readonly [RegExp, number])[] = [
  [/[a-z]/, 26],
  [/[A-Z]/, 26],
  [/[0-9]/, 10],
  [/[^\p{L}\p{N}]/u, 32],
  [/(?![a-zA-Z])\p{L}/u, 100],
];

/** The strength of a password. */
export function strengthOf(password: string): Strength {
  if (password === '') return 'none';
  const bits = bitsOf(password);
  const reached = leastBits.filter((least) => bits >= least).length;
  return strengths[reached + 1] ?? 'strong';
}

/** Bits of surprise: the signs that could stand in each place, as often as a place is not foreseen by the ones before. */
function bitsOf(password: string): number {
  const choices = kinds.reduce((sum, [sign, count]) => sum + (sign.test(password) ? count : 0), 0);
  return unforeseen(password) * Math.log2(Math.max(2, choices));
}

/** Places whose sign neither repeats nor continues the one before, and is not one of few signs that come again and again. */
function unforeseen(password: string): number {
  const signs = [...password];
  const steps = signs.filter((sign, place) => {
    const before = signs[place - 1];
    if (before === undefined) return true;
    return Math.abs((sign.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0)) > 1;
  });
  return Math.min(steps.length, 2 * new Set(signs).size);
}

/** Signs that nobody takes for another one. */
const clearSigns = 'abcdefghijkmnpqrstuvwxyz23456789';
const groups = 5;
const groupLength = 5;

/** A password out of chance: five groups that can be read out over the telephone. */
export function suggestPassword(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(groups * groupLength));
  // 32 signs divide 256: each is as likely as the others.
  const signs = [...bytes].map((byte) => clearSigns[byte % clearSigns.length] ?? '');
  return Array.from({ length: groups }, (_, place) =>
    signs.slice(place * groupLength, (place + 1) * groupLength).join(''),
  ).join('-');
}
