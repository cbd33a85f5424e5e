/** The chart as plain data: the axis, and each lane with its labels in rows. */
import { type Clock, type Lane, lanes, type TimelineEvent } from './events.ts';
import { placeOf, type Scale, scaleOf } from './scale.ts';
import { type PlacedLabel, stackLabels } from './stack.ts';

/** A label that is drawn, with its place in the order of time. */
export interface DrawnLabel extends PlacedLabel<TimelineEvent> {
  /** Unique on the chart. */
  readonly key: string;
  /** The words in it; those of the first event where there are several. */
  readonly text: string;
  /** Where a span ends; undefined for a moment. */
  readonly until: number | undefined;
}

/** A lane with its labels. */
export interface DrawnLane {
  readonly lane: Lane;
  readonly labels: readonly DrawnLabel[];
  readonly rows: number;
  readonly count: number;
}

/** The chart. */
export interface Chart {
  readonly scale: Scale;
  readonly lanes: readonly DrawnLane[];
  /** All labels in the order of time. */
  readonly order: readonly DrawnLabel[];
}

/** Most rows of a lane, and the width of a count. */
const mostRows = 6;
const countWidth = 52;
/** Widths of a label in pixels: around its text, at most, and of a letter. */
const around = 26;
const widest = 190;
const letter = 6.7;
const wideLetter = 13;

/** The moment that an event stands at. */
export function momentOf(event: TimelineEvent, clock: Clock): number {
  return clock === 'known' ? event.knownAt : event.at;
}

/** Makes the chart of events for a width in pixels; lanes without events are left out. */
export function chartOf(
  events: readonly TimelineEvent[],
  clock: Clock,
  width: number,
  textOf: (event: TimelineEvent) => string,
): Chart {
  const ordered = events.toSorted((one, other) => momentOf(one, clock) - momentOf(other, clock));
  const ends = clock === 'known' ? [] : events.flatMap(({ until }) => until ?? []);
  const scale = scaleOf([...ordered.map((event) => momentOf(event, clock)), ...ends], width);
  const drawn = lanes
    .map((lane) =>
      laneOf(
        lane,
        ordered.filter((event) => event.lane === lane),
        clock,
        scale,
        textOf,
      ),
    )
    .filter(({ count }) => count > 0);
  const order = drawn.flatMap(({ labels }) => labels).sort((one, other) => one.x - other.x);
  return { scale, lanes: drawn, order };
}

function laneOf(
  lane: Lane,
  events: readonly TimelineEvent[],
  clock: Clock,
  scale: Scale,
  textOf: (event: TimelineEvent) => string,
): DrawnLane {
  const labels = events.map((item) => {
    const x = placeOf(scale, momentOf(item, clock));
    return { item, x, width: Math.max(widthOf(textOf(item)), spanOf(item, clock, scale, x)) };
  });
  const placed = stackLabels(labels, mostRows, countWidth).map((label) => {
    const [first] = label.items;
    const span = label.items.length === 1 && clock === 'happened' ? first.until : undefined;
    return {
      ...label,
      key: first.id,
      text: textOf(first),
      until: span === undefined ? undefined : placeOf(scale, span),
    };
  });
  const rows = placed.reduce((most, { row }) => Math.max(most, row + 1), 0);
  return { lane, labels: placed, rows, count: events.length };
}

function spanOf({ until }: TimelineEvent, clock: Clock, scale: Scale, x: number): number {
  return until === undefined || clock === 'known' ? 0 : placeOf(scale, until) - x;
}

/** An estimate: measuring thousands of texts would cost more than it shows. */
function widthOf(text: string): number {
  const wide = text.match(/[⺀-鿿＀-￯]/g)?.length ?? 0;
  return Math.min(widest, around + (text.length - wide) * letter + wide * wideLetter);
}
