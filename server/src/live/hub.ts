/**
 * Follows committed changes and gives each listener what its organisation sees. One read serves all listeners. A commit rings
 * the bell; the hub also looks by itself, so a lost bell is only a delay.
 */
import type { Database } from '../storage/database.ts';
import { createAnnouncements, type Seers } from './announcements.ts';
import { changesAfter, lastPlace } from './committed-changes.ts';
import {
  type CommittedChange,
  type Frame,
  frameFor,
  type Hearer,
  isAmong,
  type Place,
  placeFromText,
  placeToText,
  type SentFrame,
} from './frame.ts';
import { createPassedPlaces, type PassedPlaces } from './passed-places.ts';

/** Who listens. */
export interface Listener extends Hearer {
  /** Takes frames in order; false when it cannot keep up, which ends it. */
  readonly send: (frames: readonly SentFrame[]) => boolean;
  /** Whether the listener may still hear: asked again when rights may have changed. */
  readonly allowed: () => Promise<boolean>;
  readonly close: () => void;
}

/** The hub of one process. */
export interface Hub {
  /** Adds a listener, which first gets what it asks to catch up with. */
  listen(listener: Listener, since?: Since): Promise<Listening>;
  /** Says that something was committed. */
  ring(): void;
  /** Says that people came to an object (digits of its id) or left it, to listeners who see it. */
  announcePresence(objectId: string, seers: Seers): void;
  /** Number of listeners. */
  readonly size: number;
  close(): Promise<void>;
}

/** What a listener has seen already: up to a frame, or by what it read at a time. */
export interface Since {
  /** The id of the last frame it saw. */
  readonly after?: string | undefined;
  /** Milliseconds since the epoch by the clock of the server; not looked at beside `after`. */
  readonly time?: number | undefined;
}

/** A listener that was added. */
export interface Listening {
  /** The id to begin with. */
  readonly from: string;
  /** Whether it has got everything since the moment it named; it must read anew what it knows if not. */
  readonly isComplete: boolean;
  readonly leave: () => void;
}

/** What the hub needs. Times in milliseconds. */
export interface HubDependencies {
  readonly database: Database;
  readonly report: (error: unknown) => void;
  /** Pause after a bell, so that a burst of commits costs one read. */
  readonly coalesceMs?: number;
  /** Longest time without looking. */
  readonly lookMs?: number;
  /** How often every listener's rights are asked again. */
  readonly recheckMs?: number;
}

/** Changes of these objects may take rights away. */
const rightsOf: ReadonlySet<string> = new Set(['User', 'Profile', 'Organisation']);
/** Batches read for one listener that comes back; a longer absence means reading lists anew. */
const mostMissedBatches = 20;
/** Frames that may wait while a listener catches up. */
const mostWaiting = 10_000;

/** A hub that follows the audit of a database. */
export async function createHub(dependencies: HubDependencies): Promise<Hub> {
  const { database, report } = dependencies;
  const listeners = new Set<Listener>();
  const state = { place: await lastPlace(database), closed: false, rung: false };
  const passed = createPassedPlaces();
  passed.note(Date.now(), state.place);
  const pending: { reading?: Promise<void>; timer?: NodeJS.Timeout } = {};
  const presence = createAnnouncements((seersOf) => {
    for (const listener of listeners) {
      const frames = presenceFrames(seersOf, listener);
      if (frames.length > 0 && !listener.send(frames)) end(listener);
    }
  });

  const deliver = (changes: readonly CommittedChange[]): void => {
    for (const listener of listeners) {
      const frames = framesFor(changes, listener);
      if (frames.length > 0 && !listener.send(frames)) end(listener);
    }
    if (changes.some((change) => rightsOf.has(change.frame.objectType))) recheck.ask();
  };

  const end = (listener: Listener): void => {
    if (listeners.delete(listener)) listener.close();
  };

  const recheck = createPasses(async () => {
    for (const listener of [...listeners]) {
      if (!(await isAllowed(listener, report))) end(listener);
    }
  });

  const readNew = async (): Promise<void> => {
    const unheard = await unheardPlace(database, listeners);
    state.place = unheard ?? state.place;
    if (unheard !== undefined) return;
    for (;;) {
      state.rung = false;
      const changes = await changesAfter(database, state.place);
      const last = changes.at(-1);
      if (last !== undefined) state.place = last.place;
      deliver(changes);
      if (changes.length === 0 && !state.rung) return;
    }
  };

  const look = (): void => {
    if (state.closed || pending.reading !== undefined) return;
    pending.reading = readNew()
      .catch(report)
      .finally(() => {
        delete pending.reading;
      });
  };

  const looking = setInterval(() => {
    passed.note(Date.now(), state.place);
    look();
  }, dependencies.lookMs ?? 1_000);
  const rechecking = setInterval(() => {
    if (!recheck.running) recheck.ask();
  }, dependencies.recheckMs ?? 5_000);

  return {
    get size() {
      return listeners.size;
    },
    ring() {
      state.rung = true;
      if (pending.timer !== undefined || state.closed) return;
      pending.timer = setTimeout(() => {
        delete pending.timer;
        look();
      }, dependencies.coalesceMs ?? 30);
    },
    announcePresence: presence.announce,
    async listen(listener, { after, time } = {}) {
      await pending.reading;
      const from = placeOf(after, time, passed);
      const upTo = state.place;
      const held = createHeld(listener);
      listeners.add(held.listener);
      const isComplete = from !== undefined && (await sendMissed(database, listener, from, upTo));
      held.release();
      return { from: placeToText(upTo), isComplete, leave: () => listeners.delete(held.listener) };
    },
    async close() {
      state.closed = true;
      clearInterval(looking);
      clearInterval(rechecking);
      clearTimeout(pending.timer);
      presence.close();
      await pending.reading;
      for (const listener of [...listeners]) end(listener);
    },
  };
}

