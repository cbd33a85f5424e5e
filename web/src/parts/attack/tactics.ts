/** Tactics in the order in which attackers come to them. Catalogues hold their short names, in no order. */

/** Short names of the tactics that have words of ours, in order. */
export const knownTactics = [
  'reconnaissance',
  'resource-development',
  'initial-access',
  'execution',
  'persistence',
  'privilege-escalation',
  'stealth',
  'defense-evasion',
  'defense-impairment',
  'evasion',
  'credential-access',
  'discovery',
  'lateral-movement',
  'collection',
  'command-and-control',
  'exfiltration',
  'network-effects',
  'remote-service-effects',
  'inhibit-response-function',
  'impair-process-control',
  'impact',
] as const;

/** A tactic that has words of ours. */
export type KnownTactic = (typeof knownTactics)[number];

/** Whether a tactic has words of ours. */
export function isKnownTactic(tactic: string): tactic is KnownTactic {
  return knownTactics.some((known) => known === tactic);
}

/** Order of two tactics; those that nobody has told us of come last, by name. */
export function compareTactics(one: string, other: string): number {
  return placeOf(one) - placeOf(other) || one.localeCompare(other, 'en');
}

function placeOf(tactic: string): number {
  return isKnownTactic(tactic) ? knownTactics.indexOf(tactic) : knownTactics.length;
}

/** A short name as people read it: `supply-chain` → `Supply chain`. */
export function plainTactic(tactic: string): string {
  const words = tactic.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
