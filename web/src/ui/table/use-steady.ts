/** Functions that stay the same while what they do changes, so that rows are drawn anew only for what they show. */
import { useCallback, useRef } from 'react';

/** A function that always calls the latest one given. */
export function useSteady<Given extends readonly unknown[], Result>(
  latest: (...given: Given) => Result,
): (...given: Given) => Result {
  const kept = useRef(latest);
  kept.current = latest;
  return useCallback((...given: Given) => kept.current(...given), []);
}
