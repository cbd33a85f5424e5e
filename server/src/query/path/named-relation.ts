/** Relations with a condition of their own, each name of the model with its SQL. */
import type { Entity } from '../../model/entity.ts';
import type { Permission } from '../../model/permission.ts';
import { entities } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import { type EntitySet, selectFrom } from '../set.ts';
import { allOf, columnRef, type Sql, sql, tableAs } from '../sql.ts';
import { visibility } from '../visibility.ts';

/** Either a condition between two rows, or one that picks some rows of the set itself. Aliases stand for rows. */
export interface NamedRelation {
  readonly link?: (context: CompileContext, from: string, target: string, source: Entity) => Sql;
  readonly subset?: (alias: string) => Sql;
  /** What the link from one object says of the target alone: an index finds it before anything is compared. */
  readonly reach?: (from: EntitySet, target: string) => Sql;
  /** Rows with the columns of the target that stand in another table. */
  readonly rows?: Sql;
}

/** The files that observables are, in the form of attachments: a file goes by the id of its observable. */
const observableFiles = sql`select root_id, id, organisation_id, organisation_ids, shared, visible_through, restricted, restricted_to,
  version, created_at, created_by, updated_at, updated_by, origin_kind, origin_id, case_id, alert_id, null::bigint as log_id,
  attachment_name as name, attachment_id as content_hash, attachment_hashes as hashes, attachment_size as size,
  attachment_content_type as content_type, external, deleted_at from skep.observable where attachment_id is not null`;

const relations: Readonly<Record<string, NamedRelation>> = {
  caseAttachments: { link: caseAttachments },
  caseComments: { link: caseComments },
  sharedOrganisations: {
    link: (_, from, target) => sql`${columnRef(target, 'id')} = any(${columnRef(from, 'organisation_ids')})`,
  },
  assignableUsers: { link: assignableUsers },
  taskInCase: { subset: (alias) => sql`${columnRef(alias, 'case_id')} is not null` },
  similarObservables: {
    link: similarObservables,
    reach: (from, target) =>
      sql`${columnRef(target, 'match_hash')} = any(array(${selectFrom(from, columnRef(from.alias, 'match_hash'))}))`,
  },
  observableFromCase: { subset: (alias) => sql`${columnRef(alias, 'case_id')} is not null` },
  observableFromAlert: { subset: (alias) => sql`${columnRef(alias, 'alert_id')} is not null` },
  observableFromJob: { subset: (alias) => sql`${columnRef(alias, 'job_id')} is not null` },
  organisationUsers: { link: organisationUsers },
  linkedOrganisations: { link: linkedOrganisations },
  organisationFiles: { link: organisationFiles },
  userCases: { link: assignedTo },
  userTasks: { link: assignedTo },
  userAlerts: { link: assignedTo },
  pagesOfTemplate: {
    link: (context, from, target) => pairedPage(context, { template: from, page: target }),
  },
  templatesWithPage: {
    link: (context, from, target) => pairedPage(context, { template: target, page: from }),
  },
  linkedCase: {
    link: (_, from, target) => sql`${columnRef(target, 'id')} = ${columnRef(from, 'linked_case_id')}`,
  },
  eventEvidence: { link: evidenceOfEvent },
  patternParent: { link: (_, from, target) => partOf(from, target) },
  patternChildren: { link: (_, from, target) => partOf(target, from) },
  patternOfProcedure: { link: patternOfProcedure },
  fileOfObservable: { link: (_, from, target) => sameRow(from, target), rows: observableFiles },
  templateOfCase: { link: templateOfCase },
  shareTasks: { link: sharedParts },
  shareObservables: { link: sharedParts },
};

/** Permission a user needs in order to be given an object to work on. */
const workPermission: Readonly<Record<string, Permission>> = {
  case: 'manageCase/update',
  task: 'manageTask',
  alert: 'manageAlert/update',
};