/** While nobody listens, the place that can be gone on from without reading what lies before it. */
async function unheardPlace(
  database: Database,
  listeners: ReadonlySet<Listener>,
): Promise<Place | undefined> {
  if (listeners.size > 0) return undefined;
  const place = await lastPlace(database);
  // Who came meanwhile is to hear everything behind the old place.
  return listeners.size > 0 ? undefined : place;
}

/** One pass at a time; what asks during one gets another after it. The pass never rejects. */
function createPasses(pass: () => Promise<void>): { readonly running: boolean; readonly ask: () => void } {
  const state = { running: false, wanted: false };
  const go = async (): Promise<void> => {
    state.running = true;
    while (state.wanted) {
      state.wanted = false;
      await pass();
    }
    state.running = false;
  };
  return {
    get running() {
      return state.running;
    },
    ask() {
      state.wanted = true;
      if (!state.running) void go();
    },
  };
}

/** A listener that catches up first: what is committed meanwhile waits, so that frames arrive in order. */
function createHeld(listener: Listener): { readonly listener: Listener; readonly release: () => void } {
  const waiting: SentFrame[] = [];
  const state = { held: true };
  return {
    listener: {
      ...listener,
      send(frames) {
        if (!state.held) return listener.send(frames);
        waiting.push(...frames);
        return waiting.length <= mostWaiting;
      },
    },
    release() {
      state.held = false;
      if (waiting.length > 0) listener.send(waiting);
    },
  };
}

/** Where a listener goes on; undefined when that cannot be told. */
function placeOf(
  after: string | undefined,
  time: number | undefined,
  passed: PassedPlaces,
): Place | undefined {
  if (after !== undefined) return placeFromText(after);
  return time === undefined ? undefined : passed.at(time);
}

/** Gives whether nothing was left out. */
async function sendMissed(
  database: Database,
  listener: Listener,
  from: Place,
  upTo: Place,
): Promise<boolean> {
  let place = from;
  for (let batch = 0; batch < mostMissedBatches; batch += 1) {
    const changes = await changesAfter(database, place, listener);
    const missed = changes.filter((change) => !isAfter(change.place, upTo));
    const frames = framesFor(missed, listener);
    if (frames.length > 0) listener.send(frames);
    const last = missed.at(-1);
    if (last === undefined || missed.length < changes.length) return true;
    place = last.place;
  }
  return false;
}

function framesFor(changes: readonly CommittedChange[], hearer: Hearer): Frame[] {
  return changes.flatMap((change) => frameFor(change, hearer) ?? []);
}

function presenceFrames(seersOf: ReadonlyMap<string, Seers>, hearer: Hearer): SentFrame[] {
  return [...seersOf].flatMap(([objectId, { organisationIds, restrictedTo }]) =>
    organisationIds.includes(hearer.organisationId) && isAmong(hearer, restrictedTo)
      ? [{ kind: 'presence' as const, objectId }]
      : [],
  );
}

function isAfter(place: Place, other: Place): boolean {
  const transaction = BigInt(place.transaction) - BigInt(other.transaction);
  return transaction === 0n ? BigInt(place.record) > BigInt(other.record) : transaction > 0n;
}

async function isAllowed(listener: Listener, report: (error: unknown) => void): Promise<boolean> {
  try {
    return await listener.allowed();
  } catch (error) {
    report(error);
    return false;
  }
}
