/**
 * The values of a form of settings. What was changed and not saved is kept in this browser, so that a closed tab loses
 * nothing; what others save meanwhile shows through wherever one has changed nothing oneself.
 */
import { useState } from 'react';
import { useApi } from '../../../data/session.tsx';
import { changedFrom, readChanges } from './changes.ts';

/** A form. */
export interface SettingsForm<Values extends object> {
  readonly values: Values;
  /** What differs from what is stored. */
  readonly changes: Partial<Values>;
  readonly changed: number;
  /** The changes were begun at an earlier time. */
  readonly isRestored: boolean;
  readonly set: (change: Partial<Values>) => void;
  /** Forgets what was changed: it has been saved, or was thrown away. */
  readonly discard: () => void;
}

const keyOf = (organisation: string | undefined, place: string): string =>
  `skep.settings.${organisation ?? ''}.${place}`;

/** Leaves values for a form that is opened next, as if they had been begun there. */
export function leaveDraft(organisation: string | undefined, place: string, values: object): void {
  localStorage.setItem(keyOf(organisation, place), JSON.stringify(values));
}

/** The form of a place that is unique in the settings, e.g. `profile:~12`; give components that use it that key. */
export function useSettingsForm<Values extends object>(place: string, stored: Values): SettingsForm<Values> {
  const key = keyOf(useApi().organisation, place);
  const [begun, setBegun] = useState<Partial<Values>>(() => readChanges(localStorage.getItem(key), stored));
  const [isRestored, setRestored] = useState(() => Object.keys(begun).length > 0);
  const changes = changedFrom(stored, begun);
  const discard = (): void => {
    localStorage.removeItem(key);
    setBegun({});
    setRestored(false);
  };
  return {
    values: { ...stored, ...begun },
    changes,
    changed: Object.keys(changes).length,
    isRestored,
    discard,
    set(change) {
      const next = changedFrom(stored, { ...begun, ...change });
      setBegun(next);
      if (Object.keys(next).length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify(next));
    },
  };
}
