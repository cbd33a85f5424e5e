/** What people keep for themselves about how and where they work: preferences, and when they last were at a place. Not audited. */
import { type FieldFault, invalidFields, notFound } from '../../model/errors.ts';
import type { RawObject } from '../../model/input.ts';
import { type Preferences, preferencesFrom, readPreferences } from '../../model/preferences.ts';
import { type Visit, visitFrom } from '../../query/own-account.ts';
import type { Command, CommandContext } from '../frame/command.ts';
import { requiredText } from '../frame/text-input.ts';

/** Changes some preferences; gives all of them. */
export const changePreferences: Command<RawObject, Preferences> = {
  name: 'changePreferences',
  permission: 'authenticated',
  read(raw) {
    const faults: FieldFault[] = [];
    const change = readPreferences(raw, faults);
    if (faults.length > 0) throw invalidFields(faults);
    return change;
  },
  async run(context, change) {
    const { rows } = await context.write.run({
      sql: 'update skep.user_account set preferences = jsonb_strip_nulls(preferences || $2::jsonb) where id = $1 returning preferences',
      parameters: [requireUser(context), JSON.stringify(change)],
    });
    return preferencesFrom(rows[0]?.preferences);
  },
};

/** Coming back within this time goes on with the same visit: loading a page again does not lose what was new. Milliseconds. */
const sameVisitMs = 5 * 60_000;
/** Places remembered for one person in one organisation; those visited longest ago are forgotten. */
const mostPlaces = 2_000;

/** Notes that the caller is at a place; gives when that was before. */
export const noteVisit: Command<{ readonly place: string }, Visit> = {
  name: 'noteVisit',
  permission: 'authenticated',
  read(raw) {
    const faults: FieldFault[] = [];
    const place = requiredText(raw, 'place', faults, 'what is visited');
    if (place.length > 256)
      faults.push({ kind: 'invalid', name: 'place', accepted: 'at most 256 characters' });
    if (faults.length > 0) throw invalidFields(faults);
    return { place };
  },
  async run(context, { place }) {
    const { write, actor } = context;
    const owner = [actor.organisation.id, requireUser(context)];
    const { rows } = await write.run({
      sql: `insert into skep.visit as v (organisation_id, user_id, place, visited_at) values ($1, $2, $3, $4)
        on conflict (organisation_id, user_id, place) do update set visited_at = excluded.visited_at,
          previous_at = case when v.visited_at <= $5 then v.visited_at else v.previous_at end
        returning visited_at, previous_at`,
      parameters: [...owner, place, new Date(write.now), new Date(write.now - sameVisitMs)],
    });
    const visit = visitFrom(rows[0]);
    if (visit.previous === null) {
      write.queue({
        sql: `delete from skep.visit where organisation_id = $1 and user_id = $2 and place in (select place from skep.visit
          where organisation_id = $1 and user_id = $2 order by visited_at desc offset ${mostPlaces})`,
        parameters: owner,
      });
    }
    return visit;
  },
};

function requireUser({ actor }: CommandContext): string {
  if (actor.userId === undefined) throw notFound('User');
  return actor.userId;
}
