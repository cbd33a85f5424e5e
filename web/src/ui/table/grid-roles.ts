/**
 * What a table that is drawn from blocks tells screen readers. The elements of a table cannot be placed one by one, as
 * rows must be when only those in sight are drawn, so blocks carry the roles that those elements would have.
 */

/** Attributes of the parts of a table. Numbers of rows and columns count from 1, the names of the columns being row 1. */
export const gridRoles = {
  grid: (label: string, rows: number | undefined, columns: number, ticks: boolean) =>
    ({
      role: 'grid',
      'aria-label': label,
      'aria-rowcount': rows === undefined ? -1 : rows + 1,
      'aria-colcount': columns,
      'aria-multiselectable': ticks,
    }) as const,
  row: (place: number, selected?: boolean) =>
    ({ role: 'row', 'aria-rowindex': place, 'aria-selected': selected }) as const,
  head: (sort?: 'ascending' | 'descending' | 'none') =>
    ({ role: 'columnheader', 'aria-sort': sort }) as const,
  cell: (columns?: number) => ({ role: 'gridcell', 'aria-colspan': columns }) as const,
};
