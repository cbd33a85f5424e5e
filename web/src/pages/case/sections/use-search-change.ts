/** Changes parts of the query of the address in place: what a section shows is no step of the history. */
import { useNavigate } from '@tanstack/react-router';

/** Gives the function; parts that become undefined leave the address. */
export function useSearchChange<Search extends object>(): (change: Search) => void {
  const navigate = useNavigate();
  return (change) =>
    void navigate({
      to: '.',
      search: (before: Readonly<Record<string, string | undefined>>) =>
        ({ ...before, ...change }) as Record<string, string>,
      replace: true,
      resetScroll: false,
    });
}
