/** Entries of the palette as plain data: how they are chosen by keys and ranked by what is typed. */
import type { ComponentType, ReactNode } from 'react';

/** An entry. */
export interface PaletteItem {
  readonly id: string;
  /** Missing where the label brings its own mark. */
  readonly icon?: ComponentType<{ readonly size?: number; readonly stroke?: number }>;
  readonly label: ReactNode;
  readonly note?: ReactNode;
  /** Marks at the end of the line. */
  readonly end?: ReactNode;
  readonly keys?: string;
  /** Why it cannot be done now; it is shown and does nothing. */
  readonly blocked?: string;
  /** Its name begins with what was typed. */
  readonly sure?: boolean;
  readonly perform: (newTab: boolean) => void;
}

/** Entries of one kind. */
export interface PaletteSection {
  readonly id: string;
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

/** The id of the entry `step` places on, round the ends, passing over those that are blocked. */
export function moved(
  items: readonly PaletteItem[],
  chosenId: string | undefined,
  step: number,
): string | undefined {
  const open = items.filter(({ blocked }) => blocked === undefined);
  if (open.length === 0) return undefined;
  const at = open.findIndex(({ id }) => id === chosenId);
  const next = at === -1 ? (step > 0 ? 0 : open.length - 1) : (at + step + open.length) % open.length;
  return open[next]?.id;
}

/** A text in lower case without accents. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * How well a name fits what was typed: 3 begins with it, 2 a word of it does, 1 contains it, 0 does not fit. Every word
 * typed must be found; the worst decides.
 */
export function fit(name: string, typed: string): number {
  const text = folded(name);
  const words = folded(typed)
    .split(/\s+/)
    .filter((word) => word !== '');
  if (words.length === 0) return 0;
  return Math.min(...words.map((word) => fitOfWord(text, word)));
}

function fitOfWord(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at === -1) return 0;
  if (at === 0) return 3;
  return text.split(/[^\p{L}\p{N}]+/u).some((part) => part.startsWith(word)) ? 2 : 1;
}

/** Those that fit, the best first; ties keep their order. */
export function ranked<Item>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  typed: string,
): readonly Item[] {
  return items
    .map((item) => ({ item, score: fit(nameOf(item), typed) }))
    .filter(({ score }) => score > 0)
    .sort((one, other) => other.score - one.score)
    .map(({ item }) => item);
}
