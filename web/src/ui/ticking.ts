/** The present for countdowns: renewed every second while something counts. */
import { useEffect, useState } from 'react';

/** Milliseconds since the epoch, renewed each second while `active`. */
export function useTicking(active: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!active) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [active]);
  return now;
}

/** Whole seconds until a time, at least 0. */
export function secondsUntil(until: number, now: number): number {
  return Math.max(0, Math.ceil((until - now) / 1_000));
}