/** The relation of a name that the model uses. */
export function namedRelation(name: string): NamedRelation {
  const found = Object.hasOwn(relations, name) ? relations[name] : undefined;
  if (found === undefined) throw new Error(`No relation is called ${name}`);
  return found;
}

function caseAttachments(_: CompileContext, from: string, target: string): Sql {
  return sql`(${columnRef(target, 'root_id')} = ${columnRef(from, 'root_id')} and ${columnRef(target, 'case_id')} = ${columnRef(from, 'id')})`;
}

/** Comments of the case itself and of the alerts it holds, as far as the caller sees those. */
function caseComments(context: CompileContext, from: string, target: string): Sql {
  const alert = context.alias();
  const held = allOf([
    sql`${columnRef(alert, 'id')} = ${columnRef(target, 'alert_id')}`,
    sql`${columnRef(alert, 'case_id')} = ${columnRef(from, 'id')}`,
    ...visibility(context, entities.alert, alert),
  ]);
  return sql`(${columnRef(target, 'case_id')} = ${columnRef(from, 'id')} or exists (select from ${tableAs(entities.alert, alert)} where ${held}))`;
}

/** Users who may work on the object in an organisation that has it, and whose share allows that work. */
function assignableUsers(context: CompileContext, from: string, target: string, source: Entity): Sql {
  const needed = workPermission[source.name] ?? '';
  const member = context.alias();
  const held = context.alias();
  const conditions = allOf([
    sql`${columnRef(member, 'user_id')} = ${columnRef(target, 'id')}`,
    sql`${needed} = any(${columnRef(held, 'permissions')})`,
    worksOn(context, source, from, member, needed),
  ]);
  const membership = sql`skep.membership as ${sql.id(member)} join skep.profile as ${sql.id(held)} on ${columnRef(held, 'id')} = ${columnRef(member, 'profile_id')}`;
  const named =
    source.visibility === 'shared'
      ? sql` and (not ${columnRef(from, 'restricted')} or ${columnRef(target, 'login')} = any(${columnRef(from, 'restricted_to')}))`
      : sql``;
  return sql`(not ${columnRef(target, 'locked')}${named} and exists (select from ${membership} where ${conditions}))`;
}

function worksOn(context: CompileContext, source: Entity, from: string, member: string, needed: string): Sql {
  const owns = sql`${columnRef(member, 'organisation_id')} = ${columnRef(from, 'organisation_id')}`;
  if (source.visibility !== 'shared') return owns;
  const share = context.alias();
  const held = context.alias();
  const conditions = allOf([
    sql`${columnRef(share, 'root_id')} = ${columnRef(from, 'root_id')}`,
    sql`${columnRef(share, 'entity_id')} = ${columnRef(from, 'visible_through')}`,
    sql`${columnRef(share, 'organisation_id')} = ${columnRef(member, 'organisation_id')}`,
    sql`${needed} = any(${columnRef(held, 'permissions')})`,
  ]);
  return sql`(${owns} or exists (select from skep.share as ${sql.id(share)} join skep.profile as ${sql.id(held)} on ${columnRef(held, 'id')} = ${columnRef(share, 'profile_id')} where ${conditions}))`;
}

function evidenceOfEvent(_: CompileContext, from: string, target: string): Sql {
  return allOf([
    sql`${columnRef(target, 'root_id')} = ${columnRef(from, 'root_id')}`,
    sql`${columnRef(target, 'id')} = any(${columnRef(from, 'evidence')})`,
  ]);
}

function similarObservables(_: CompileContext, from: string, target: string): Sql {
  return allOf([
    sql`${columnRef(target, 'match_hash')} = ${columnRef(from, 'match_hash')}`,
    sql`${columnRef(target, 'id')} <> ${columnRef(from, 'id')}`,
    sql`not ${columnRef(from, 'ignore_similarity')}`,
    sql`not ${columnRef(target, 'ignore_similarity')}`,
  ]);
}

