/** The loaded rows of a list as plain data: pages in order, changed in place, never shifted by what arrives meanwhile. */
import type { ListRow } from './list-definition.ts';

/** Rows asked for at once. */
export const pageSize = 100;

/** What was read with one question. */
export interface ListPage<Row> {
  readonly rows: readonly Row[];
  /** Whether there may be more behind it. */
  readonly full: boolean;
}

/** All rows of some pages, each once: one that moved to a later page while paging stays at its first place. */
export interface Gathered<Row> {
  readonly pages: readonly ListPage<Row>[];
  readonly rows: readonly Row[];
  readonly items: readonly RowItem<Row>[];
  /** Places of the rows by their ids. */
  readonly places: ReadonlyMap<string, number>;
}

/** A row as a table takes it. */
export interface RowItem<Row> {
  readonly id: string;
  readonly kind: 'row';
  readonly row: Row;
}

/**
 * A way to gather pages that grow: what is known of the pages before is kept, so that the thousandth page costs no more
 * than the first. The item of a row stays the same object as long as its row does.
 */
export function pageGatherer<Row extends ListRow>(): (pages: readonly ListPage<Row>[]) => Gathered<Row> {
  const known = new WeakMap<Row, RowItem<Row>>();
  const itemOf = (row: Row): RowItem<Row> => {
    const item = known.get(row) ?? { id: row._id, kind: 'row', row };
    known.set(row, item);
    return item;
  };
  let latest: Gathered<Row> = { pages: [], rows: [], items: [], places: new Map() };
  return (pages) => {
    const { pages: before } = latest;
    const grows = before.length <= pages.length && before.every((page, index) => page === pages[index]);
    // Only places behind the known ones are added: whoever still holds what was gathered before finds the same there.
    const places = grows ? (latest.places as Map<string, number>) : new Map<string, number>();
    const rowsInOrder = grows ? [...latest.rows] : [];
    const items = grows ? [...latest.items] : [];
    for (const { rows } of grows ? pages.slice(before.length) : pages)
      for (const row of rows) {
        if (places.has(row._id)) continue;
        places.set(row._id, items.length);
        rowsInOrder.push(row);
        items.push(itemOf(row));
      }
    latest = grows && before.length === pages.length ? latest : { pages, rows: rowsInOrder, items, places };
    return latest;
  };
}

/** Where the next page starts: behind what is loaded and still belongs to the list. Undefined at the end. */
export function nextStart<Row extends ListRow>(
  { pages, items, places }: Gathered<Row>,
  gone: ReadonlySet<string>,
): number | undefined {
  if (pages.at(-1)?.full !== true) return undefined;
  return items.length - [...gone].filter((id) => places.has(id)).length;
}

/** Puts what was read again in place of what stood there. */
export function replaced<Row extends ListRow>(
  pages: readonly ListPage<Row>[],
  fresh: readonly Row[],
): readonly ListPage<Row>[] {
  const byId = new Map(fresh.map((row) => [row._id, row]));
  return pages.map((page) =>
    page.rows.some(({ _id }) => byId.has(_id))
      ? { ...page, rows: page.rows.map((row) => byId.get(row._id) ?? row) }
      : page,
  );
}

/** Takes rows away. */
export function removed<Row extends ListRow>(
  pages: readonly ListPage<Row>[],
  gone: ReadonlySet<string>,
): readonly ListPage<Row>[] {
  return pages.map((page) =>
    page.rows.some(({ _id }) => gone.has(_id))
      ? { ...page, rows: page.rows.filter(({ _id }) => !gone.has(_id)) }
      : page,
  );
}
