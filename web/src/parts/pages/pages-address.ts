/** What the address of a screen of pages says beside the page: words looked for, the history, and what is being made. */
import { type LinkProps, useNavigate, useSearch } from '@tanstack/react-router';

/** How pages of a shelf are opened. */
export interface PagePlaces {
  readonly linkOf: (pageId: string) => LinkProps;
  readonly open: (pageId: string | undefined) => void;
}

/** What is made or looked for in a dialog. */
export type PageDialog = 'page' | 'knowledge';

/** The address, and the way to change it. */
export interface PagesAddress {
  readonly words: string;
  readonly isHistory: boolean;
  readonly dialog: PageDialog | undefined;
  readonly look: (words: string) => void;
  readonly showHistory: (shown: boolean) => void;
  readonly openDialog: (dialog: PageDialog | undefined) => void;
}

type Search = Readonly<Record<string, string | undefined>>;

/** The present address. */
export function usePagesAddress(): PagesAddress {
  const { q = '', view, new: making } = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const change = (next: Search): void =>
    void navigate({
      to: '.',
      search: (before: Search) => ({ ...before, ...next }) as Record<string, string>,
      replace: true,
      resetScroll: false,
    });
  return {
    words: q,
    isHistory: view === 'history',
    dialog: making === 'page' || making === 'knowledge' ? making : undefined,
    look: (words) => change({ q: words === '' ? undefined : words }),
    showHistory: (shown) => change({ view: shown ? 'history' : undefined }),
    openDialog: (dialog) => change({ new: dialog }),
  };
}
