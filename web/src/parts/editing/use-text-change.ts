/** Saves a changed text with the version it is based on; merges what others changed meanwhile, or hands both to the person. */
import { useState } from 'react';
import { ApiError } from '../../data/api.ts';
import type { Conflict } from './conflict-view.tsx';
import type { TextDraft } from './text-draft.ts';
import { mergeLines } from './word-changes.ts';

/** The text as it is stored now. */
export interface StoredText {
  readonly text: string;
  readonly version: number;
  /** Who changed it last, and when. */
  readonly name: string;
  readonly at: number | undefined;
}

/** What a text needs to be saved. */
export interface TextStore {
  /** Saves; rejects with 409 when the version is not the stored one. */
  readonly save: (text: string, version: number) => Promise<unknown>;
  readonly read: () => Promise<StoredText>;
}

/** Times a save starts over because others saved in between. */
const mostTries = 4;

/** Saving with its state. */
export interface TextChange {
  readonly busy: boolean;
  readonly refusal: unknown;
  readonly conflict: Conflict | undefined;
  /** Whether the text was stored. */
  readonly save: (draft: TextDraft) => Promise<boolean>;
  readonly leaveConflict: () => void;
}

/** Saving of one text. */
export function useTextChange(store: TextStore): TextChange {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<unknown>();
  const [conflict, setConflict] = useState<Conflict>();
  const save = async (draft: TextDraft): Promise<boolean> => {
    setBusy(true);
    setRefusal(undefined);
    try {
      const clash = await saveMerged(store, draft);
      setConflict(clash);
      return clash === undefined;
    } catch (error) {
      setRefusal(error);
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refusal, conflict, save, leaveConflict: () => setConflict(undefined) };
}

/** Saves, merging changes of other lines; gives what a person has to decide. Throws what the server refuses. */
export async function saveMerged(store: TextStore, draft: TextDraft): Promise<Conflict | undefined> {
  let current = draft;
  for (let tries = 0; ; tries += 1) {
    try {
      await store.save(current.text, current.version);
      return undefined;
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 409 || tries === mostTries) throw error;
    }
    const { text: theirs, version, name, at } = await store.read();
    const merged = mergeLines(current.base, theirs, current.text);
    if (merged.clashes > 0) return { base: current.base, theirs, mine: current.text, version, name, at };
    current = { text: merged.text, base: theirs, version };
  }
}
