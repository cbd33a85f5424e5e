/** Rows of widgets on twelve columns; one below the other where there is no room. */
import type { CSSProperties, ReactNode } from 'react';
import classes from './dashboards.module.css';
import { type Definition, lineHeight, usualHeight, type Widget, widthsOf } from './definition.ts';

/** The grid; `children` draws a widget. */
export function WidgetGrid({
  rows,
  children,
}: {
  readonly rows: Definition['rows'];
  readonly children: (widget: Widget) => ReactNode;
}) {
  return (
    <div className={classes.rows}>
      {rows.map((row) => {
        const widths = widthsOf(row);
        return (
          <div key={row.map(({ id }) => id).join(' ')} className={classes.row}>
            {row.map((widget, place) => (
              <div
                key={widget.id}
                className={classes.place}
                style={
                  {
                    '--columns': widths[place],
                    '--height': `${(widget.height ?? usualHeight(widget.type)) * lineHeight}px`,
                  } as CSSProperties
                }
              >
                {children(widget)}
              </div>
            ))}
          </div>
        );
      })}
    </div>
  );
}
