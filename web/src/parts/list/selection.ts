/** Which rows are ticked: some by their ids, or all that match. Plain data, so that it survives paging and sorting. */

/** The ticked rows. `anchor` is where a range starts. */
export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** Everything that matches the filter, also what is not loaded. */
  readonly allMatching: boolean;
  readonly anchor: string | undefined;
}

/** Nothing is ticked. */
export const nothingSelected: Selection = { ids: new Set(), allMatching: false, anchor: undefined };

/** Ticks or unticks one row; with `toHere` everything from the anchor to it. */
export function toggled(
  selection: Selection,
  id: string,
  toHere: boolean,
  order: readonly string[],
): Selection {
  const ids = new Set(selection.ids);
  const from = selection.anchor === undefined ? -1 : order.indexOf(selection.anchor);
  const to = order.indexOf(id);
  if (toHere && from !== -1 && to !== -1) {
    for (const between of order.slice(Math.min(from, to), Math.max(from, to) + 1)) ids.add(between);
    return { ids, allMatching: false, anchor: selection.anchor };
  }
  if (!ids.delete(id)) ids.add(id);
  return { ids, allMatching: false, anchor: id };
}

/** Ticks all loaded rows, or none when all are ticked. */
export function toggledAll(selection: Selection, order: readonly string[]): Selection {
  if (selection.allMatching || order.every((id) => selection.ids.has(id))) return nothingSelected;
  return { ids: new Set(order), allMatching: false, anchor: undefined };
}
