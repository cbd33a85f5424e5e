/** How many alerts were open at the end of each interval, counted back from those that are open now. */

/** What happened in one interval. */
export interface Interval {
  readonly start: number;
  readonly arrived: number;
  readonly ended: number;
}

/** An interval with the number that was open at its end. */
export interface BacklogPoint extends Interval {
  readonly open: number;
}

/** The course; `openNow` is open at the end of the last interval. */
export function backlogOf(intervals: readonly Interval[], openNow: number): readonly BacklogPoint[] {
  const points: BacklogPoint[] = [];
  let open = openNow;
  for (const interval of intervals.toReversed()) {
    points.push({ ...interval, open });
    open += interval.ended - interval.arrived;
  }
  return points.reverse();
}
