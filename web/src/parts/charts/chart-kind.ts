/** Kinds of charts that are drawn on a canvas. */

/** The kinds. */
export const chartKinds = ['bar', 'line', 'area', 'donut', 'heatmap'] as const;
/** A kind. */
export type ChartKind = (typeof chartKinds)[number];

/** Says to the compiler that every kind has been thought of. Throws when one has not. */
export function assertShown(kind: never): never {
  throw new Error(`No chart is of the kind ${String(kind)}`);
}
