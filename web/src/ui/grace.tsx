/**
 * The moment before something leaves: an outward act counts down in a strip, whatever screen is shown, and can be
 * cancelled. A tab that is closed meanwhile has sent nothing.
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
  readonly start: (place: string, act: OutwardAct) => void;
  readonly cancel: (place: string) => void;
}

const GraceContext = createContext<Graces | null>(null);

/** Keeps the countdowns of everything below, also when their screen is left. */
export function GraceProvider({ children }: { readonly children: ReactNode }) {
  const [pending, setPending] = useState<readonly Pending[]>([]);
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
  const graces = useMemo(() => ({ pending, start, cancel }), [pending, start, cancel]);
  return <GraceContext.Provider value={graces}>{children}</GraceContext.Provider>;
}

function useGraces(): Graces {
  const graces = useContext(GraceContext);
  if (graces === null) throw new Error('A countdown is used outside of its provider');
  return graces;
}

/** Gives the function that starts the countdown of a place that is unique on all screens, e.g. `respond:~12:Mailer`. */
export function useGraceStart(): (place: string, act: OutwardAct) => void {
  return useGraces().start;
}

/** Words of a countdown, in the reader's language. */
export interface GraceTexts {
  readonly cancel: string;
  readonly seconds: (count: number) => string;
}

/** One countdown with its Cancel. */
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
    <div className={classes.strip} data-strip="true" data-testid="grace-bar">
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

/** All countdowns. */
export function GraceStrips({ texts }: { readonly texts: GraceTexts }) {
  const { pending, cancel } = useGraces();
  const now = useTicking(pending.length > 0);
  return pending.map(({ place, label, until }) => (
    <GraceBar
      key={place}
      label={label}
      secondsLeft={secondsUntil(until, now)}
      onCancel={() => cancel(place)}
      texts={texts}
    />
  ));
}
