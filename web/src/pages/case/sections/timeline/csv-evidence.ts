/** Which observables and files of the case the cells of a table name: by value, by name of file, or by id. */
import { normalise, refang } from '@skep/sdk/indicators';
import type { Evidence } from '../../../../parts/evidence/evidence.ts';

/** What stands behind each name that was looked for; a name without entry is nothing in the case. */
export type NamedEvidence = ReadonlyMap<string, readonly Evidence[]>;

/** What a cell names: ids, or the first name that is not clear. */
export type CellEvidence =
  | { readonly found: readonly Evidence[] }
  | { readonly fault: 'nothing' | 'several'; readonly name: string; readonly choices: readonly Evidence[] };

/** Most parts of a cell that together may be one name, as the parts of a user agent between its semicolons. */
const mostParts = 8;

/** Names that cells may hold: names stand behind semicolons or in lines of their own, but may have semicolons themselves. */
export function possibleNames(cells: readonly string[]): readonly string[] {
  const names = cells.flatMap((cell) => {
    const places = placesOf(cell);
    return places.flatMap((from, start) =>
      places.slice(start, start + mostParts).map(({ to }) => cell.slice(from.from, to).trim()),
    );
  });
  return [...new Set(names)].filter((name) => name !== '');
}

/** Reads a cell: at each place the longest name that is in the case. */
export function evidenceIn(cell: string, named: NamedEvidence): CellEvidence {
  const found = new Map<string, Evidence>();
  const places = placesOf(cell);
  for (let start = 0; start < places.length; ) {
    const from = places[start]?.from ?? 0;
    const longest = places
      .slice(start, start + mostParts)
      .map(({ to }, more) => ({ name: cell.slice(from, to).trim(), next: start + more + 1 }))
      .findLast(({ name }) => name === '' || named.has(name));
    const name = longest?.name ?? cell.slice(from, places[start]?.to).trim();
    const those = name === '' ? [] : (named.get(name) ?? []);
    if (name !== '' && those.length !== 1)
      return { fault: those.length === 0 ? 'nothing' : 'several', name, choices: those };
    for (const one of those) found.set(one.id, one);
    start = longest?.next ?? start + 1;
  }
  return { found: [...found.values()] };
}

/** The observables and files by the names that were looked for. */
export function namedEvidence(
  names: readonly string[],
  observables: readonly (Evidence & { readonly data: string | undefined })[],
  files: readonly Evidence[],
): NamedEvidence {
  const found = new Map<string, Map<string, Evidence>>();
  const add = (name: string, one: Evidence): void => {
    const those = found.get(name) ?? new Map<string, Evidence>();
    found.set(name, those.set(one.id, one));
  };
  const wanted = new Set(names);
  for (const one of [...observables, ...files])
    for (const name of [one.id, one.name]) if (wanted.has(name)) add(name, one);
  const dataTypes = Map.groupBy(observables, ({ dataType = '' }) => dataType);
  for (const [dataType, those] of dataTypes) {
    const byValue = Map.groupBy(names, (name) => comparable(dataType, name));
    for (const one of those)
      if (one.data !== undefined)
        for (const name of byValue.get(comparable(dataType, one.data)) ?? []) add(name, one);
  }
  return new Map([...found].map(([name, those]) => [name, [...those.values()]]));
}

function comparable(dataType: string, value: string): string {
  return normalise(dataType, refang(value)).toLowerCase();
}

/** Where the parts of a cell between semicolons and line ends begin and end. */
function placesOf(cell: string): readonly { readonly from: number; readonly to: number }[] {
  const ends = [...cell.matchAll(/[;\n]/g)].map(({ index }) => index);
  return [...ends, cell.length].map((to, place) => ({ from: (ends[place - 1] ?? -1) + 1, to }));
}
