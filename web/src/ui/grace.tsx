/**
 * The moment before something leaves: an outward act counts down where it was asked for, and can be cancelled. Whoever
 * goes on to another screen finds the countdown in a strip. A tab that is closed meanwhile has sent nothing.
 */
import { Button } from '@mantine/core';
import { IconSend } from '@tabler/icons-react';
import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import classes from './strip.module.css';
import { secondsUntil, useTicking } from './ticking.ts';

/** Seconds in which an outward act can be cancelled. */
export const graceSeconds = 10;

/** An outward act. */
export interface OutwardAct {
  /** What will happen, in the reader's language: `Block 203[.]0[.]113[.]57 at the proxy`. */
  readonly label: string;
  /** Sends it; shows its own failure. */
  readonly perform: () => void;
}

interface Pending extends OutwardAct {
  readonly place: string;
  readonly until: number;
}

interface Graces {
  readonly pending: readonly Pending[];
  readonly shown: ReadonlySet<string>;
  readonly start: (place: string, act: OutwardAct) => void;
  readonly cancel: (place: string) => void;
  /** A component shows the countdown of a place itself; the returned function ends that. */
  readonly show: (place: string) => () => void;
}

const GraceContext = createContext<Graces | null>(null);

/** Keeps the countdowns of everything below, also when their screen is left. */
export function GraceProvider({ children }: { readonly children: ReactNode }) {
  const [pending, setPending] = useState<readonly Pending[]>([]);
  const [shown, setShown] = useState<ReadonlySet<string>>(() => new Set());
  const timers = useRef(new Map<string, ReturnType<typeof setTimeout>>());
  useEffect(() => {
    const all = timers.current;
    return () => {
      for (const timer of all.values()) clearTimeout(timer);
      all.clear();
    };
  }, []);
  const cancel = useCallback((place: string) => {
    clearTimeout(timers.current.get(place));
    timers.current.delete(place);
    setPending((before) => before.filter((act) => act.place !== place));
  }, []);
  const start = useCallback(
    (place: string, act: OutwardAct) => {
      cancel(place);
      const waitMs = graceSeconds * 1_000;
      setPending((before) => [...before, { ...act, place, until: Date.now() + waitMs }]);
      timers.current.set(
        place,
        setTimeout(() => {
          cancel(place);
          act.perform();
        }, waitMs),
      );
    },
    [cancel],
  );
  const show = useCallback((place: string) => {
    setShown((before) => new Set([...before, place]));
    return () => setShown((before) => new Set([...before].filter((one) => one !== place)));
  }, []);
  const graces = useMemo(
    () => ({ pending, shown, start, cancel, show }),
    [pending, shown, start, cancel, show],
  );
  return <GraceContext.Provider value={graces}>{children}</GraceContext.Provider>;
}

function useGraces(): Graces {
  const graces = useContext(GraceContext);
  if (graces === null) throw new Error('A countdown is used outside of its provider');
  return graces;
}

/** The countdown of one place. */
export interface Grace {
  /** Seconds until the act is sent; undefined while nothing is pending. */
  readonly secondsLeft: number | undefined;
  readonly start: (act: OutwardAct) => void;
  readonly cancel: () => void;
}

/** The countdown of a place that is unique on all screens, e.g. `respond:~12:Mailer`. The caller shows it. */
export function useGrace(place: string): Grace {
  const { pending, start, cancel, show } = useGraces();
  const mine = pending.find((act) => act.place === place);
  const now = useTicking(mine !== undefined);
  useEffect(() => show(place), [show, place]);
  return {
    secondsLeft: mine === undefined ? undefined : secondsUntil(mine.until, now),
    start: useCallback((act: OutwardAct) => start(place, act), [start, place]),
    cancel: useCallback(() => cancel(place), [cancel, place]),
  };
}

/** Gives the function that starts a countdown which no component shows in its place: it stands in the strips at the foot. */
export function useGraceStart(): (place: string, act: OutwardAct) => void {
  return useGraces().start;
}

/** Words of a countdown, in the reader's language. */
export interface GraceTexts {
  readonly cancel: string;
  readonly seconds: (count: number) => string;
}

/** One countdown with its Cancel, for the place where the act was asked for. */
export function GraceBar({
  label,
  secondsLeft,
  onCancel,
  texts,
}: {
  readonly label: string;
  readonly secondsLeft: number;
  readonly onCancel: () => void;
  readonly texts: GraceTexts;
}) {
  return (
    <div className={classes.strip} data-testid="grace-bar">
      <IconSend size={16} stroke={1.6} aria-hidden="true" />
      <span className={classes.label} role="status">
        <bdi>{label}</bdi>
      </span>
      <span className={classes.seconds} aria-hidden="true">
        {texts.seconds(secondsLeft)}
      </span>
      <Button size="compact-sm" className={classes.act} onClick={onCancel}>
        {texts.cancel}
      </Button>
    </div>
  );
}

/** The countdowns whose own screen has been left. */
export function GraceStrips({ texts }: { readonly texts: GraceTexts }) {
  const { pending, shown, cancel } = useGraces();
  const left = pending.filter(({ place }) => !shown.has(place));
  const now = useTicking(left.length > 0);
  return left.map(({ place, label, until }) => (
    <GraceBar
      key={place}
      label={label}
      secondsLeft={secondsUntil(until, now)}
      onCancel={() => cancel(place)}
      texts={texts}
    />
  ));
}
