/** Who sees a row, as SQL. Every table that a pipeline reads passes here; nothing is filtered afterwards. */
import { isPlatformAdministrator } from '../model/actor.ts';
import type { Entity, Visibility } from '../model/entity.ts';
import type { CompileContext } from './context.ts';
import { columnRef, idParameter, never, type Sql, sql } from './sql.ts';

type Rule = (context: CompileContext, alias: string) => readonly Sql[];

const rules: Readonly<Record<Visibility, Rule>> = {
  organisation: (context, alias) => [ownOrganisation(context, alias)],
  shared: (context, alias) => [splitOf(context, alias).either],
  private: (context, alias) => [
    ownOrganisation(context, alias),
    sql`(${madeByCaller(context, alias)} or ${columnRef(alias, 'is_shared')})`,
  ],
  owned: (context, alias) => [
    ownOrganisation(context, alias),
    sql`(${columnRef(alias, 'owner')} = ${context.actor.login} or ${columnRef(alias, 'status')} = 'Shared')`,
  ],
  personal: (context, alias) => [ownOrganisation(context, alias), madeByCaller(context, alias)],
  addressed: (context, alias) => [splitOf(context, alias).either, isForCaller(context, alias)],
  global: () => [],
  member: memberRule,
  linked: linkedRule,
  granted: (context, alias) => [
    sql`(${ownOrganisation(context, alias)} or ${columnRef(alias, 'owner_organisation_id')} = ${organisationId(context)})`,
    ...keptRule(context, alias),
  ],
  offered: offeredRule,
  paired: (context, alias) => [splitOf(context, alias).either, otherIsSeen(context, alias)],
};

/** A rule that is one of several things, and each by itself; no row fits two of them. */
export interface VisibilitySplit {
  readonly either: Sql;
  /** That a row is of the caller's organisation, as it is in the first part. */
  readonly own: Sql;
  readonly parts: readonly Sql[];
}

/** The split of an entity's rule, where it has one. */
export function visibilitySplit(
  context: CompileContext,
  entity: Entity,
  alias: string,
): VisibilitySplit | undefined {
  return entity.visibility === 'shared' ? splitOf(context, alias) : undefined;
}

/**
 * The conditions under which the caller sees rows of an entity, and that they are there, or have been deleted. A split that
 * was made before stands for the rule.
 */
export function visibility(
  context: CompileContext,
  entity: Entity,
  alias: string,
  which: 'present' | 'deleted' = 'present',
  split?: VisibilitySplit,
): readonly Sql[] {
  const rule = split === undefined ? rules[entity.visibility](context, alias) : [split.either];
  if (!entity.layout.softDelete) return which === 'present' ? rule : [never];
  return [
    ...rule,
    sql`${columnRef(alias, 'deleted_at')} is ${which === 'present' ? sql`null` : sql`not null`}`,
  ];
}

/** The organisation the caller works in. */
export function organisationId(context: CompileContext): Sql {
  return idParameter(context.actor.organisation.id);
}

/** The rule of rows that carry the columns of shared entities and have no entity of their own. */
export function sharedRule(context: CompileContext, alias: string): Sql {
  return splitOf(context, alias).either;
}

/**
 * Own rows that are kept to nobody, own rows that are kept to some of whom the caller is one, and what others share. What is kept
 * is little, and an index finds it by name; so the first part reads no lists of people.
 */
function splitOf(context: CompileContext, alias: string): VisibilitySplit {
  const own = ownOrganisation(context, alias);
  // As the index of shared rows has it: one's own rows that are shared are many, and not looked for here.
  const others = sql`array_remove(${columnRef(alias, 'organisation_ids')}, ${columnRef(alias, 'organisation_id')})`;
  const foreign = sql`${columnRef(alias, 'shared')} and ${others} @> array[${organisationId(context)}]`;
  if (!isNamed(context))
    return { either: sql`(${own} or (${foreign}))`, own, parts: [own, sql`(${foreign})`] };
  const open = sql`not ${columnRef(alias, 'restricted')}`;
  const kept = sql`${columnRef(alias, 'restricted')} and ${names(context, alias)}`;
  return {
    either: sql`((${own} or (${foreign})) and (${open} or ${names(context, alias)}))`,
    own,
    parts: [
      sql`(${own} and ${open})`,
      sql`(${own} and ${kept})`,
      sql`(${foreign} and (${open} or ${names(context, alias)}))`,
    ],
  };
}

/** The system itself is no person whom a list could name: it sees what its organisation has. */
function isNamed({ actor }: CompileContext): boolean {
  return actor.userId !== undefined;
}

function names({ actor }: CompileContext, alias: string): Sql {
  return sql`${columnRef(alias, 'restricted_to')} @> array[${actor.login}::text]`;
}

/** That a row is kept to nobody, or to the caller among others. */
function keptRule(context: CompileContext, alias: string): readonly Sql[] {
  if (!isNamed(context)) return [];
  return [sql`(not ${columnRef(alias, 'restricted')} or ${names(context, alias)})`];
}

/** That a link leads nowhere else, or to a case that the caller sees. */
function otherIsSeen(context: CompileContext, alias: string): Sql {
  const other = context.alias();
  const seen = sql`${columnRef(other, 'id')} = ${columnRef(alias, 'linked_case_id')} and ${columnRef(other, 'deleted_at')} is null`;
  return sql`(${columnRef(alias, 'linked_case_id')} is null or exists (select from skep."case" as ${sql.id(other)} where ${seen} and ${splitOf(context, other).either}))`;
}

/** Taxonomies and their tags alike carry the namespace of the taxonomy. */
function offeredRule(context: CompileContext, alias: string): readonly Sql[] {
  if (context.actor.permissions.has('manageTaxonomy')) return [];
  const taxonomy = context.alias();
  return [
    sql`exists (select from skep.taxonomy as ${sql.id(taxonomy)} where ${columnRef(taxonomy, 'namespace')} = ${columnRef(alias, 'namespace')} and ${columnRef(taxonomy, 'enabled')})`,
  ];
}

/** That a row is of the organisation the caller works in. */
export function ownOrganisation(context: CompileContext, alias: string): Sql {
  return sql`${columnRef(alias, 'organisation_id')} = ${organisationId(context)}`;
}

function madeByCaller(context: CompileContext, alias: string): Sql {
  return sql`${columnRef(alias, 'created_by')} = ${context.actor.login}`;
}

function isForCaller({ actor }: CompileContext, alias: string): Sql {
  return actor.userId === undefined
    ? never
    : sql`${columnRef(alias, 'user_id')} = ${idParameter(actor.userId)}`;
}

function memberRule(context: CompileContext, alias: string): readonly Sql[] {
  if (isPlatformAdministrator(context.actor)) return [];
  const member = context.alias();
  return [
    sql`exists (select from skep.membership as ${sql.id(member)} where ${columnRef(member, 'user_id')} = ${columnRef(alias, 'id')} and ${columnRef(member, 'organisation_id')} = ${organisationId(context)})`,
  ];
}

function linkedRule(context: CompileContext, alias: string): readonly Sql[] {
  if (isPlatformAdministrator(context.actor)) return [];
  const link = context.alias();
  return [
    sql`(${columnRef(alias, 'id')} = ${organisationId(context)} or exists (select from skep.organisation_link as ${sql.id(link)} where ${columnRef(link, 'organisation_id')} = ${organisationId(context)} and ${columnRef(link, 'other_id')} = ${columnRef(alias, 'id')}))`,
  ];
}
