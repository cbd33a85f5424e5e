/**
 * Streams for clients that ask again and again: each remembers, for a short while and in the memory of this process, which
 * requests changed something that its owner sees, and a question waits until there is one. What changed is read anew.
 */
import { randomInt } from 'node:crypto';
import type { Hearer, SentFrame } from './frame.ts';
import type { Hub, Listener } from './hub.ts';

/** Who opens a stream. */
export type PollOwner = Hearer & Pick<Listener, 'allowed'>;

/** The streams of one process. */
export interface Polls {
  /** Opens a stream; gives its id. One too many of the same person ends the one that was asked longest ago. */
  open(owner: PollOwner): Promise<string>;
  /**
   * Waits for requests that changed something which the owner sees; gives their ids, oldest first, none when the time is over
   * or the signal ends the wait. Undefined for a stream that is not there, is not the asker's, or ends meanwhile, e.g. because
   * its rights are withdrawn.
   */
  next(id: string, asker: Hearer, signal: AbortSignal): Promise<readonly string[] | undefined>;
  /** Number of open streams. */
  readonly size: number;
}

/** Times in milliseconds. */
export interface PollTimes {
  /** Longest wait of a question. */
  readonly refreshMs: number;
  /** Silence after which what has come is given. */
  readonly graceMs: number;
  /** Longest time from the first change to the answer. */
  readonly longestGraceMs: number;
  /** A stream that nobody asks for so long is dropped. */
  readonly idleMs: number;
}

const usual: PollTimes = { refreshMs: 60_000, graceMs: 100, longestGraceMs: 1_000, idleMs: 5 * 60_000 };

/** Most streams of one person. */
const mostOfOne = 10;
/** Most requests that wait to be told; the oldest are forgotten. */
const mostWaiting = 500;

interface Stream {
  readonly id: string;
  readonly owner: PollOwner;
  readonly waiting: Set<string>;
  readonly state: { ended: boolean; question: number; askedAt: number };
  readonly timers: { idle?: NodeJS.Timeout; leave?: () => void; wake?: () => void };
}

/** Streams that follow a hub. */
export function createPolls(hub: Pick<Hub, 'listen'>, times: PollTimes = usual): Polls {
  const streams = new Map<string, Stream>();

  const drop = (stream: Stream): void => {
    streams.delete(stream.id);
    stream.state.ended = true;
    clearTimeout(stream.timers.idle);
    stream.timers.leave?.();
    stream.timers.wake?.();
  };
  const rest = (stream: Stream): void => {
    clearTimeout(stream.timers.idle);
    if (stream.state.ended) return;
    stream.timers.idle = setTimeout(() => drop(stream), times.idleMs);
    stream.timers.idle.unref();
  };

  return {
    get size() {
      return streams.size;
    },
    async open(owner) {
      const own = [...streams.values()].filter((stream) => isOf(stream, owner));
      own.sort((one, other) => one.state.askedAt - other.state.askedAt);
      for (const stream of own.slice(0, Math.max(0, own.length - mostOfOne + 1))) drop(stream);
      const stream = newStream(owner);
      streams.set(stream.id, stream);
      const { leave } = await hub.listen(listenerOf(stream, () => drop(stream)));
      if (stream.state.ended) leave();
      else stream.timers.leave = leave;
      rest(stream);
      return stream.id;
    },
    async next(id, asker, signal) {
      const stream = streams.get(id);
      if (stream === undefined || !isOf(stream, asker)) return undefined;
      clearTimeout(stream.timers.idle);
      const told = await nextOf(stream, times, signal);
      rest(stream);
      return told;
    },
  };
}

function newStream(owner: PollOwner): Stream {
  return {
    id: newId(),
    owner,
    waiting: new Set(),
    state: { ended: false, question: 0, askedAt: Date.now() },
    timers: {},
  };
}

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Twenty letters and digits that nobody guesses. */
function newId(): string {
  return Array.from({ length: 20 }, () => letters.charAt(randomInt(letters.length))).join('');
}

function isOf({ owner }: Stream, { organisationId, userId, login }: Hearer): boolean {
  return owner.organisationId === organisationId && owner.userId === userId && owner.login === login;
}

function listenerOf(stream: Stream, ended: () => void): Listener {
  const { organisationId, userId, login, allowed } = stream.owner;
  return {
    organisationId,
    userId,
    login,
    allowed,
    close: ended,
    send(frames) {
      for (const frame of frames) note(stream, frame);
      if (stream.waiting.size > 0) stream.timers.wake?.();
      return true;
    },
  };
}

/** Only changes are told: what is gone can no longer be read, and presence is no change. */
function note({ waiting }: Stream, frame: SentFrame): void {
  if (frame.kind !== 'change' || frame.requestId === undefined || frame.requestId === '') return;
  waiting.add(frame.requestId);
  if (waiting.size <= mostWaiting) return;
  const [oldest = ''] = waiting;
  waiting.delete(oldest);
}

async function nextOf(
  stream: Stream,
  times: PollTimes,
  signal: AbortSignal,
): Promise<readonly string[] | undefined> {
  const { state, waiting } = stream;
  // A client asks one question at a time: a new one means that the answer of the earlier will not be read.
  state.question += 1;
  const { question } = state;
  stream.timers.wake?.();
  state.askedAt = Date.now();
  const goesOn = (): boolean => !state.ended && !signal.aborted && state.question === question;
  if (waiting.size === 0) await pause(stream, times.refreshMs, signal);
  const latest = Date.now() + times.longestGraceMs;
  while (goesOn() && waiting.size > 0 && Date.now() < latest) {
    if ((await pause(stream, times.graceMs, signal)) === 'over') break;
  }
  if (state.ended) return undefined;
  if (!goesOn()) return [];
  const told = [...waiting];
  waiting.clear();
  return told;
}

/** Waits until the stream is woken, the signal comes or the time is over. */
function pause({ timers }: Stream, ms: number, signal: AbortSignal): Promise<'woken' | 'over'> {
  return new Promise((resolve) => {
    const end = (how: 'woken' | 'over') => (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', woken);
      if (timers.wake === woken) delete timers.wake;
      resolve(how);
    };
    const woken = end('woken');
    const timer = setTimeout(end('over'), ms);
    signal.addEventListener('abort', woken);
    timers.wake = woken;
    if (signal.aborted) woken();
  });
}
