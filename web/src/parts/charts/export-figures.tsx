/** Gathers the figures of a page, so that all of them can be handed over as one file. */
import { createContext, type ReactNode, useContext, useEffect, useMemo } from 'react';
import type { Figures } from './figures.ts';
import { csvOf } from './figures-csv.ts';
import { saveFile } from './save-file.ts';

interface Gathered {
  readonly title: string;
  readonly figures: Figures;
}

const GatheredContext = createContext<Map<string, Gathered> | null>(null);

/** Gathers what stands below. */
export function FigureGathering({ children }: { readonly children: ReactNode }) {
  const gathered = useMemo(() => new Map<string, Gathered>(), []);
  return <GatheredContext.Provider value={gathered}>{children}</GatheredContext.Provider>;
}

/** Tells the figures of a block under an id that its element carries as `data-figures`. */
export function useGathered(id: string, title: string, figures: Figures | undefined): void {
  const gathered = useContext(GatheredContext);
  useEffect(() => {
    if (gathered === null || figures === undefined) return;
    gathered.set(id, { title, figures });
    return () => {
      gathered.delete(id);
    };
  }, [gathered, id, title, figures]);
}

/** Hands over all gathered figures as one file, in the order in which they stand on the page. */
export function useFiguresFile(): (fileName: string, heading: string) => void {
  const gathered = useContext(GatheredContext);
  return (fileName, heading) => {
    const blocks = [...document.querySelectorAll<HTMLElement>('[data-figures]')].flatMap(({ dataset }) => {
      const found = gathered?.get(dataset.figures ?? '');
      return found === undefined ? [] : [found];
    });
    saveFile(new Blob([csvOf(heading, blocks)], { type: 'text/csv' }), fileName);
  };
}
