/** Remembers for a while how far the stream was at which time, so that a reader who only knows a time can be told what followed. */
import type { Place } from './frame.ts';

/** How long a moment can be asked for. Milliseconds. */
const keptMs = 5 * 60_000;

/** The places that a stream has passed. */
export interface PassedPlaces {
  /** Notes where the stream is; times must not go back. */
  note(at: number, place: Place): void;
  /** Where the stream was at a time (milliseconds since the epoch); undefined when that is forgotten or was never known. */
  at(time: number): Place | undefined;
}

/** An empty memory. Only moments at which the stream had moved are kept. */
export function createPassedPlaces(): PassedPlaces {
  const passed: { readonly at: number; readonly place: Place }[] = [];
  return {
    note(at, place) {
      const last = passed.at(-1)?.place;
      if (last?.transaction !== place.transaction || last.record !== place.record) passed.push({ at, place });
      // The last one of those that are too old says where the stream was when the time that is kept begins.
      const firstYoung = passed.findIndex((one) => one.at > at - keptMs);
      const old = firstYoung === -1 ? passed.length - 1 : firstYoung - 1;
      if (old > 0) passed.splice(0, old);
    },
    at: (time) => passed.findLast((one) => one.at <= time)?.place,
  };
}
