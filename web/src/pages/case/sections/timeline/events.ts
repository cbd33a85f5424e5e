/** What happened in a case, as the client shows it: each event with its lane, and with when the team came to know of it. */

/** An event as the server tells it. */
export interface WireEvent {
  readonly date: number;
  readonly endDate?: number;
  readonly kind: string;
  readonly entity: string;
  readonly entityId: string;
  /** When its object was noted, and by whom. */
  readonly _createdAt: number;
  readonly _createdBy: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Lanes from above: first what attackers did, then what was done about it. */
export const lanes = ['events', 'ttps', 'observables', 'alerts', 'tasks', 'case'] as const;
/** A lane. */
export type Lane = (typeof lanes)[number];

/** The clock of the axis: when something happened, or when it became known. */
export type Clock = 'happened' | 'known';

/** An event. */
export interface TimelineEvent extends Omit<WireEvent, 'date' | 'endDate' | '_createdAt' | '_createdBy'> {
  /** Unique in the timeline: an object may have several events. */
  readonly id: string;
  readonly lane: Lane;
  readonly at: number;
  readonly until: number | undefined;
  readonly knownAt: number;
  readonly by: string;
}

/** A record of a change, as far as it tells when a moment was noted. */
export interface MomentRecord {
  readonly _createdAt: number;
  readonly objectId: string;
  readonly details: unknown;
}

interface Kind {
  readonly lane: Lane;
  /** Name of the event's words. */
  readonly words: string;
  /** Field of the moment, where it may be noted later than its object. */
  readonly field?: string;
}

/** What there is in a timeline, by entity and kind. */
export const eventKinds = {
  'Case:started': { lane: 'case', words: 'caseStarted', field: 'startDate' },
  'Case:inProgress': { lane: 'case', words: 'caseInProgress', field: 'inProgressDate' },
  'Case:ended': { lane: 'case', words: 'caseEnded', field: 'endDate' },
  'Alert:occurred': { lane: 'alerts', words: 'alertOccurred' },
  'Alert:imported': { lane: 'alerts', words: 'alertImported', field: 'importedDate' },
  'Task:started': { lane: 'tasks', words: 'taskStarted', field: 'startDate' },
  'Task:ended': { lane: 'tasks', words: 'taskEnded', field: 'endDate' },
  'Log:noted': { lane: 'tasks', words: 'logNoted', field: 'includeInTimeline' },
  'Observable:sighted': { lane: 'observables', words: 'observableSighted', field: 'sightedAt' },
  'Procedure:occurred': { lane: 'ttps', words: 'procedureOccurred' },
  'Custom:occurred': { lane: 'events', words: 'customOccurred' },
} as const satisfies Readonly<Record<string, Kind>>;

/** Entity and kind of an event, such as `Task:started`. */
export type EventKind = keyof typeof eventKinds;

/** The kind of an event; undefined for one that this client does not know. */
export function kindOf({ entity, kind }: Pick<WireEvent, 'entity' | 'kind'>): EventKind | undefined {
  const name = `${entity}:${kind}`;
  return name in eventKinds ? (name as EventKind) : undefined;
}

/** Reads events, oldest first; kinds that are not known are left out. */
export function readEvents(
  events: readonly WireEvent[],
  records: readonly MomentRecord[],
): readonly TimelineEvent[] {
  const noted = notedMoments(records);
  return events
    .flatMap((event) => {
      const kind = kindOf(event);
      return kind === undefined ? [] : [readEvent(event, eventKinds[kind], noted)];
    })
    .sort((one, other) => one.at - other.at);
}

function readEvent(
  { date, endDate, _createdAt, _createdBy, ...event }: WireEvent,
  { lane, field }: Kind,
  noted: ReadonlyMap<string, number>,
): TimelineEvent {
  const recorded = field === undefined ? undefined : noted.get(`${event.entityId} ${field} ${date}`);
  // A moment without record was noted when it came, but never before its object.
  const knownAt = recorded ?? (field === undefined ? _createdAt : Math.max(_createdAt, date));
  return {
    ...event,
    id: `${event.entityId}:${event.kind}`,
    lane,
    at: date,
    until: endDate === undefined || endDate <= date ? undefined : endDate,
    knownAt,
    by: _createdBy,
  };
}

/** When each moment was first noted, by object, field and value. */
function notedMoments(records: readonly MomentRecord[]): ReadonlyMap<string, number> {
  const noted = new Map<string, number>();
  for (const { objectId, details, _createdAt } of records) {
    if (typeof details !== 'object' || details === null) continue;
    for (const [field, value] of Object.entries(details)) {
      const key = `${objectId} ${field} ${String(value)}`;
      if (typeof value === 'number')
        noted.set(key, Math.min(noted.get(key) ?? Number.POSITIVE_INFINITY, _createdAt));
    }
  }
  return noted;
}

/** What is shown: lanes that are not hidden, and what was known at a moment. */
export function shownEvents(
  events: readonly TimelineEvent[],
  hidden: ReadonlySet<string>,
  asOf: number | undefined,
): readonly TimelineEvent[] {
  return events.filter(({ lane, knownAt }) => !hidden.has(lane) && (asOf === undefined || knownAt <= asOf));
}

/** Moments at which something became known, each once, in order. */
export function knownMoments(events: readonly TimelineEvent[]): readonly number[] {
  return [...new Set(events.map(({ knownAt }) => knownAt))].sort((one, other) => one - other);
}

/** A text of the details of an event; empty when there is none. */
export function detailOf({ details }: Pick<TimelineEvent, 'details'>, name: string): string {
  const value = details[name];
  return typeof value === 'string' ? value : '';
}
