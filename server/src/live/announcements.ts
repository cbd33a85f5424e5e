/** Gathers what is worth a word for a moment, so that a crowd at one object is told once, and gives it on together. */

/** Time during which words are gathered, in milliseconds. */
const gatherMs = 100;
/** Most objects that are gathered; words about further ones are lost, and clients that look again see them. */
const mostObjects = 5_000;

/** For whom a word is. */
export interface Seers {
  /** Digits of the ids of organisations. */
  readonly organisationIds: readonly string[];
  /** Logins of the only people there that it is for; undefined: for all. */
  readonly restrictedTo: readonly string[] | undefined;
}

/** Words about objects, by digits of their ids. */
export interface Announcements {
  announce(objectId: string, seers: Seers): void;
  close(): void;
}

/** Announcements that are given on by a function. */
export function createAnnouncements(tell: (seersOf: ReadonlyMap<string, Seers>) => void): Announcements {
  const waiting = new Map<string, Seers>();
  const state: { timer?: NodeJS.Timeout; closed: boolean } = { closed: false };
  const giveOn = (): void => {
    delete state.timer;
    const gathered = new Map(waiting);
    waiting.clear();
    tell(gathered);
  };
  return {
    announce(objectId, seers) {
      if (state.closed || seers.organisationIds.length === 0 || waiting.size >= mostObjects) return;
      waiting.set(objectId, seers);
      state.timer ??= setTimeout(giveOn, gatherMs);
    },
    close() {
      state.closed = true;
      clearTimeout(state.timer);
      waiting.clear();
    },
  };
}
