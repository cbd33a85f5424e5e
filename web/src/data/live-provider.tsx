/** Brings the live stream into a page: marks stale what a change concerns, and lets lists hear changes themselves. */
import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from 'react';
import { type LiveFrame, type LiveState, listenLive } from './live.ts';

interface Live {
  readonly state: LiveState;
  readonly subscribe: (hear: (frame: LiveFrame) => void) => () => void;
}

const LiveContext = createContext<Live>({ state: 'connecting', subscribe: () => () => undefined });

/** Changes within this many milliseconds are answered with one reading. */
const gatherMs = 250;

/** Connects everything below to the stream of an organisation. */
export function LiveProvider({
  organisation,
  children,
}: {
  readonly organisation: string;
  readonly children: ReactNode;
}) {
  const queries = useQueryClient();
  const [state, setState] = useState<LiveState>('connecting');
  const hearers = useRef(new Set<(frame: LiveFrame) => void>());
  useEffect(() => {
    const gathered = gather(queries);
    const stop = listenLive(organisation, {
      onState: setState,
      onFrame(frame) {
        gathered.add(frame);
        for (const hear of hearers.current) hear(frame);
      },
      // Lists that change in place have heard of everything if nothing was left out.
      onCaughtUp: (isComplete) =>
        void queries.invalidateQueries({
          predicate: ({ meta }) => meta?.entities !== undefined && !(isComplete && meta.steady === true),
        }),
    });
    return () => {
      stop();
      gathered.stop();
    };
  }, [organisation, queries]);
  const live = useMemo<Live>(
    () => ({
      state,
      subscribe(hear) {
        hearers.current.add(hear);
        return () => hearers.current.delete(hear);
      },
    }),
    [state],
  );
  return <LiveContext.Provider value={live}>{children}</LiveContext.Provider>;
}

/** State of the connection. */
export function useLiveState(): LiveState {
  return useContext(LiveContext).state;
}

/** Hears every change while the component is shown. */
export function useLiveFrames(hear: (frame: LiveFrame) => void): void {
  const { subscribe } = useContext(LiveContext);
  const latest = useRef(hear);
  latest.current = hear;
  useEffect(() => subscribe((frame) => latest.current(frame)), [subscribe]);
}

/** Collects changes for a moment, then marks what they concern as stale. */
function gather(queries: QueryClient): {
  readonly add: (frame: LiveFrame) => void;
  readonly stop: () => void;
} {
  let waiting: LiveFrame[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const flush = (): void => {
    const frames = waiting;
    waiting = [];
    timer = undefined;
    void queries.invalidateQueries({
      predicate: ({ meta }) => frames.some((frame) => concerns(frame, meta)),
    });
  };
  return {
    add(frame) {
      waiting.push(frame);
      timer ??= setTimeout(flush, gatherMs);
    },
    stop: () => clearTimeout(timer),
  };
}

type Meta =
  | { readonly entities?: readonly string[]; readonly about?: string; readonly steady?: boolean }
  | undefined;

function concerns(frame: LiveFrame, meta: Meta): boolean {
  if (meta?.entities === undefined || meta.steady === true) return false;
  if (!meta.entities.includes(frame.objectType) && !(frame.kind === 'gone')) return false;
  if (meta.about === undefined) return true;
  return [frame.objectId, frame.contextId, frame.rootId].includes(meta.about);
}
