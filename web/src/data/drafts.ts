/**
 * Texts that are being written. Each is kept in this browser with every key stroke and on the server every three
 * seconds, so that neither a closed tab nor another device loses it.
 */
import { useCallback, useEffect, useRef, useState } from 'react';
import type { Api } from './api.ts';
import { useApi } from './session.tsx';

/** How safe a draft is: nothing written, only in this browser, on the server since a time, or refused by the server. */
export type DraftState =
  | { readonly kind: 'clean' }
  | { readonly kind: 'kept' }
  | { readonly kind: 'saved'; readonly at: number }
  | { readonly kind: 'failed' };

/** A text that is being written. */
export interface Draft {
  readonly value: string;
  readonly state: DraftState;
  readonly change: (value: string) => void;
  /** Forgets the draft: the text has been sent, or was thrown away. */
  readonly discard: () => void;
}

const pauseMs = 3_000;
const localKey = (organisation: string | undefined, place: string): string =>
  `skep.draft.${organisation ?? ''}.${place}`;

interface ServerDraft {
  readonly place: string;
  readonly content: unknown;
}

/**
 * A draft for a place that is unique for its author, e.g. `case:~12:description`. It starts with what was written
 * there before, in this browser or on another device, else with `initial`.
 */
export function useDraft(place: string, initial = ''): Draft {
  const api = useApi();
  const key = localKey(api.organisation, place);
  const [value, setValue] = useState(() => localStorage.getItem(key) ?? initial);
  const [state, setState] = useState<DraftState>(() =>
    localStorage.getItem(key) === null ? { kind: 'clean' } : { kind: 'kept' },
  );
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(value);
  latest.current = value;

  const save = useCallback(async () => {
    timer.current = undefined;
    try {
      await saveDraft(api, place, latest.current);
      setState({ kind: 'saved', at: Date.now() });
    } catch {
      // The text stays in this browser and the next pause tries again; the state says so beside the editor.
      setState({ kind: 'failed' });
      timer.current = setTimeout(() => void save(), pauseMs);
    }
  }, [api, place]);

  useEffect(() => {
    if (localStorage.getItem(key) !== null) return;
    let current = true;
    void readDraft(api, place).then((text) => {
      if (!current || text === undefined || latest.current !== initial) return;
      setValue(text);
      setState({ kind: 'saved', at: Date.now() });
    });
    return () => {
      current = false;
    };
  }, [api, place, key, initial]);

  useEffect(() => () => clearTimeout(timer.current), []);

  const change = useCallback(
    (next: string) => {
      setValue(next);
      localStorage.setItem(key, next);
      setState({ kind: 'kept' });
      timer.current ??= setTimeout(() => void save(), pauseMs);
    },
    [key, save],
  );
  const discard = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = undefined;
    localStorage.removeItem(key);
    setValue(initial);
    setState({ kind: 'clean' });
    void api.remove(`/draft/${encodeURIComponent(place)}`).catch(() => undefined);
  }, [api, initial, key, place]);
  return { value, state, change, discard };
}

/** Puts a text below what is written at a place, for the editor that is opened there next. */
export function addToDraft(organisation: string | undefined, place: string, text: string): void {
  const key = localKey(organisation, place);
  const present = localStorage.getItem(key)?.trimEnd() ?? '';
  localStorage.setItem(key, present === '' ? text : `${present}\n${text}`);
}

async function saveDraft(api: Api, place: string, text: string): Promise<void> {
  await api.put(`/draft/${encodeURIComponent(place)}`, { content: { text } });
}

async function readDraft(api: Api, place: string): Promise<string | undefined> {
  try {
    const all = await api.get<readonly ServerDraft[]>('/draft');
    const content = all.find((draft) => draft.place === place)?.content;
    return typeof content === 'object' &&
      content !== null &&
      'text' in content &&
      typeof content.text === 'string'
      ? content.text
      : undefined;
  } catch {
    // Without the server the editor starts with what this browser knows.
    return undefined;
  }
}
