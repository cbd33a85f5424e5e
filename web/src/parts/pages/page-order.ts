/** The order of pages: headings by name, below each its pages by their place. */

/** What the order of a page rests on. */
export interface Placed {
  readonly _id: string;
  readonly title: string;
  readonly category: string;
  readonly order: number;
}

/** A heading with its pages in their order. */
export interface PageGroup<Row extends Placed> {
  readonly category: string;
  readonly pages: readonly Row[];
}

/** The pages by their headings. */
export function groupPages<Row extends Placed>(pages: readonly Row[]): readonly PageGroup<Row>[] {
  const groups = new Map<string, Row[]>();
  for (const page of pages) groups.set(page.category, [...(groups.get(page.category) ?? []), page]);
  return [...groups]
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([category, all]) => ({
      category,
      pages: all.sort((one, other) => one.order - other.order || one.title.localeCompare(other.title)),
    }));
}

/** The pages whose place changes when one moves up (-1) or down (1) below its heading; none when it cannot move. */
export function placesAfterMove<Row extends Placed>(
  pages: readonly Row[],
  id: string,
  step: -1 | 1,
): readonly { readonly id: string; readonly order: number }[] {
  const group = groupPages(pages).find((one) => one.pages.some(({ _id }) => _id === id));
  if (group === undefined) return [];
  const moved = [...group.pages];
  const from = moved.findIndex(({ _id }) => _id === id);
  const to = from + step;
  const [one] = moved.splice(from, 1);
  if (one === undefined || to < 0 || to > moved.length) return [];
  moved.splice(to, 0, one);
  return moved.flatMap(({ _id, order }, place) => (order === place ? [] : [{ id: _id, order: place }]));
}

/** The place of a page that is added below a heading. */
export function nextPlace(pages: readonly Placed[], category: string): number {
  return pages.reduce(
    (next, page) => (page.category === category ? Math.max(next, page.order + 1) : next),
    0,
  );
}
