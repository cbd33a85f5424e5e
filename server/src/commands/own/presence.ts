/** Presence: people say where they are and what they do there, again and again while it lasts. Nothing of it is recorded. */
import { type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import { idFromWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import { type Doing, doings, presenceLifetimeMs } from '../../model/presence.ts';
import { placeStatement } from '../../query/presence.ts';
import type { Command, CommandContext } from '../frame/command.ts';

/** Where a change of presence is to be told. Ids are digits. */
export interface PresenceChange {
  readonly objectId: string;
  /** Organisations that see the object; none when nothing changed. */
  readonly organisationIds: readonly string[];
  /** Logins of the people that it is kept to; undefined: to nobody. */
  readonly restrictedTo: readonly string[] | undefined;
}

interface PresenceInput {
  readonly objectId: string;
  readonly field: string | undefined;
  readonly doing: Doing;
}

/** Notes or renews where the caller is. Gives what others are to be told: a renewal is not worth a word. */
export const notePresence: Command<PresenceInput, PresenceChange> = {
  name: 'notePresence',
  permission: 'authenticated',
  read: readPresence,
  async run(context, { objectId, field, doing }) {
    const { write, actor } = context;
    const userId = requireUser(context);
    const seen = await write.run(placeStatement(actor, objectId));
    const [place] = seen.rows;
    if (place === undefined) throw notFound('Object');
    forgetPast(context, userId, { objectId, rootId: place.root_id });
    const { rows } = await write.run({
      name: 'presence_noted',
      sql: `insert into skep.presence as p (root_id, object_id, organisation_id, visible_through, from_organisation_id, user_id, field, doing, since, seen_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
        on conflict (object_id, from_organisation_id, user_id) do update set
          visible_through = excluded.visible_through, field = excluded.field, doing = excluded.doing, seen_at = excluded.seen_at,
          since = case when p.doing = excluded.doing and p.field is not distinct from excluded.field then p.since else excluded.since end
        returning since`,
      parameters: [
        place.root_id,
        objectId,
        place.organisation_id,
        place.visible_through,
        actor.organisation.id,
        userId,
        field ?? null,
        doing,
        new Date(write.now),
      ],
    });
    const isNews = rows[0]?.since === write.now;
    return { objectId, ...seersOf(isNews ? place : undefined) };
  },
};

function readPresence(raw: RawObject): PresenceInput {
  const faults: FieldFault[] = [];
  const place = isRawObject(raw.place) ? raw.place : {};
  const { object, field } = place;
  const objectId = typeof object === 'string' ? idFromWire(object) : undefined;
  if (objectId === undefined)
    faults.push({ kind: 'invalid', name: 'place.object', accepted: 'id, e.g. ~123', given: shorten(object) });
  const named = typeof field === 'string' && /^[\w.:~-]{1,64}$/.test(field) ? field : undefined;
  if (field !== undefined && field !== null && named === undefined)
    faults.push({ kind: 'invalid', name: 'place.field', accepted: 'name of a field', given: shorten(field) });
  const doing = doings.find((one) => one === raw.doing);
  if (doing === undefined)
    faults.push({
      kind: 'invalid',
      name: 'doing',
      accepted: `one of ${doings.join(', ')}`,
      given: shorten(raw.doing),
    });
  if (faults.length > 0 || objectId === undefined || doing === undefined) throw invalidFields(faults);
  return { objectId, field: named, doing };
}

/** Ends the presence of the caller at an object; without one, everywhere. Gives whom that is to be told. */
export const endPresence: Command<{ readonly objectId: string | undefined }, readonly PresenceChange[]> = {
  name: 'endPresence',
  permission: 'authenticated',
  read(raw) {
    if (raw.object === undefined || raw.object === null) return { objectId: undefined };
    const objectId = typeof raw.object === 'string' ? idFromWire(raw.object) : undefined;
    if (objectId !== undefined) return { objectId };
    throw invalidFields([
      { kind: 'invalid', name: 'object', accepted: 'id, e.g. ~123', given: shorten(raw.object) },
    ]);
  },
  async run(context, { objectId }) {
    const { write, actor } = context;
    const { rows } = await write.run({
      sql: `delete from skep.presence where user_id = $1 and from_organisation_id = $2 and ($3::bigint is null or object_id = $3)
        and seen_at > $4 returning object_id`,
      parameters: [requireUser(context), actor.organisation.id, objectId ?? null, pastBefore(context)],
    });
    const changes: PresenceChange[] = [];
    for (const row of rows) {
      const left = String(row.object_id);
      const seen = await write.run(placeStatement(actor, left));
      changes.push({ objectId: left, ...seersOf(seen.rows[0]) });
    }
    return changes;
  },
};

/** What is over of one's own goes with the next word, and what was noted before the object moved to another case. */
function forgetPast(
  context: CommandContext,
  userId: string,
  { objectId, rootId }: { readonly objectId: string; readonly rootId: unknown },
): void {
  context.write.queue({
    sql: `delete from skep.presence where user_id = $1 and from_organisation_id = $2
      and (seen_at <= $3 or (object_id = $4 and root_id <> $5))`,
    parameters: [userId, context.actor.organisation.id, pastBefore(context), objectId, rootId],
  });
}

function pastBefore({ write }: CommandContext): Date {
  return new Date(write.now - presenceLifetimeMs);
}

function requireUser({ actor }: CommandContext): string {
  if (actor.userId === undefined) throw notFound('User');
  return actor.userId;
}

function seersOf(place: Readonly<Record<string, unknown>> | undefined): Omit<PresenceChange, 'objectId'> {
  const { organisation_ids: ids, restricted_to: people } = place ?? {};
  return {
    organisationIds: Array.isArray(ids) ? ids.map(String) : [],
    restrictedTo: Array.isArray(people) ? people.map(String) : undefined,
  };
}
