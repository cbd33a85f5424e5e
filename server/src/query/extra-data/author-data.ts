/** Where the author of something comes from, told to readers of other organisations that work on it. */
import { entities } from '../../model/registry.ts';
import { type EntitySet, selectFrom, visibleSet } from '../set.ts';
import { allOf, columnRef, type Sql, sql } from '../sql.ts';
import { organisationId } from '../visibility.ts';
import type { ExtraDatum } from './extra-datum.ts';

/**
 * The name of the author's organisation; null for people of the reader's own. It is one that has the object, and one that the reader
 * knows of already: the owner, whom everybody is told who sees the object, or one that the reader's organisation is linked to.
 */
export const authorOrganisation: ExtraDatum = {
  value: (context, { alias }) => {
    const linked = visibleSet(context, entities.organisation);
    const id = columnRef(linked.alias, 'id');
    const owner = columnRef(alias, 'organisation_id');
    const isKnown = sql`(${id} = ${owner} or ${allOf(linked.conditions)})`;
    const among = sql`${id} = any(${columnRef(alias, 'organisation_ids')})`;
    const isForeign = sql`not ${worksFor(organisationId(context))}`;
    const known: EntitySet = { ...linked, conditions: [among, isKnown, worksFor(id), isForeign] };
    const first = sql` order by ${id} <> ${owner}, ${id} limit 1`;
    // Objects that one organisation alone has are written by its own people.
    return sql`(case when ${columnRef(alias, 'shared')} then (${selectFrom(known, columnRef(linked.alias, 'name'), first)}) end)`;

    function worksFor(organisation: Sql): Sql {
      const [member, person] = [context.alias(), context.alias()];
      return sql`exists (select from skep.membership as ${sql.id(member)} join skep.user_account as ${sql.id(person)} on ${columnRef(person, 'id')} = ${columnRef(member, 'user_id')} where ${columnRef(member, 'organisation_id')} = ${organisation} and ${columnRef(person, 'login')} = ${columnRef(alias, 'created_by')})`;
    }
  },
};
