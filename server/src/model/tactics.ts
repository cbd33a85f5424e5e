/** Tactics of attackers as people read them: catalogues hold their short names. */

/** Words that stay small inside a name. */
const small: ReadonlySet<string> = new Set(['and', 'of', 'the']);

/** `command-and-control` → `Command and Control`. */
export function tacticLabel(tactic: string): string {
  return tactic
    .split('-')
    .map((word, index) =>
      index > 0 && small.has(word) ? word : word.charAt(0).toUpperCase() + word.slice(1),
    )
    .join(' ');
}
