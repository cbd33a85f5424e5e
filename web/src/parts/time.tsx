/** Times and durations: short in lists, exact with the zone where one points. One setting decides between local time and UTC. */
import type { TFunction } from 'i18next';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** How times are shown, the same for all of them: a list shows dozens, and making a format for each is slow. */
interface TimeSettings {
  /** Name of the zone; undefined for that of the browser. */
  readonly zone: string | undefined;
  /** Milliseconds since the epoch, renewed every 30 seconds so that "4 min" stays true. */
  readonly now: number;
  /** Date, time and zone. */
  readonly exact: (at: number) => string;
  readonly duration: (milliseconds: number) => string;
}

const TimeContext = createContext<TimeSettings>({
  zone: undefined,
  now: Date.now(),
  exact: (at) => new Date(at).toISOString(),
  duration: String,
});

/** The language whose dates are shown: English with the day before the month, as teams across borders read it. */
export function dateLanguage(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

const minute = 60_000;
const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', minute],
  ['second', 1_000],
] as const;

/** Keeps the time of everything below. */
export function TimeProvider({
  zone,
  children,
}: {
  readonly zone: string | undefined;
  readonly children: ReactNode;
}) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute / 2);
    return () => clearInterval(timer);
  }, []);
  const { t, i18n } = useTranslation('words');
  const exact = useMemo(() => exactTimeIn(i18n.language, zone), [i18n.language, zone]);
  const duration = useMemo(() => durationIn(t), [t]);
  const settings = useMemo(() => ({ zone, now, exact, duration }), [zone, now, exact, duration]);
  return <TimeContext.Provider value={settings}>{children}</TimeContext.Provider>;
}

function exactTimeIn(language: string, zone: string | undefined): (at: number) => string {
  const format = new Intl.DateTimeFormat(dateLanguage(language), {
    dateStyle: 'medium',
    timeStyle: 'medium',
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  const name = zone ?? format.resolvedOptions().timeZone;
  return (at) => `${format.format(at)} ${name}`;
}

function durationIn(t: TFunction<'words'>): (milliseconds: number) => string {
  return (milliseconds) => {
    const rest = Math.abs(milliseconds);
    const index = units.findIndex(([, size]) => rest >= size);
    if (index === -1) return t('duration.second', { count: 0 });
    const [unit, size] = units[index] ?? units[3];
    const next = units[index + 1];
    const whole = Math.floor(rest / size);
    const parts = [t(`duration.${unit}`, { count: whole })];
    const left = next === undefined ? 0 : Math.floor((rest - whole * size) / next[1]);
    // Seconds beside minutes would only flicker.
    if (next !== undefined && left > 0 && next[0] !== 'second')
      parts.push(t(`duration.${next[0]}`, { count: left }));
    return `${milliseconds < 0 ? '−' : ''}${parts.join(' ')}`;
  };
}

/** Date, time and zone in the reader's language. */
export function useExactTime(): (at: number) => string {
  return useContext(TimeContext).exact;
}

/** A duration in at most two units: `2 d 4 h`. */
export function useDuration(): (milliseconds: number) => string {
  return useContext(TimeContext).duration;
}

/** How long ago something was, in milliseconds; renewed as time goes by. */
export function useAge(): (at: number) => number {
  const { now } = useContext(TimeContext);
  return (at) => Math.max(0, now - at);
}

/** A duration as text. */
export function Duration({ milliseconds }: { readonly milliseconds: number | undefined }) {
  const duration = useDuration();
  const { t } = useTranslation('words');
  return (
    <span className="sk-numbers">
      {milliseconds === undefined ? t('duration.none') : duration(milliseconds)}
    </span>
  );
}

/** How long ago something was; exact with the zone on hover, on focus and for screen readers. */
export function Ago({ at }: { readonly at: number }) {
  const { now, duration, exact } = useContext(TimeContext);
  return (
    <time className="sk-numbers" dateTime={new Date(at).toISOString()} title={exact(at)}>
      {duration(Math.max(0, now - at))}
    </time>
  );
}

/** A moment: the time today, else date and time. */
export function Moment({ at }: { readonly at: number }) {
  const { now, zone } = useContext(TimeContext);
  const { i18n } = useTranslation();
  const exact = useExactTime();
  const today = Math.abs(now - at) < 12 * 60 * minute;
  const text = new Intl.DateTimeFormat(dateLanguage(i18n.language), {
    ...(today ? {} : { day: 'numeric', month: 'short' }),
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    ...(zone === undefined ? {} : { timeZone: zone }),
  }).format(at);
  return (
    <time className="sk-numbers" dateTime={new Date(at).toISOString()} title={exact(at)}>
      {text}
    </time>
  );
}
