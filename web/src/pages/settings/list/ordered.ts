/** Puts the rows of a table into the order that the address names. */

interface OrderedColumn<Row> {
  readonly id: string;
  readonly orderedBy?: (row: Row) => string | number;
}

/** The rows ordered by `name` or `-name`; as they came when there is no such column. Texts are compared as people do. */
export function ordered<Row>(
  rows: readonly Row[],
  columns: readonly OrderedColumn<Row>[],
  sort: string,
): readonly Row[] {
  const id = sort.replace(/^-/, '');
  const by = columns.find((column) => column.id === id)?.orderedBy;
  if (by === undefined) return rows;
  const sign = sort.startsWith('-') ? -1 : 1;
  return [...rows].sort((one, other) => sign * compare(by(one), by(other)));
}

function compare(one: string | number, other: string | number): number {
  if (typeof one === 'number' && typeof other === 'number') return one - other;
  return String(one).localeCompare(String(other), undefined, { numeric: true });
}
