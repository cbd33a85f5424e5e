/** Places labels of a lane in rows so that none lies on another; where there is no room left, several become one with their count. */

/** A label: where it begins and how wide it is, in pixels. */
export interface Label<Item> {
  readonly item: Item;
  readonly x: number;
  readonly width: number;
}

/** A label in its row, counted from above; several items where there was no room for each. */
export interface PlacedLabel<Item> {
  readonly items: readonly [Item, ...Item[]];
  readonly x: number;
  readonly width: number;
  readonly row: number;
}

/** Pixels between labels. */
const between = 4;

/** Places labels, which come in the order of their beginnings, in at most `rows` rows; the last of them is for counts. */
export function stackLabels<Item>(
  labels: readonly Label<Item>[],
  rows: number,
  countWidth: number,
): readonly PlacedLabel<Item>[] {
  const ends = new Array<number>(rows - 1).fill(Number.NEGATIVE_INFINITY);
  const placed: PlacedLabel<Item>[] = [];
  const counts: { items: [Item, ...Item[]]; x: number; width: number }[] = [];
  for (const { item, x, width } of labels) {
    const row = ends.findIndex((end) => end + between <= x);
    const last = counts.at(-1);
    if (row !== -1) {
      ends[row] = x + width;
      placed.push({ items: [item], x, width, row });
    } else if (last !== undefined && x < last.x + countWidth + between) last.items.push(item);
    else counts.push({ items: [item], x, width });
  }
  const last = counts.map(({ items, x, width }, place) => {
    // One that stayed alone is no count, and may be as wide as it is up to the next.
    const room = (counts[place + 1]?.x ?? Number.POSITIVE_INFINITY) - between - x;
    return { items, x, width: items.length === 1 ? Math.min(width, room) : countWidth, row: rows - 1 };
  });
  return [...placed, ...last].sort((one, other) => one.x - other.x);
}
