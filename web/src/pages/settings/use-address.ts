/** Where in the settings one is, and the way to other places: section, item, and what is asked of the list. */
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';

/** Address of an item that is being made. */
export const newItem = 'new';

/** What is asked of the list, as it stands in the address. */
type Search = Readonly<Record<string, string>>;

/** Parts of the search part of an address; what is undefined is taken out. */
export type SearchChange = Readonly<Record<string, string | undefined>>;

/** The place in the settings. */
export interface SettingsAddress {
  readonly organisation: string;
  readonly section: string;
  /** Id of the open item, `new` for one that is being made. */
  readonly itemId: string | undefined;
  readonly search: Search;
  /** Path of an item. */
  readonly hrefOf: (itemId: string) => string;
  /** Opens an item, or none; what was asked of the list stays, but for what is said here. */
  readonly open: (itemId: string | undefined, change?: SearchChange) => void;
  /** Changes what is asked of the list. */
  readonly ask: (change: SearchChange) => void;
}

/** The present place. */
export function useSettingsAddress(): SettingsAddress {
  const { organisation = '', section = '', itemId } = useParams({ strict: false });
  const search = useSearch({ strict: false }) as Search;
  const navigate = useNavigate();
  const base = `/o/${encodeURIComponent(organisation)}/settings/${section}`;
  const hrefOf = (id: string): string => `${base}/${encodeURIComponent(id)}`;
  return {
    organisation,
    section,
    itemId,
    search,
    hrefOf,
    open: (id, change = {}) =>
      void navigate({ to: id === undefined ? base : hrefOf(id), search: changed(search, change) }),
    ask: (change) => void navigate({ to: '.', search: changed(search, change), replace: true }),
  };
}

function changed(search: Search, change: SearchChange): Search {
  return Object.fromEntries(
    Object.entries({ ...search, ...change }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined && entry[1] !== '',
    ),
  );
}
