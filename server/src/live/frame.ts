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

/** A committed audit record as the follower reads it. */
export interface CommittedChange {
  readonly place: Place;
  readonly before: ReadonlySet<string>;
  readonly after: ReadonlySet<string>;
  readonly frame: Omit<Frame, 'id' | 'kind'>;
}

/** Order of the stream: transactions in the order of their numbers, records of one by id. Both are decimal digits. */
export interface Place {
  readonly transaction: string;
  readonly record: string;
}

/** The frame an organisation gets of a change; undefined when it sees nothing of it. */
export function frameFor(change: CommittedChange, organisationId: string): Frame | undefined {
  const id = placeToText(change.place);
  if (change.after.has(organisationId)) return { id, kind: 'change', ...change.frame };
  if (!change.before.has(organisationId)) return undefined;
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
