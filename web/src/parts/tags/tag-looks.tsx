/** Colours and meanings of the tags in use, read once for all the screens that show tags. */
import { useQuery } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { filters, list, page, where } from '../../data/pipeline.ts';
import { pipelineQuery } from '../../data/queries.ts';
import { useApi } from '../../data/session.tsx';
import { looksOf, type TagLook, type TagParts } from './tag-text.ts';

interface Looks {
  readonly of: (name: string) => TagLook | undefined;
  readonly remember: (name: string, look: TagLook) => void;
}

const nothing: Looks = { of: () => undefined, remember: () => undefined };
const LooksContext = createContext(nothing);

/** Most tags whose colour is known at once. */
const mostLooks = 1_000;
/** Milliseconds that the first screen is given, and after which tags that others have taken into use are looked for. */
const delay = 600;
const again = 5 * 60_000;

const steps = [
  list('tag'),
  where(filters.any(filters.not(filters.is('colour', '#000000')), filters.has('description'))),
  page(0, mostLooks),
];

/** Reads them after the first screen has been drawn: colours may come late, rows may not. */
export function TagLooksProvider({ children }: { readonly children: ReactNode }) {
  const api = useApi();
  const [isDue, setDue] = useState(false);
  const [chosen, setChosen] = useState<ReadonlyMap<string, TagLook>>();
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), delay);
    return () => clearTimeout(timer);
  }, []);
  const { data } = useQuery({
    ...pipelineQuery<readonly TagParts[]>(api, 'tag-looks', steps, { entities: ['tag', 'taxonomy'] }),
    enabled: isDue,
    refetchInterval: again,
  });
  const looks = useMemo<Looks>(() => {
    const read = data && looksOf(data);
    return {
      of: (name) => read?.get(name) ?? chosen?.get(name),
      remember: (name, look) => setChosen((before) => new Map(before).set(name, look)),
    };
  }, [data, chosen]);
  return <LooksContext.Provider value={looks}>{children}</LooksContext.Provider>;
}

/** What is known of a tag; undefined where that is nothing. */
export function useTagLook(name: string): TagLook | undefined {
  return useContext(LooksContext).of(name);
}

/** Keeps what is known of a tag that was chosen from a proposal: nobody may have used it before. */
export function useRememberLook(): Looks['remember'] {
  return useContext(LooksContext).remember;
}
