/** Tags come into being when something is tagged; here they are noted for the organisation's list of tags. */
import type { CommandContext } from '../frame/command.ts';
import type { Placement } from '../frame/row.ts';

/** Tags seen lately by organisation, so that ordinary writes need no statement for them. Bounded; losing it costs a statement. */
export interface KnownTags {
  /** The ones not seen yet; they count as seen from now on. */
  unseen(organisationId: string, tags: readonly string[]): readonly string[];
  /** Forgets an organisation's tags, after one was renamed or removed. */
  forget(organisationId: string): void;
}

const mostOrganisations = 1_000;
const mostTags = 5_000;

/** An empty memory of tags. */
export function createKnownTags(): KnownTags {
  const byOrganisation = new Map<string, Set<string>>();
  return {
    unseen(organisationId, tags) {
      const seen = byOrganisation.get(organisationId) ?? new Set<string>();
      const fresh = [...new Set(tags)].filter((tag) => !seen.has(tag));
      if (seen.size + fresh.length > mostTags) seen.clear();
      for (const tag of fresh) seen.add(tag);
      if (byOrganisation.size >= mostOrganisations && !byOrganisation.has(organisationId))
        byOrganisation.clear();
      byOrganisation.set(organisationId, seen);
      return fresh;
    },
    forget(organisationId) {
      byOrganisation.delete(organisationId);
    },
  };
}

/**
 * Notes the tags of what is being written; each argument is a list of tags or nothing. Words of a case that is kept to some people
 * are not offered to others.
 */
export async function rememberTags(
  { write, actor, knownTags }: CommandContext,
  lists: readonly unknown[],
  within?: Placement,
): Promise<void> {
  if (within?.restrictedTo !== undefined) return;
  const tags = lists.flatMap((list) => (Array.isArray(list) ? list.map(String) : []));
  const fresh = knownTags.unseen(actor.organisation.id, tags);
  if (fresh.length === 0) return;
  const ids = await write.takeIds(fresh.length);
  write.queue({
    sql: `insert into skep.tag (organisation_id, id, created_at, created_by, predicate)
      select $1, t.id, $2, $3, t.predicate from unnest($4::bigint[], $5::text[]) as t (id, predicate) on conflict do nothing`,
    parameters: [actor.organisation.id, new Date(write.now), actor.login, ids, fresh],
  });
}
