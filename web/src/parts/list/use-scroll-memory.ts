/** How far a list was scrolled, so that whoever comes back from a page finds the place again. */
import { useMemo } from 'react';

/** Where the list starts, and a way to remember where it is. */
export function useScrollMemory(place: string): {
  readonly start: number;
  readonly remember: (offset: number) => void;
} {
  return useMemo(() => {
    const key = `skep.scroll.${place}`;
    const stored = Number(sessionStorage.getItem(key) ?? 0);
    return {
      start: Number.isFinite(stored) ? stored : 0,
      remember: (offset) => sessionStorage.setItem(key, String(Math.round(offset))),
    };
  }, [place]);
}
