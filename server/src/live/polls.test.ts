import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Frame } from './frame.ts';
import type { Listener } from './hub.ts';
import { createPolls } from './polls.ts';

const ann = { organisationId: '1', userId: '2', login: 'ann@main.test', allowed: async () => true };
const times = { refreshMs: 200, graceMs: 20, longestGraceMs: 60, idleMs: 300 };

/** A place to listen at that says what it is told to say. */
function sayingHub() {
  const listeners = new Set<Listener>();
  const change = (requestId: string): Frame => ({
    id: `1-${requestId}`,
    kind: 'change',
    objectType: 'Case',
    objectId: '7',
    requestId,
  });
  return {
    listeners,
    hub: {
      async listen(listener: Listener) {
        listeners.add(listener);
        return { from: '', isComplete: false, leave: () => void listeners.delete(listener) };
      },
    },
    say: (...requests: readonly string[]) => {
      for (const listener of listeners) listener.send(requests.map(change));
    },
  };
}

const never = (): AbortSignal => new AbortController().signal;

describe('streams for clients that ask', () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  it('give what was said since the last question, each request once', async () => {
    const { hub, say } = sayingHub();
    const polls = createPolls(hub, times);
    const id = await polls.open(ann);
    expect(id).toMatch(/^[A-Za-z0-9]{20}$/);
    say('a', 'b', 'a');
    expect(await polls.next(id, ann, never())).toEqual(['a', 'b']);
    const waiting = polls.next(id, ann, never());
    say('c');
    say('d');
    expect(await waiting).toEqual(['c', 'd']);
  });

  it('give nothing after a while of silence', async () => {
    const polls = createPolls(sayingHub().hub, times);
    expect(await polls.next(await polls.open(ann), ann, never())).toEqual([]);
  });

  it('answer although it never falls silent', async () => {
    vi.useFakeTimers();
    const { hub, say } = sayingHub();
    const polls = createPolls(hub, times);
    const waiting = polls.next(await polls.open(ann), ann, never());
    for (let number = 0; number < 20; number += 1) {
      say(String(number));
      await vi.advanceTimersByTimeAsync(10);
    }
    const told = await waiting;
    expect(told?.length).toBeGreaterThan(3);
    expect(told?.length).toBeLessThan(10);
  });

  it('are only for whom they were opened', async () => {
    const { hub, say } = sayingHub();
    const polls = createPolls(hub, times);
    const id = await polls.open(ann);
    say('a');
    for (const asker of [
      { ...ann, userId: '3', login: 'bob@main.test' },
      { ...ann, organisationId: '9' },
    ])
      expect(await polls.next(id, asker, never())).toBeUndefined();
    expect(await polls.next('unknown', ann, never())).toBeUndefined();
    expect(await polls.next(id, ann, never())).toEqual(['a']);
  });

  it('end at once when the listener is closed, and when the client goes away', async () => {
    const { hub, listeners } = sayingHub();
    const polls = createPolls(hub, { ...times, refreshMs: 60_000 });
    const id = await polls.open(ann);
    const gone = new AbortController();
    const left = polls.next(id, ann, gone.signal);
    gone.abort();
    expect(await left).toEqual([]);
    const waiting = polls.next(id, ann, never());
    for (const listener of listeners) listener.close();
    expect(await waiting).toBeUndefined();
    expect(polls.size).toBe(0);
  });

  it('answer an earlier question when a later one is asked', async () => {
    const { hub, say } = sayingHub();
    const polls = createPolls(hub, { ...times, refreshMs: 60_000 });
    const id = await polls.open(ann);
    const earlier = polls.next(id, ann, never());
    const later = polls.next(id, ann, never());
    expect(await earlier).toEqual([]);
    say('a');
    expect(await later).toEqual(['a']);
  });

  it('are dropped when nobody asks, and are bounded for each person', async () => {
    vi.useFakeTimers();
    const { hub, listeners } = sayingHub();
    const polls = createPolls(hub, times);
    const first = await polls.open(ann);
    for (let number = 0; number < 10; number += 1) {
      await vi.advanceTimersByTimeAsync(1);
      await polls.open(ann);
    }
    expect(polls.size).toBe(10);
    expect(await polls.next(first, ann, never())).toBeUndefined();
    await vi.advanceTimersByTimeAsync(times.idleMs + 20);
    expect([polls.size, listeners.size]).toEqual([0, 0]);
  });

  it('forget the oldest requests when very many wait', async () => {
    const { hub, say } = sayingHub();
    const polls = createPolls(hub, times);
    const id = await polls.open(ann);
    say(...Array.from({ length: 600 }, (_, number) => String(number)));
    const told = await polls.next(id, ann, never());
    expect([told?.length, told?.at(-1)]).toEqual([500, '599']);
  });
});