function organisationUsers(context: CompileContext, from: string, target: string): Sql {
  const member = context.alias();
  return sql`exists (select from skep.membership as ${sql.id(member)} where ${columnRef(member, 'user_id')} = ${columnRef(target, 'id')} and ${columnRef(member, 'organisation_id')} = ${columnRef(from, 'id')})`;
}

/** An organisation and those it is linked to. */
function linkedOrganisations(context: CompileContext, from: string, target: string): Sql {
  const link = context.alias();
  return sql`(${columnRef(target, 'id')} = ${columnRef(from, 'id')} or exists (select from skep.organisation_link as ${sql.id(link)} where ${columnRef(link, 'organisation_id')} = ${columnRef(from, 'id')} and ${columnRef(link, 'other_id')} = ${columnRef(target, 'id')}))`;
}

/** Files that belong to an organisation itself: each is the root of its own tree. */
function organisationFiles(_: CompileContext, from: string, target: string): Sql {
  const own = sql`${columnRef(target, 'organisation_id')} = ${columnRef(from, 'id')}`;
  return allOf([own, sql`${columnRef(target, 'root_id')} = ${columnRef(target, 'id')}`]);
}

function assignedTo(_: CompileContext, from: string, target: string): Sql {
  return sql`${columnRef(target, 'assignee')} = ${columnRef(from, 'login')}`;
}

/** What an organisation gets by a share: the part that is shared by itself, or all parts of the case that it sees. */
function sharedParts(_: CompileContext, from: string, target: string): Sql {
  return allOf([
    sql`${columnRef(target, 'root_id')} = ${columnRef(from, 'root_id')}`,
    sql`(${columnRef(target, 'id')} = ${columnRef(from, 'entity_id')} or (${columnRef(from, 'entity_kind')} = 'case' and ${columnRef(from, 'organisation_id')} = any(${columnRef(target, 'organisation_ids')})))`,
  ]);
}

function sameRow(from: string, target: string): Sql {
  return allOf([
    sql`${columnRef(target, 'root_id')} = ${columnRef(from, 'root_id')}`,
    sql`${columnRef(target, 'id')} = ${columnRef(from, 'id')}`,
  ]);
}

/** The template that a case was made from: the one of its organisation that has the name now. */
function templateOfCase(_: CompileContext, from: string, target: string): Sql {
  return allOf([
    sql`${columnRef(target, 'organisation_id')} = ${columnRef(from, 'organisation_id')}`,
    sql`${columnRef(target, 'name')} = ${columnRef(from, 'case_template')}`,
  ]);
}

/** That a technique stands below another of its catalogue. */
function partOf(part: string, whole: string): Sql {
  return allOf([
    sql`${columnRef(whole, 'catalog_id')} = ${columnRef(part, 'catalog_id')}`,
    sql`${columnRef(whole, 'pattern_id')} = ${columnRef(part, 'parent_pattern_id')}`,
  ]);
}

/** The technique that a procedure names: of several with one number, one in use, of the oldest catalogue. */
function patternOfProcedure(context: CompileContext, from: string, target: string): Sql {
  const found = context.alias();
  const first = sql`select ${columnRef(found, 'id')} from skep.pattern as ${sql.id(found)} where ${columnRef(found, 'pattern_id')} = ${columnRef(from, 'pattern_id')} order by ${columnRef(found, 'revoked')}, ${columnRef(found, 'id')} limit 1`;
  return sql`${columnRef(target, 'id')} = (${first})`;
}

/** A case template and a page template that its cases start with. */
function pairedPage(context: CompileContext, pair: { template: string; page: string }): Sql {
  const link = context.alias();
  return sql`exists (select from skep.case_template_page as ${sql.id(link)} where ${allOf([
    sql`${columnRef(link, 'organisation_id')} = ${columnRef(pair.template, 'organisation_id')}`,
    sql`${columnRef(link, 'case_template_id')} = ${columnRef(pair.template, 'id')}`,
    sql`${columnRef(link, 'page_template_id')} = ${columnRef(pair.page, 'id')}`,
  ])})`;
}
