/** Live changes of a kind of objects, gathered for a moment, so that a storm of them costs few questions. */
import { useEffect, useRef } from 'react';
import type { LiveFrame } from '../../data/live.ts';
import { useLiveFrames } from '../../data/live-provider.tsx';

const gatherMs = 400;
/** Most changes that are kept; beyond them the oldest are forgotten, the next reading shows them. */
const mostFrames = 1_000;

/** Hears changes in batches: those of the kind, and those of what belongs to it. */
export function useGatheredFrames(entity: string, hear: (frames: readonly LiveFrame[]) => void): void {
  const waiting = useRef<LiveFrame[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const latest = useRef(hear);
  latest.current = hear;
  useLiveFrames((frame) => {
    if (frame.objectType !== entity && frame.contextType !== entity) return;
    waiting.current = [...waiting.current, frame].slice(-mostFrames);
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      latest.current(waiting.current.splice(0));
    }, gatherMs);
  });
  useEffect(() => () => clearTimeout(timer.current), []);
}
