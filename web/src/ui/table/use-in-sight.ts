/** Which rows are in sight, for what is too much to be read for all of them. */
import { useEffect, useRef } from 'react';

/** Milliseconds without scrolling after which rows count as looked at. */
const restMs = 250;

/** Tells which rows are in sight once scrolling has come to rest. */
export function useInSight(
  ids: readonly string[],
  onInSight: ((ids: readonly string[]) => void) | undefined,
): void {
  const key = ids.join(' ');
  const latest = useRef(onInSight);
  latest.current = onInSight;
  useEffect(() => {
    if (latest.current === undefined || key === '') return;
    const timer = setTimeout(() => latest.current?.(key.split(' ')), restMs);
    return () => clearTimeout(timer);
  }, [key]);
}
