/** The acts that can still be taken back, as plain data: each for a minute, the newest first. */

/** An act that can be taken back. */
export interface UndoOffer {
  /** What was done, in the reader's language: `37 alerts closed`. */
  readonly label: string;
  /** Restores what was before; its rejection is shown and the offer stays. */
  readonly undo: () => unknown;
}

/** An offer with the end of its time, in milliseconds since the epoch. */
export interface StandingOffer extends UndoOffer {
  readonly id: number;
  readonly until: number;
}

/** Milliseconds that an act can be taken back. */
export const undoMs = 60_000;
/** Offers kept; older ones are forgotten. */
const most = 20;

/** Those whose time is not over. */
export function alive(offers: readonly StandingOffer[], now: number): readonly StandingOffer[] {
  return offers.every(({ until }) => until > now) ? offers : offers.filter(({ until }) => until > now);
}

/** Puts an offer before the others. */
export function offered(
  offers: readonly StandingOffer[],
  offer: UndoOffer,
  id: number,
  now: number,
): readonly StandingOffer[] {
  return [{ ...offer, id, until: now + undoMs }, ...alive(offers, now)].slice(0, most);
}

/** Without one offer: it was taken back or dismissed. */
export function without(offers: readonly StandingOffer[], id: number): readonly StandingOffer[] {
  return offers.filter((offer) => offer.id !== id);
}
