/**
 * The stream of changes, one for all tabs of a browser: the tab that holds the lock listens and tells the others, and
 * when it is closed another takes over where it stopped. The first stream of a page begins when the page was served, so
 * that nothing is missed between the first reading of a list and the moment the stream is there.
 */

import { type LiveFrame, readFrame } from './live-frame.ts';

export type { LiveFrame };

/** State of the connection. */
export type LiveState = 'connecting' | 'live' | 'offline';

/** What a tab hears. */
export interface LiveListener {
  readonly onFrame: (frame: LiveFrame) => void;
  readonly onState: (state: LiveState) => void;
  /** The connection was lost and is there again: what was missed has been delivered, or it is not known whether all was. */
  readonly onCaughtUp: (isComplete: boolean) => void;
}

type Message =
  /** The id is empty where the stream cannot go on from the frame. */
  | { readonly type: 'frame'; readonly frame: LiveFrame; readonly id: string }
  | { readonly type: 'state'; readonly state: LiveState }
  | { readonly type: 'caughtUp'; readonly isComplete: boolean }
  | { readonly type: 'ask' };

/** What the tab that leads needs of its page. */
interface Tab {
  readonly organisation: string;
  readonly channel: BroadcastChannel;
  readonly deliver: (message: Message) => void;
  /** Delivers here and in the other tabs. */
  readonly tell: (message: Message) => void;
  /** The id of the last frame that was heard; empty when there was none. */
  readonly lastId: () => string;
  readonly ended: AbortSignal;
}

/** Listens until the returned function is called. */
export function listenLive(organisation: string, listener: LiveListener): () => void {
  const channel = new BroadcastChannel(`skep.live.${organisation}`);
  const end = new AbortController();
  let lastId = '';
  const deliver = (message: Message): void => {
    if (message.type === 'frame') {
      lastId = message.id || lastId;
      listener.onFrame(message.frame);
    } else if (message.type === 'state') listener.onState(message.state);
    else if (message.type === 'caughtUp') listener.onCaughtUp(message.isComplete);
  };
  channel.onmessage = ({ data }: MessageEvent<Message>) => deliver(data);
  const tell = (message: Message): void => {
    if (end.signal.aborted) return;
    channel.postMessage(message);
    deliver(message);
  };
  channel.postMessage({ type: 'ask' } satisfies Message);
  const tab = { organisation, channel, deliver, tell, lastId: () => lastId, ended: end.signal };
  void navigator.locks
    .request(`skep.live.${organisation}`, { signal: end.signal }, () => lead(tab))
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
function lead({ organisation, channel, deliver, tell, lastId, ended }: Tab): Promise<void> {
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
  const close = keepOpen(() => addressOf(organisation, lastId()), {
    onFrame: (frame, id) => tell({ type: 'frame', frame, id }),
    onReady(isComplete) {
      become('live');
      if (wasLost || !isComplete) tell({ type: 'caughtUp', isComplete });
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

/** Where the stream is asked for. The server remembers times for minutes only, and says so when the page is older. */
function addressOf(organisation: string, lastId: string): string {
  const served = document.querySelector<HTMLMetaElement>('meta[name="served-at"]')?.content ?? '';
  const begin: Record<string, string> = lastId === '' ? { since: served } : { after: lastId };
  return `/api/v1/live?${new URLSearchParams({ organisation, ...begin })}`;
}

/**
 * Keeps a stream open until the returned function is called. The browser resumes a connection that broke; one that was
 * refused, as by a proxy whose server restarts, it gives up, so that it has to be opened anew.
 */
function keepOpen(
  address: () => string,
  on: {
    readonly onFrame: (frame: LiveFrame, id: string) => void;
    readonly onReady: (isComplete: boolean) => void;
    readonly onLost: () => void;
  },
): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (): EventSource => {
    const stream = new EventSource(address());
    const onFrame = ({ data, lastEventId }: MessageEvent<string>): void =>
      on.onFrame(readFrame(data), lastEventId);
    for (const kind of ['change', 'gone', 'presence']) stream.addEventListener(kind, onFrame);
    stream.addEventListener('ready', ({ data }: MessageEvent<string>) =>
      on.onReady((JSON.parse(data) as { readonly isComplete: boolean }).isComplete),
    );
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
