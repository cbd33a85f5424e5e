/**
 * From moments to pixels. Time runs evenly, but a long span in which nothing happened is folded to a mark, so that what did
 * happen has room.
 */

/** A part of the axis: a stretch of even time, or a fold. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly x: number;
  readonly width: number;
  readonly folded: boolean;
}

/** The axis. Positions and widths are in pixels. */
export interface Scale {
  readonly stretches: readonly Stretch[];
  readonly width: number;
}

/** Place before the first and behind the last moment: a label stands right of its moment. */
const before = 16;
const behind = 196;
/** Width of a fold, and the least width of a stretch: its beginning is told on the axis. */
const foldWidth = 76;
const leastWidth = 96;
/** A gap is folded when it is this share of what is not folded yet, and this long. */
const foldShare = 0.75;
const foldAfterMs = 6 * 3_600_000;
const mostFolds = 12;

/** Makes the axis for moments, which may be in any order, within a width. */
export function scaleOf(moments: readonly number[], width: number): Scale {
  const ordered = [...new Set(moments)].sort((one, other) => one - other);
  const spans = spansOf(ordered);
  const folds = spans.filter(({ folded }) => folded).length;
  const even = spans.filter(({ folded }) => !folded);
  const total = even.reduce((sum, { from, to }) => sum + (to - from), 0);
  const room = Math.max(0, width - before - behind - folds * foldWidth - even.length * leastWidth);
  const stretches: Stretch[] = [];
  for (const span of spans) {
    const last = stretches.at(-1);
    const share = total === 0 ? 0 : ((span.to - span.from) / total) * room;
    stretches.push({
      ...span,
      x: last === undefined ? before : last.x + last.width,
      width: span.folded ? foldWidth : leastWidth + share,
    });
  }
  const end = stretches.at(-1);
  return { stretches, width: Math.max(width, (end === undefined ? before : end.x + end.width) + behind) };
}

/** Stretches and folds in turn, from the first moment to the last. */
function spansOf(ordered: readonly number[]): readonly Pick<Stretch, 'from' | 'to' | 'folded'>[] {
  const [first] = ordered;
  const last = ordered.at(-1);
  if (first === undefined || last === undefined) return [];
  const spans: Pick<Stretch, 'from' | 'to' | 'folded'>[] = [];
  let from = first;
  for (const fold of foldsIn(ordered)) {
    spans.push({ from, to: fold.from, folded: false }, { ...fold, folded: true });
    from = fold.to;
  }
  return [...spans, { from, to: last, folded: false }];
}

/** Gaps that outweigh everything else together, in order. */
function foldsIn(ordered: readonly number[]): readonly { readonly from: number; readonly to: number }[] {
  const gaps = ordered.slice(1).map((to, index) => ({ from: ordered[index] ?? to, to }));
  const bySize = gaps.toSorted((one, other) => other.to - other.from - (one.to - one.from));
  let rest = gaps.reduce((sum, { from, to }) => sum + (to - from), 0);
  const folds: { readonly from: number; readonly to: number }[] = [];
  for (const gap of bySize.slice(0, mostFolds)) {
    const size = gap.to - gap.from;
    // The last gap is never folded: it is all that is left.
    if (size < foldAfterMs || size < rest * foldShare || size === rest) break;
    folds.push(gap);
    rest -= size;
  }
  return folds.sort((one, other) => one.from - other.from);
}

/** Where a moment stands. */
export function placeOf({ stretches }: Scale, at: number): number {
  const stretch = stretches.find(({ to }) => at <= to) ?? stretches.at(-1);
  if (stretch === undefined) return before;
  const length = stretch.to - stretch.from;
  const share = length === 0 ? 0 : (at - stretch.from) / length;
  return stretch.x + Math.min(1, Math.max(0, share)) * stretch.width;
}

/** Which moment stands at a place. */
export function momentAt({ stretches }: Scale, x: number): number | undefined {
  const stretch = stretches.find((one) => x <= one.x + one.width) ?? stretches.at(-1);
  if (stretch === undefined) return undefined;
  const share = Math.min(1, Math.max(0, (x - stretch.x) / stretch.width));
  return stretch.from + share * (stretch.to - stretch.from);
}

/** A mark of the axis. */
export interface Tick {
  readonly x: number;
  readonly at: number;
  /** Whether its day is told: it is another one than that of the tick before. */
  readonly newDay: boolean;
}

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;
/** Distances between ticks in milliseconds. */
const tickSteps: readonly number[] = [
  ...[1, 2, 5, 10, 15, 30].map((count) => count * minuteMs),
  ...[1, 2, 3, 6, 12].map((count) => count * hourMs),
  ...[1, 2, 7, 14, 28, 91, 182, 364, 1_820].map((count) => count * dayMs),
];
/** Least distance between ticks in pixels. */
const tickRoom = 92;

/** The marks of the axis, on round times of a zone. `ahead`: how far the zone is ahead of UTC at a moment, in milliseconds. */
export function ticksOf({ stretches }: Scale, ahead: (at: number) => number): readonly Tick[] {
  const ticks: Tick[] = [];
  for (const stretch of stretches) {
    if (stretch.folded) continue;
    for (const at of momentsIn(stretch, ahead)) {
      const x = placeOf({ stretches: [stretch], width: 0 }, at);
      const last = ticks.at(-1);
      if (last !== undefined && x - last.x < tickRoom) continue;
      const newDay = last === undefined || dayOf(last.at, ahead) !== dayOf(at, ahead);
      ticks.push({ x, at, newDay });
    }
  }
  return ticks;
}

function dayOf(at: number, ahead: (at: number) => number): number {
  return Math.floor((at + ahead(at)) / dayMs);
}

function momentsIn({ from, to, width }: Stretch, ahead: (at: number) => number): readonly number[] {
  const length = to - from;
  const step = tickSteps.find((one) => (one / Math.max(1, length)) * width >= tickRoom) ?? length + 1;
  const shift = ahead(from);
  const first = Math.ceil((from + shift) / step) * step - shift;
  const count = Math.max(0, Math.floor((to - first) / step) + 1);
  const rounds = Array.from({ length: count }, (_, index) => first + index * step);
  // A stretch without a round time is told by its beginning.
  return rounds.length === 0 ? [from] : rounds;
}
