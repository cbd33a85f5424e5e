/** What a listener is told of a change: ids and names of fields, never values. The listener reads again what it may see. */

/** One change. */
export interface Frame {
  /** Place in the stream; a listener that comes back names the last one it saw. */
  readonly id: string;
  /** `gone`: the listener no longer sees the object, and is told nothing else. */
  readonly kind: 'change' | 'gone';
  readonly action?: string;
  readonly objectType: string;
  readonly objectId: string;
  readonly contextType?: string;
  readonly contextId?: string;
  readonly rootId?: string;
  readonly fields?: readonly string[];
  readonly requestId?: string;
  readonly mainAction?: boolean;
  readonly actor?: string;
  /** Milliseconds since the epoch. */
  readonly at?: number;
}

/**
 * Somebody came to an object, went, or does something else there. It is told as it happens and is no part of what can be resumed,
 * so it has no place in the stream.
 */
export interface PresenceFrame {
  readonly kind: 'presence';
  readonly objectId: string;
}

/** What is sent to a listener. */
export type SentFrame = Frame | PresenceFrame;

/** A committed change as the follower reads it. */
export interface CommittedChange {
  readonly place: Place;
  /** Digits of the id of the one user whom it is for; nobody else is told. */
  readonly userId: string | undefined;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  /** Logins of the only people there who saw the object before, and see it now; undefined: all did, or do. */
  readonly keptBefore: readonly string[] | undefined;
  readonly keptTo: readonly string[] | undefined;
  readonly frame: Omit<Frame, 'id' | 'kind'>;
}

/** Order of the stream: transactions in the order of their numbers, records of one by id. Both are decimal digits. */
export interface Place {
  readonly transaction: string;
  readonly record: string;
}

/** Who hears frames: somebody at work in an organisation. Ids are digits. */
export interface Hearer {
  readonly organisationId: string;
  readonly userId: string | undefined;
  readonly login: string;
}

/** Whether somebody is one of the people that an object is kept to. */
export function isAmong({ login }: Hearer, people: readonly string[] | undefined): boolean {
  return people === undefined || people.includes(login);
}

/** The frame that somebody gets of a change; undefined when it is not for them, or they see nothing of it. */
export function frameFor(change: CommittedChange, hearer: Hearer): Frame | undefined {
  const id = placeToText(change.place);
  const { organisationId, userId } = hearer;
  if (change.userId !== undefined && change.userId !== userId) return undefined;
  if (change.after.has(organisationId) && isAmong(hearer, change.keptTo))
    return { id, kind: 'change', ...change.frame };
  if (!change.before.has(organisationId) || !isAmong(hearer, change.keptBefore)) return undefined;
  return { id, kind: 'gone', objectType: change.frame.objectType, objectId: change.frame.objectId };
}

/** `12-345`. */
export function placeToText(place: Place): string {
  return `${place.transaction}-${place.record}`;
}

/** The place that a text names; undefined when it names none. */
export function placeFromText(text: string): Place | undefined {
  const [, transaction, record] = /^(\d{1,20})-(\d{1,19})$/.exec(text) ?? [];
  return transaction === undefined || record === undefined ? undefined : { transaction, record };
}
