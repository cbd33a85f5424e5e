/** Figures as a table: what a chart shows, for who reads it, hears it or goes through it by keys. */
import type { ReactNode } from 'react';
import classes from './charts.module.css';
import { useFigureText } from './figure-text.ts';
import type { FigureColumn, FigureRow, Figures } from './figures.ts';
import { RowsLink } from './rows-link.tsx';

/** The table. `silent`: beside its chart, for screen readers alone, and so without stops for the keyboard. */
export function FiguresTable({
  figures,
  label,
  silent = false,
}: {
  readonly figures: Figures;
  readonly label: string;
  readonly silent?: boolean;
}) {
  const table = (
    <table className={classes.table} aria-label={label}>
      <thead>
        <tr>
          <th scope="col">{figures.axis}</th>
          {figures.columns.map(({ id, label: name }) => (
            <th key={id} scope="col" className={classes.numeric}>
              <bdi>{name}</bdi>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {figures.rows.map((row) => (
          <Row key={row.id} row={row} columns={figures.columns} silent={silent} />
        ))}
      </tbody>
    </table>
  );
  return silent ? (
    <div className="sk-hidden">{table}</div>
  ) : (
    <div className={classes.tableScroll} {...scrollable(label)}>
      {table}
    </div>
  );
}

/** What can be scrolled can be reached by keys. */
const scrollable = (label: string) => ({ tabIndex: 0, role: 'group', 'aria-label': label }) as const;

function Row({
  row,
  columns,
  silent,
}: {
  readonly row: FigureRow;
  readonly columns: readonly FigureColumn[];
  readonly silent: boolean;
}): ReactNode {
  const text = useFigureText();
  return (
    <tr>
      <th scope="row">
        <bdi>{row.label}</bdi>
      </th>
      {columns.map(({ id, form, label }, index) => {
        const cell = row.cells[index];
        const said = text(cell?.value ?? null, form);
        return (
          <td key={id} className={classes.numeric}>
            {silent ? (
              said
            ) : (
              <RowsLink opens={cell?.opens} label={`${row.label}, ${label}`}>
                {said}
              </RowsLink>
            )}
          </td>
        );
      })}
    </tr>
  );
}
