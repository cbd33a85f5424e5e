/** Gathers what is worth a word for a moment, so that a crowd at one object is told once, and gives it on together. */

/** Time during which words are gathered, in milliseconds. */
const gatherMs = 100;
/** Most objects that are gathered; words about further ones are lost, and clients that look again see them. */
const mostObjects = 5_000;

/** Words about objects, by digits of their ids, for organisations. */
export interface Announcements {
  announce(objectId: string, organisationIds: readonly string[]): void;
  close(): void;
}

/** Announcements that are given on by a function. */
export function createAnnouncements(
  tell: (organisationsOf: ReadonlyMap<string, readonly string[]>) => void,
): Announcements {
  const waiting = new Map<string, readonly string[]>();
  const state: { timer?: NodeJS.Timeout; closed: boolean } = { closed: false };
  const giveOn = (): void => {
    delete state.timer;
    const gathered = new Map(waiting);
    waiting.clear();
    tell(gathered);
  };
  return {
    announce(objectId, organisationIds) {
      if (state.closed || organisationIds.length === 0 || waiting.size >= mostObjects) return;
      waiting.set(objectId, organisationIds);
      state.timer ??= setTimeout(giveOn, gatherMs);
    },
    close() {
      state.closed = true;
      clearTimeout(state.timer);
      waiting.clear();
    },
  };
}
