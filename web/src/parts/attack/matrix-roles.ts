/** What the matrix tells screen readers. Its parts are blocks: elements of a table could not be of one height and unfold. */

/** Attributes of the parts. Rows and columns count from 1, the names of the tactics being row 1. */
export const matrixRoles = {
  grid: (label: string, rows: number, columns: number) =>
    ({ role: 'grid', 'aria-label': label, 'aria-rowcount': rows + 1, 'aria-colcount': columns }) as const,
  row: (place: number) => ({ role: 'row', 'aria-rowindex': place }) as const,
  head: (column: number) => ({ role: 'columnheader', 'aria-colindex': column }) as const,
  cell: (column: number, picked?: boolean) =>
    ({ role: 'gridcell', 'aria-colindex': column, 'aria-selected': picked }) as const,
};
