/** Computed values of people, organisations and what administrators define. */
import { type EntityName, entities } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import type { PathBase } from '../path/field-path.ts';
import { narrowed, selectFrom, visibleSet } from '../set.ts';
import { allOf, columnRef, milliseconds, type Sql, sql } from '../sql.ts';
import { countOf, type ExtraData, type ExtraDatum } from './extra-datum.ts';

/** Objects of the organisation that carry the tag, by entity. */
const usage: ExtraDatum = {
  value: (context, { alias }) => {
    const counts = (['case', 'alert', 'observable', 'caseTemplate'] as const).map((name) => {
      const set = visibleSet(context, entities[name]);
      const has = sql`${columnRef(set.alias, 'tags')} @> array[${columnRef(alias, 'predicate')}]`;
      return sql`${sql.lit(name)}, (${selectFrom(narrowed(set, has), sql`count(*)`)})`;
    });
    return sql`jsonb_build_object(${sql.join(counts)})`;
  },
};

/** Failed attempts to sign in; empty for callers who may not manage users. */
const lockout: ExtraDatum = {
  value: (context, { alias }) => {
    if (!context.actor.permissions.has('manageUser')) return sql`jsonb_build_object()`;
    const kept = context.alias();
    const column = (name: string): Sql => columnRef(kept, name);
    const object = sql`jsonb_build_object('lastFailed', ${milliseconds(column('last_failed_at'))}, 'failedAttempts', ${column('failed_attempts')}, 'lockedUntil', ${milliseconds(column('locked_until'))})`;
    return sql`coalesce((select ${object} from skep.credential as ${sql.id(kept)} where ${column('user_id')} = ${columnRef(alias, 'id')}), jsonb_build_object())`;
  },
};

/** Organisations of a user that the caller sees, each with the profile held there. */
const memberships: ExtraDatum = {
  value: (context, base) => {
    const set = visibleSet(context, entities.organisation);
    const member = context.alias();
    const profile = context.alias();
    const name = columnRef(set.alias, 'name');
    const held = sql`(select ${columnRef(profile, 'name')} from skep.membership as ${sql.id(member)} join skep.profile as ${sql.id(profile)} on ${columnRef(profile, 'id')} = ${columnRef(member, 'profile_id')} where ${columnRef(member, 'user_id')} = ${columnRef(base.alias, 'id')} and ${columnRef(member, 'organisation_id')} = ${columnRef(set.alias, 'id')})`;
    const isDefault = sql`coalesce(${columnRef(set.alias, 'id')} = ${columnRef(base.alias, 'default_organisation_id')}, false)`;
    const item = sql`jsonb_build_object('organisationId', ${columnRef(set.alias, 'id')}::text, 'organisation', ${name}, 'profile', ${held}, 'default', ${isDefault})`;
    const joined = narrowed(set, sql`${held} is not null`);
    return sql`(${selectFrom(joined, sql`coalesce(jsonb_agg(${item} order by ${name}), '[]')`)})`;
  },
};

/** Links of an organisation to others that the caller sees. */
const organisationLinks: ExtraDatum = {
  value: (context, { alias }) => {
    const set = visibleSet(context, entities.organisation);
    const other = columnRef(set.alias, 'id');
    const name = columnRef(set.alias, 'name');
    const type = linkType(context, columnRef(alias, 'id'), other);
    const back = linkType(context, other, columnRef(alias, 'id'));
    const item = sql`jsonb_build_object('toOrganisation', ${name}, 'linkType', ${type}, 'otherLinkType', ${back})`;
    const linked = narrowed(set, sql`${type} is not null`);
    return sql`(${selectFrom(linked, sql`coalesce(jsonb_agg(${item} order by ${name}), '[]')`)})`;
  },
};

function linkType(context: CompileContext, from: Sql, to: Sql): Sql {
  const link = context.alias();
  return sql`(select ${columnRef(link, 'link_type')} from skep.organisation_link as ${sql.id(link)} where ${columnRef(link, 'organisation_id')} = ${from} and ${columnRef(link, 'other_id')} = ${to})`;
}

/** A digest of the picture: whoever has it need not read the picture again. */
const avatarHash: ExtraDatum = {
  value: (_, { alias }) => sql`encode(sha256(convert_to(${columnRef(alias, 'avatar')}, 'UTF8')), 'hex')`,
};

const avatar: ExtraDatum = { value: (_, { alias }) => columnRef(alias, 'avatar') };

const deletable: ExtraDatum = {
  value: (context, { alias }) => {
    const value = context.alias();
    return sql`(not exists (select from skep.custom_field_value as ${sql.id(value)} where ${columnRef(value, 'custom_field_id')} = ${columnRef(alias, 'id')}))`;
  },
};

/** Page templates that belong to a case template, in their order, without what they say. */
const pageTemplateHeaders: ExtraDatum = {
  value: (context, base) => {
    const link = context.alias();
    const page = visibleSet(context, entities.pageTemplate);
    const column = (name: string): Sql => columnRef(page.alias, name);
    const item = sql`jsonb_build_object('_id', concat('~', ${column('id')}), '_type', ${sql.lit(page.entity.wireType)}, '_createdBy', ${column('created_by')}, '_createdAt', ${milliseconds(column('created_at'))}, 'title', ${column('title')}, 'category', ${column('category')}, 'order', ${column('position')})`;
    const linked = (name: string, value: Sql): Sql => sql`${columnRef(link, name)} = ${value}`;
    const mine = allOf([
      linked('organisation_id', columnRef(base.alias, 'organisation_id')),
      linked('case_template_id', columnRef(base.alias, 'id')),
    ]);
    const found = selectFrom(narrowed(page, linked('page_template_id', column('id'))), item);
    return sql`(select coalesce(jsonb_agg((${found}) order by ${columnRef(link, 'position')}), '[]') from skep.case_template_page as ${sql.id(link)} where ${mine})`;
  },
};

/** Extra data of the entities in this file, by entity. */
export const platformData: Readonly<Record<string, ExtraData>> = {
  tag: { usage },
  user: { lockout, organisations: memberships, memberships, avatar, avatarHash },
  organisation: { userCount: countOf('users'), links: organisationLinks, avatar, avatarHash },
  caseTemplate: { pageTemplateHeaders },
  pageTemplate: { caseTemplateCount: countOf('caseTemplates') },
  customField: { deletable },
  caseStatus: { canDelete: unusedStatus('case') },
  alertStatus: { canDelete: unusedStatus('alert') },
};

/** Whether no object that the caller sees, deleted ones aside, has the status. */
function unusedStatus(name: EntityName): ExtraDatum {
  return {
    value: (context: CompileContext, { alias }: PathBase) => {
      const used = context.alias();
      const table = sql`${sql.id('skep', entities[name].layout.table)} as ${sql.id(used)}`;
      const conditions = allOf([
        sql`${columnRef(used, 'status')} = ${columnRef(alias, 'value')}`,
        sql`${columnRef(used, 'deleted_at')} is null`,
      ]);
      return sql`(not exists (select from ${table} where ${conditions}))`;
    },
  };
}
