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

/** All rows in order; one that moved to a later page while paging is shown once. */
export function rowsOf<Row extends ListRow>(pages: readonly ListPage<Row>[]): readonly Row[] {
  const seen = new Set<string>();
  return pages.flatMap(({ rows }) =>
    rows.filter(({ _id }) => {
      if (seen.has(_id)) return false;
      seen.add(_id);
      return true;
    }),
  );
}

/** Where the next page starts: behind what is loaded and still belongs to the list. Undefined at the end. */
export function nextStart<Row extends ListRow>(
  pages: readonly ListPage<Row>[],
  gone: ReadonlySet<string>,
): number | undefined {
  if (pages.at(-1)?.full !== true) return undefined;
  return rowsOf(pages).filter(({ _id }) => !gone.has(_id)).length;
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
