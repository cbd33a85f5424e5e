/** Changing the layout of a dashboard: widgets move between places of a row and between rows, and take more or less room. */
import {
  columnCount,
  type Definition,
  leastWidth,
  mostHeight,
  type Row,
  usualHeight,
  type Widget,
  widthsOf,
} from './definition.ts';

/** Directions of the arrow keys. */
export type Direction = 'left' | 'right' | 'up' | 'down';

interface Place {
  readonly row: number;
  readonly column: number;
}

function placeOf({ rows }: Definition, id: string): Place | undefined {
  const row = rows.findIndex((widgets) => widgets.some((widget) => widget.id === id));
  return row === -1 ? undefined : { row, column: rows[row]?.findIndex((widget) => widget.id === id) ?? 0 };
}

function withRows(definition: Definition, rows: readonly Row[]): Definition {
  return { ...definition, rows: rows.filter((row) => row.length > 0) };
}

/** Adds a widget in a row of its own at the end, or puts it in the place of the one with its id. */
export function putWidget(definition: Definition, widget: Widget): Definition {
  if (placeOf(definition, widget.id) === undefined)
    return withRows(definition, [...definition.rows, [widget]]);
  return withRows(
    definition,
    definition.rows.map((row) => row.map((one) => (one.id === widget.id ? widget : one))),
  );
}

/** Takes a widget away. */
export function removeWidget(definition: Definition, id: string): Definition {
  return withRows(
    definition,
    definition.rows.map((row) => row.filter((one) => one.id !== id)),
  );
}

/** Moves a widget one place: sideways in its row, up or down into the next row, or into a new one at the edge. */
export function moveWidget(definition: Definition, id: string, direction: Direction): Definition {
  const place = placeOf(definition, id);
  const row = place === undefined ? undefined : definition.rows[place.row];
  const widget = place === undefined ? undefined : row?.[place.column];
  if (place === undefined || row === undefined || widget === undefined) return definition;
  if (direction === 'left' || direction === 'right') {
    const to = place.column + (direction === 'left' ? -1 : 1);
    if (to < 0 || to >= row.length) return definition;
    const moved = row.filter((one) => one.id !== id).toSpliced(to, 0, widget);
    return withRows(definition, definition.rows.with(place.row, moved));
  }
  return moveAcross(definition, widget, place, direction === 'up' ? -1 : 1);
}

function moveAcross(definition: Definition, widget: Widget, place: Place, by: number): Definition {
  const own = definition.rows[place.row] ?? [];
  const without = definition.rows.with(
    place.row,
    own.filter(({ id }) => id !== widget.id),
  );
  const to = place.row + by;
  if (to < 0) return own.length === 1 ? definition : withRows(definition, [[widget], ...without]);
  const target = definition.rows[to];
  if (target === undefined)
    return own.length === 1 ? definition : withRows(definition, [...without, [widget]]);
  // A row that would be too full is passed: the widget gets one of its own between.
  const { width: _, ...free } = widget;
  const joined = [...target, free];
  if (joined.length * leastWidth > columnCount)
    return withRows(definition, without.toSpliced(by < 0 ? to : to + 1, 0, [widget]));
  return withRows(definition, without.with(to, shared(joined)));
}

/** Where a widget goes beside another one. */
export type Side = 'left' | 'right' | 'above' | 'below';

/** Puts a widget beside another one: into its row, or into a row of its own above or below that. A row that is full gets it below. */
export function placeWidget(definition: Definition, id: string, beside: string, side: Side): Definition {
  const widget = definition.rows.flat().find((one) => one.id === id);
  const without: readonly Row[] = definition.rows.map((row) => row.filter((one) => one.id !== id));
  const to = without.findIndex((row) => row.some((one) => one.id === beside));
  const target = without[to];
  if (widget === undefined || target === undefined) return definition;
  const { width: _, ...free } = widget;
  const isFull = (target.length + 1) * leastWidth > columnCount;
  if (side === 'above' || side === 'below' || isFull)
    return withRows(definition, without.toSpliced(side === 'above' ? to : to + 1, 0, [free]));
  const column = target.findIndex((one) => one.id === beside) + (side === 'right' ? 1 : 0);
  return withRows(definition, without.with(to, shared(target.toSpliced(column, 0, free))));
}

/** Widgets that fill a row together say no width. */
function shared(row: Row): Row {
  return row.map(({ width: _, ...widget }) => widget);
}

/** Makes a widget wider or narrower, higher or lower; its neighbours share what is left. */
export function resizeWidget(definition: Definition, id: string, direction: Direction): Definition {
  const rows = definition.rows.map((row) => {
    const place = row.findIndex((one) => one.id === id);
    const widget = row[place];
    if (widget === undefined) return row;
    if (direction === 'up' || direction === 'down') {
      const height = (widget.height ?? usualHeight(widget.type)) + (direction === 'down' ? 1 : -1);
      return row.with(place, { ...widget, height: Math.min(mostHeight, Math.max(1, height)) });
    }
    const most = columnCount - (row.length - 1) * leastWidth;
    const width = (widthsOf(row)[place] ?? columnCount) + (direction === 'right' ? 1 : -1);
    const bounded = Math.min(most, Math.max(leastWidth, width));
    return shared(row).with(place, { ...widget, width: bounded });
  });
  return withRows(definition, rows);
}
