/**
 * The stream of changes, one for all tabs of a browser: the tab that holds the lock listens and tells the others, and
 * when it is closed another takes over where it stopped.
 */

import { type LiveFrame, readFrame } from './live-frame.ts';

export type { LiveFrame };

/** State of the connection. `caughtUp` follows a reconnection for which everything was read again. */
export type LiveState = 'connecting' | 'live' | 'offline';

/** What a tab hears. */
export interface LiveListener {
  readonly onFrame: (frame: LiveFrame) => void;
  readonly onState: (state: LiveState) => void;
  /** The connection was lost and is there again: what was missed has been delivered. */
  readonly onCaughtUp: () => void;
}

type Message =
  | { readonly type: 'frame'; readonly frame: LiveFrame }
  | { readonly type: 'state'; readonly state: LiveState }
  | { readonly type: 'caughtUp' }
  | { readonly type: 'ask' };

/** Listens until the returned function is called. */
export function listenLive(organisation: string, listener: LiveListener): () => void {
  const channel = new BroadcastChannel(`skep.live.${organisation}`);
  const end = new AbortController();
  const deliver = (message: Message): void => {
    if (message.type === 'frame') listener.onFrame(message.frame);
    else if (message.type === 'state') listener.onState(message.state);
    else if (message.type === 'caughtUp') listener.onCaughtUp();
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => deliver(data);
  const tell = (message: Message): void => {
    if (end.signal.aborted) return;
    channel.postMessage(message);
    deliver(message);
  };
  channel.postMessage({ type: 'ask' } satisfies Message);
  void navigator.locks
    .request(`skep.live.${organisation}`, { signal: end.signal }, () =>
      lead(organisation, channel, deliver, tell, end.signal),
    )
    .catch((error: unknown) => {
      if (!end.signal.aborted) throw error;
    });
  return () => {
    end.abort();
    channel.close();
  };
}

/** Milliseconds before a stream that the browser gave up on is opened again. */
const reopenMs = 3_000;

/** Listens for all tabs until this one stops. */
function lead(
  organisation: string,
  channel: BroadcastChannel,
  deliver: (message: Message) => void,
  tell: (message: Message) => void,
  ended: AbortSignal,
): Promise<void> {
  // The lock may be granted to a tab that has stopped meanwhile.
  if (ended.aborted) return Promise.resolve();
  let state: LiveState = 'connecting';
  let wasLost = false;
  const become = (next: LiveState): void => {
    state = next;
    tell({ type: 'state', state: next });
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.type === 'ask') channel.postMessage({ type: 'state', state } satisfies Message);
    else deliver(data);
  };
  const close = keepOpen(organisation, {
    onFrame: (frame) => tell({ type: 'frame', frame }),
    onReady() {
      become('live');
      if (wasLost) tell({ type: 'caughtUp' });
      wasLost = false;
    },
    onLost() {
      wasLost = true;
      become('offline');
    },
  });
  return new Promise((resolve) => {
    ended.addEventListener('abort', () => {
      close();
      resolve();
    });
  });
}

/**
 * Keeps a stream open until the returned function is called. The browser resumes a connection that broke; one that was
 * refused, as by a proxy whose server restarts, it gives up, so that it has to be opened anew.
 */
function keepOpen(
  organisation: string,
  on: {
    readonly onFrame: (frame: LiveFrame) => void;
    readonly onReady: () => void;
    readonly onLost: () => void;
  },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): EventSource => {
    const stream = new EventSource(`/api/v1/live?organisation=${encodeURIComponent(organisation)}`);
    const onFrame = ({ data }: MessageEvent<string>): void => on.onFrame(readFrame(data));
    for (const kind of ['change', 'gone', 'presence']) stream.addEventListener(kind, onFrame);
    stream.addEventListener('ready', on.onReady);
    stream.onerror = () => {
      on.onLost();
      if (stream.readyState !== EventSource.CLOSED) return;
      timer = setTimeout(() => {
        source = open();
      }, reopenMs);
    };
    return stream;
  };
  let source = open();
  return () => {
    clearTimeout(timer);
    source.close();
  };
}
