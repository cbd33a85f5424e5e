/** What is known of the alerts in sight, kept so that a row hears only of what changes for itself. */
import type { Level } from '../../../parts/badges.tsx';

/** What is known of one alert. */
export interface AlertFacts {
  /** Somebody else who has it open. */
  readonly looking?: string;
  readonly level?: Level;
  readonly hasIoc?: boolean;
  readonly related?: { readonly number: number; readonly shared: number };
}

/** The facts by the ids of alerts. */
export interface KeptFacts {
  /** The same object for as long as it says the same. */
  readonly of: (id: string) => AlertFacts;
  readonly set: (facts: ReadonlyMap<string, AlertFacts>) => void;
  readonly subscribe: (changed: () => void) => () => void;
}

/** Keeps facts; nothing is known at first. */
export function keepFacts(): KeptFacts {
  const listeners = new Set<() => void>();
  const nothing: AlertFacts = {};
  let known: ReadonlyMap<string, AlertFacts> = new Map();
  return {
    of: (id) => known.get(id) ?? nothing,
    set(facts) {
      known = new Map(
        [...facts].map(([id, fresh]) => {
          const before = known.get(id);
          return [id, before !== undefined && areSame(before, fresh) ? before : fresh];
        }),
      );
      for (const listener of listeners) listener();
    },
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
  };
}

function areSame(one: AlertFacts, other: AlertFacts): boolean {
  return (
    one.looking === other.looking &&
    one.level === other.level &&
    one.hasIoc === other.hasIoc &&
    one.related?.number === other.related?.number &&
    one.related?.shared === other.related?.shared
  );
}
