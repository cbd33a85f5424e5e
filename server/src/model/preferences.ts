/** How a person likes to work. Told once: what is accepted, what holds before anything was chosen. */
import type { FieldFault } from './errors.ts';
import { isRawObject, type RawObject, shorten } from './input.ts';

/** The preferences of a person. What is missing was not chosen: the client follows the browser there. */
export interface Preferences {
  readonly language?: string;
  readonly theme?: string;
  /** Height of rows in lists. */
  readonly density: string;
  /** Name of a zone such as `Europe/Paris`, or `browser`. */
  readonly timeZone: string;
  /** Whether single letters act. */
  readonly singleKeys: boolean;
  /** Names of hints that need not be shown again. */
  readonly hintsSeen: readonly string[];
}

const beforeChoice: Preferences = { density: 'cozy', timeZone: 'browser', singleKeys: true, hintsSeen: [] };

/** Most hints that are remembered. */
const mostHints = 200;

interface Rule {
  readonly accepted: string;
  readonly accepts: (value: unknown) => boolean;
}

const oneOf = (...values: readonly string[]): Rule => ({
  accepted: `one of ${values.join(', ')}`,
  accepts: (value) => typeof value === 'string' && values.includes(value),
});

const rules: Readonly<Record<keyof Preferences, Rule>> = {
  language: oneOf('en', 'fr', 'zh'),
  theme: oneOf('auto', 'light', 'dark'),
  density: oneOf('compact', 'cozy', 'comfortable'),
  timeZone: { accepted: 'browser, or the name of a time zone such as Europe/Paris', accepts: isZone },
  singleKeys: { accepted: 'true or false', accepts: (value) => typeof value === 'boolean' },
  hintsSeen: { accepted: `list of at most ${mostHints} names of hints`, accepts: isHintList },
};

/** Sentences about each preference, for descriptions of the API. */
export const preferenceSentences: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(rules).map(([name, { accepted }]) => [name, `${accepted}; null takes the choice back`]),
);

/** Reads a change; null takes a choice back. Faults are added to the list given. */
export function readPreferences(raw: RawObject, faults: FieldFault[]): RawObject {
  for (const [name, value] of Object.entries(raw)) {
    const rule = Object.entries(rules).find(([known]) => known === name)?.[1];
    if (rule === undefined) faults.push({ kind: 'unknown', name });
    else if (value !== null && !rule.accepts(value))
      faults.push({ kind: 'invalid', name, accepted: rule.accepted, given: shorten(value) });
  }
  return raw;
}

/** The preferences that are stored, completed. */
export function preferencesFrom(stored: unknown): Preferences {
  if (!isRawObject(stored)) return beforeChoice;
  const chosen = Object.entries(stored).filter(([, value]) => value !== null);
  return { ...beforeChoice, ...Object.fromEntries(chosen) };
}

function isZone(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 64) return false;
  if (value === 'browser') return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    // Unknown zones are refused by the runtime.
    return false;
  }
}

function isHintList(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length <= mostHints &&
    value.every((name) => typeof name === 'string' && /^[\w.:-]{1,64}$/.test(name))
  );
}
