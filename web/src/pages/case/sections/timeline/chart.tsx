/**
 * The lanes: every event at its time, with its label in a row where nothing lies on it. One event has the focus; the arrows go
 * from event to event in the order of time.
 */
import { useElementSize } from '@mantine/hooks';
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { Axis } from './axis.tsx';
import classes from './chart.module.css';
import { ChartLane } from './chart-lane.tsx';
import { chartOf, type DrawnLabel, momentOf } from './chart-model.ts';
import { useEventWords } from './event-words.ts';
import type { Clock, TimelineEvent } from './events.ts';
import { momentAt, placeOf } from './scale.ts';
import { zooms } from './timeline-address.ts';

/** What the chart needs. */
export interface ChartProps {
  readonly events: readonly TimelineEvent[];
  readonly clock: Clock;
  readonly zoom: number;
  /** Id of the event that is shown beside. */
  readonly opened: string | undefined;
  readonly onOpen: (event: TimelineEvent) => void;
  /** Looks closer at several events for which there is room for one label. */
  readonly onCloser: () => void;
  /** Shows events that stand at the same moment, however close one looks. */
  readonly onTable: (first: TimelineEvent) => void;
}

/** Width of the names of lanes. */
const namesWidth = 140;
/** Labels are drawn as far as this beyond what is in sight, in pixels. */
const stride = 600;
/** Least width of the lanes, on a phone. */
const leastWidth = 560;

/** The chart. It scrolls by itself when it is wider than its place. */
export function TimelineChart({ events, clock, zoom, opened, onOpen, onCloser, onTable }: ChartProps) {
  const { t } = useTranslation('timeline');
  const words = useEventWords();
  const size = useElementSize();
  const width = Math.max(leastWidth, size.width - namesWidth) * zoom;
  // Words do not change with the width.
  const texts = useMemo(() => new Map(events.map((event) => [event, words(event).label])), [events, words]);
  const chart = useMemo(
    () => chartOf(events, clock, width, (event) => texts.get(event) ?? ''),
    [events, clock, width, texts],
  );
  const { scroller, target } = useKeptMiddle(chart.scale, zoom);
  const [seenFrom, setSeenFrom] = useState(0);
  const act = ({ items }: DrawnLabel): void => {
    const [first] = items;
    const from = momentOf(first, clock);
    const to = momentOf(items.at(-1) ?? first, clock);
    if (items.length === 1) onOpen(first);
    else if (from === to || zoom >= zooms.most) onTable(first);
    else {
      target.current = (from + to) / 2;
      onCloser();
    }
  };
  // Labels are many: they are drawn anew only when they change.
  const latest = useRef(act);
  latest.current = act;
  const open = useCallback((label: DrawnLabel) => latest.current(label), []);
  const [wanted, setWanted] = useState<string>();
  const current = chart.order.find(({ key }) => key === wanted) ?? chart.order[0];
  const from = seenFrom - stride;
  const to = seenFrom + size.width + 2 * stride;
  const press = (event: KeyboardEvent<HTMLElement>): void => {
    const place = current === undefined ? -1 : chart.order.indexOf(current);
    const next = chart.order[nextPlace(event.key, place, chart.order.length)];
    if (event.altKey || event.ctrlKey || event.metaKey || next === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    // One that is out of sight is drawn before it gets the focus.
    flushSync(() => setWanted(next.key));
    focusLabel(event.currentTarget, next);
  };
  return (
    <div ref={size.ref} className={classes.place}>
      <section
        ref={scroller}
        className={classes.chart}
        aria-label={t('chart')}
        data-testid="timeline-chart"
        onKeyDown={press}
        onScroll={({ currentTarget }) => setSeenFrom(Math.floor(currentTarget.scrollLeft / stride) * stride)}
      >
        <div className={classes.canvas} style={{ width: chart.scale.width + namesWidth }}>
          <Axis scale={chart.scale} from={from} to={to} />
          {chart.lanes.map((lane) => (
            <ChartLane
              key={lane.lane}
              drawn={lane}
              scale={chart.scale}
              from={from}
              to={to}
              current={current?.key}
              opened={opened}
              onFocus={setWanted}
              onOpen={open}
            />
          ))}
        </div>
      </section>
    </div>
  );
}

function nextPlace(key: string, place: number, count: number): number {
  if (key === 'ArrowRight') return Math.min(count - 1, place + 1);
  if (key === 'ArrowLeft') return Math.max(0, place - 1);
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : -1;
}

function focusLabel(chart: HTMLElement, { key }: DrawnLabel): void {
  chart.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`)?.focus();
}

/** Keeps the moment in the middle where it is while the width changes; `target` is one that comes there the next time. */
function useKeptMiddle(scale: ReturnType<typeof chartOf>['scale'], zoom: number) {
  const scroller = useRef<HTMLElement>(null);
  const target = useRef<number>(undefined);
  const middle = useRef<{ readonly zoom: number; readonly scale: typeof scale }>({ zoom, scale });
  useLayoutEffect(() => {
    const place = scroller.current;
    const before = middle.current;
    middle.current = { zoom, scale };
    if (place === null || before.zoom === zoom) return;
    const half = (place.clientWidth - namesWidth) / 2;
    const at = target.current ?? momentAt(before.scale, place.scrollLeft + half);
    target.current = undefined;
    if (at !== undefined) place.scrollLeft = placeOf(scale, at) - half;
  }, [scale, zoom]);
  return { scroller, target };
}
