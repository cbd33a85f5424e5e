/**
 * How somebody likes to work: language, appearance, density, time zone, keys. Kept on the server so that every device
 * knows it, and in this browser so that the first paint is right and a lost connection changes nothing.
 */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useCallback, useContext, useEffect, useMemo, useState } from 'react';
import type { Api } from './api.ts';
import { useApi } from './session.tsx';

/** Height of rows in lists. */
export type Density = 'compact' | 'cozy' | 'comfortable';

/** The preferences of a person. */
export interface Preferences {
  readonly language?: 'en' | 'fr' | 'zh';
  readonly theme?: 'auto' | 'light' | 'dark';
  readonly density: Density;
  /** Name of a zone such as `Europe/Paris`, `UTC`, or `browser`. */
  readonly timeZone: string;
  /** Whether single letters act. */
  readonly singleKeys: boolean;
  /** Hints that need not be shown again. */
  readonly hintsSeen: readonly string[];
}

const fallback: Preferences = { density: 'cozy', timeZone: 'browser', singleKeys: true, hintsSeen: [] };
const path = '/user/current/preferences';
const storageKey = 'skep.preferences';

/** The preferences that the server has, as the cache knows them. */
export function preferencesQuery(api: Api) {
  return {
    queryKey: ['preferences', api.organisation],
    queryFn: ({ signal }: { readonly signal: AbortSignal }) => api.get<Partial<Preferences>>(path, signal),
    staleTime: Number.POSITIVE_INFINITY,
  };
}

interface Kept {
  readonly preferences: Preferences;
  /** Changes some of them at once here, then on the server. Rejects with what the server refused. */
  readonly change: (part: Partial<Preferences>) => Promise<void>;
  /** Whether the server has told its own. */
  readonly known: boolean;
}

const PreferencesContext = createContext<Kept>({
  preferences: fallback,
  change: async () => undefined,
  known: false,
});

/** Keeps the preferences for everything below. */
export function PreferencesProvider({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const queries = useQueryClient();
  const question = useMemo(() => preferencesQuery(api), [api]);
  const [local, setLocal] = useState(readLocal);
  const { data } = useQuery(question);
  useEffect(() => {
    if (data !== undefined) setLocal(remember({ ...fallback, ...withoutNulls(data) }));
  }, [data]);
  const change = useCallback(
    async (part: Partial<Preferences>) => {
      setLocal((before) => remember({ ...before, ...part }));
      queries.setQueryData(question.queryKey, await api.patch<Partial<Preferences>>(path, part));
    },
    [api, question, queries],
  );
  const kept = useMemo(
    () => ({ preferences: local, change, known: data !== undefined }),
    [local, change, data],
  );
  return <PreferencesContext.Provider value={kept}>{children}</PreferencesContext.Provider>;
}

/** The preferences of whoever is signed in. */
export function usePreferences(): Kept {
  return useContext(PreferencesContext);
}

/** The zone in which times are shown; undefined for that of the browser. */
export function zoneOf({ timeZone }: Preferences): string | undefined {
  return timeZone === 'browser' ? undefined : timeZone;
}

function readLocal(): Preferences {
  const text = localStorage.getItem(storageKey);
  if (text === null) return fallback;
  try {
    return { ...fallback, ...withoutNulls(JSON.parse(text) as Partial<Preferences>) };
  } catch {
    // Something else wrote there; the server knows better.
    return fallback;
  }
}

function remember(preferences: Preferences): Preferences {
  localStorage.setItem(storageKey, JSON.stringify(preferences));
  return preferences;
}

function withoutNulls(part: Partial<Preferences>): Partial<Preferences> {
  return Object.fromEntries(
    Object.entries(part).filter(([, value]) => value !== null && value !== undefined),
  );
}
