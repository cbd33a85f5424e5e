/** Where the authors of something come from, told to readers of other organisations that work on it. */
import { entities } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import { type EntitySet, narrowed, selectFrom, visibleSet } from '../set.ts';
import { allOf, columnRef, type Sql, sql } from '../sql.ts';
import { organisationId } from '../visibility.ts';
import type { ExtraDatum } from './extra-datum.ts';

/** Most people told with one object. */
const mostPeople = 1_000;

/**
 * The name of the author's organisation; null for people of the reader's own. It is one that has the object, and one that the reader
 * knows of already: the owner, whom everybody is told who sees the object, or one that the reader's organisation is linked to.
 */
export const authorOrganisation: ExtraDatum = {
  value: (context, { alias }) => {
    const author = columnRef(alias, 'created_by');
    const known = knownOrganisations(context, alias);
    const id = columnRef(known.alias, 'id');
    const ofAuthor = narrowed(
      known,
      worksFor(context, author, id),
      sql`not ${worksFor(context, author, organisationId(context))}`,
    );
    const first = sql` order by ${id} <> ${columnRef(alias, 'organisation_id')}, ${id} limit 1`;
    // Objects that one organisation alone has are written by its own people.
    return sql`(case when ${columnRef(alias, 'shared')} then (${selectFrom(ofAuthor, columnRef(known.alias, 'name'), first)}) end)`;
  },
};

/**
 * The people of other organisations who did something in a case that the reader sees, or who hold it: login, name and organisation. Their
 * organisations are those that {@link authorOrganisation} tells.
 */
export const partnerPeople: ExtraDatum = {
  value: (context, { alias }) => {
    const [person, member] = [context.alias(), context.alias()];
    const [login, name] = [columnRef(person, 'login'), columnRef(person, 'name')];
    const known = knownOrganisations(context, alias);
    const organisation = columnRef(known.alias, 'id');
    const audits = visibleSet(context, entities.audit);
    const inCase = narrowed(
      audits,
      sql`${columnRef(audits.alias, 'root_id')} = ${columnRef(alias, 'root_id')}`,
    );
    const tookPart = sql`(${login} in (${selectFrom(inCase, columnRef(audits.alias, 'created_by'))}) or ${login} = ${columnRef(alias, 'assignee')})`;
    const theirs = selectFrom(known, sql`${organisation}, ${columnRef(known.alias, 'name')} as organisation`);
    const rows = sql`select distinct on (${login}) ${login} as login, ${name} as name, known.organisation from (${theirs}) as known join skep.membership as ${sql.id(member)} on ${columnRef(member, 'organisation_id')} = known.id join skep.user_account as ${sql.id(person)} on ${columnRef(person, 'id')} = ${columnRef(member, 'user_id')} where ${tookPart} and not ${worksFor(context, login, organisationId(context))} order by ${login}, known.id <> ${columnRef(alias, 'organisation_id')}, known.id limit ${mostPeople}::bigint`;
    return sql`(case when ${columnRef(alias, 'shared')} then coalesce((select jsonb_agg(to_jsonb(told)) from (${rows}) as told), '[]') else '[]' end)`;
  },
};

/** The organisations that have the object under an alias and that the reader knows of: its owner, and those linked to the reader's own. */
function knownOrganisations(context: CompileContext, alias: string): EntitySet {
  const linked = visibleSet(context, entities.organisation);
  const id = columnRef(linked.alias, 'id');
  const isKnown = sql`(${id} = ${columnRef(alias, 'organisation_id')} or ${allOf(linked.conditions)})`;
  const among = sql`${id} = any(${columnRef(alias, 'organisation_ids')})`;
  return { ...linked, conditions: [among, isKnown] };
}

/** Whether a person, by login, is a member of an organisation. */
function worksFor(context: CompileContext, login: Sql, organisation: Sql): Sql {
  const [member, person] = [context.alias(), context.alias()];
  return sql`exists (select from skep.membership as ${sql.id(member)} join skep.user_account as ${sql.id(person)} on ${columnRef(person, 'id')} = ${columnRef(member, 'user_id')} where ${columnRef(member, 'organisation_id')} = ${organisation} and ${columnRef(person, 'login')} = ${login})`;
}
