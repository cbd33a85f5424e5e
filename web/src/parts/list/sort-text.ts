/** The order of a list as it stands in the address: `-severity,-date`. */
import type { Order } from '../../data/pipeline.ts';
import type { SortKey } from '../../ui/table/grid-types.ts';

/** Most keys of an order. */
const mostKeys = 4;

/** Reads an order. */
export function readSort(text: string): readonly SortKey[] {
  return text
    .split(',')
    .filter((part) => part.replace('-', '') !== '')
    .slice(0, mostKeys)
    .map((part) => ({ id: part.replace(/^-/, ''), descending: part.startsWith('-') }));
}

/** Writes an order. */
export function writeSort(keys: readonly SortKey[]): string {
  return keys.map(({ id, descending }) => `${descending ? '-' : ''}${id}`).join(',');
}

/** The order after a click on a column: descending, ascending, then none; `add` keeps the other keys before it. */
export function sortedBy(keys: readonly SortKey[], id: string, add: boolean): readonly SortKey[] {
  const present = keys.find((key) => key.id === id);
  const next: readonly SortKey[] =
    present === undefined
      ? [{ id, descending: true }]
      : present.descending
        ? [{ id, descending: false }]
        : [];
  if (!add) return next;
  const others = keys.filter((key) => key.id !== id);
  const place = keys.findIndex((key) => key.id === id);
  return place === -1
    ? [...others, ...next].slice(0, mostKeys)
    : [...keys.slice(0, place), ...next, ...keys.slice(place + 1)];
}

/** The order as the query endpoint takes it; columns that are not sorted by a field are left out. */
export function orderOf(keys: readonly SortKey[], fieldOf: (id: string) => string | undefined): Order {
  return keys.flatMap(({ id, descending }) => {
    const field = fieldOf(id);
    return field === undefined ? [] : [{ [field]: descending ? 'desc' : 'asc' }];
  });
}
