/** Fields whose value is neither a column nor an expression over columns: each name of the model with its SQL. */
import { namedResolutions, otherResolution } from '../../model/entities/case.ts';
import { entities } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import { relatedSet } from '../follow.ts';
import { narrowed, selectFrom, visibleSet } from '../set.ts';
import { columnRef, type Sql, sql } from '../sql.ts';
import { organisationId } from '../visibility.ts';

/** The value of a named field for the row under an alias. */
export interface NamedSource {
  readonly value: (context: CompileContext, alias: string) => Sql;
  /** It is missing in some rows. */
  readonly nullable: boolean;
  /** It stands in other rows and is there to be looked for: objects are read without it. */
  readonly lookedForOnly?: true;
  /** Column by which equal data are found, whatever their length. */
  readonly matchColumn?: string;
}

const sources: Readonly<Record<string, NamedSource>> = {
  alertRuleKey: { value: (_, alias) => columnRef(alias, 'rule_key'), nullable: false },
  alertRead: { value: (_, alias) => sql`(${columnRef(alias, 'stage')} <> 'New')`, nullable: false },
  edited: { value: (_, alias) => sql`(${columnRef(alias, 'updated_at')} is not null)`, nullable: false },
  actionRequired: {
    value: (context, alias) =>
      sql`(${organisationId(context)} = any(${columnRef(alias, 'action_required')}))`,
    nullable: false,
  },
  caseActionRequired: { value: caseActionRequired, nullable: false, lookedForOnly: true },
  userHasKey: { value: (_, alias) => columnRef(alias, 'has_key'), nullable: false },
  userHasPassword: { value: (_, alias) => columnRef(alias, 'has_password'), nullable: false },
  observableData: {
    value: (_, alias) => columnRef(alias, 'data'),
    nullable: true,
    matchColumn: 'match_hash',
  },
  observableCount: { value: observableCount, nullable: false },
  observableVerdicts: { value: observableVerdicts, nullable: false, lookedForOnly: true },
  observableAnalysed: { value: observableAnalysed, nullable: false, lookedForOnly: true },
  observableValues: { value: observableValues, nullable: false },
  owningOrganisation: {
    value: (context, alias) => nameOf(context, 'organisation', columnRef(alias, 'organisation_id')),
    nullable: false,
  },
  shareOrganisation: {
    value: (context, alias) => nameOf(context, 'organisation', columnRef(alias, 'organisation_id')),
    nullable: false,
  },
  shareProfile: {
    value: (context, alias) => nameOf(context, 'profile', columnRef(alias, 'profile_id')),
    nullable: false,
  },
  shareOrganisationId: {
    value: (_, alias) => columnRef(alias, 'organisation_id'),
    nullable: false,
    lookedForOnly: true,
  },
  shareProfileId: {
    value: (_, alias) => columnRef(alias, 'profile_id'),
    nullable: false,
    lookedForOnly: true,
  },
  shareCaseNumber: { value: shareCaseNumber, nullable: true, lookedForOnly: true },
  userProfile: { value: userProfile, nullable: true },
  eventEvidence: { value: eventEvidence, nullable: false },
  casePatterns: { value: casePatterns, nullable: false },
  caseResolution: { value: caseResolution, nullable: true, lookedForOnly: true },
  viewingOrganisations: { value: viewingOrganisations, nullable: false, lookedForOnly: true },
  alwaysOk: { value: () => sql`'Ok'::text`, nullable: false, lookedForOnly: true },
  longReport: { value: () => sql`'long'::text`, nullable: false, lookedForOnly: true },
  tagNamespace: {
    value: (context, alias) => sql`coalesce(${inTaxonomy(context, alias, 'namespace')}, '_freetags_')`,
    nullable: false,
  },
  tagPredicate: { value: (context, alias) => inTaxonomy(context, alias, 'predicate'), nullable: true },
  tagValue: { value: (context, alias) => inTaxonomy(context, alias, 'value'), nullable: true },
  tagDescription: {
    value: (context, alias) =>
      sql`coalesce(${inTaxonomy(context, alias, 'description')}, ${columnRef(alias, 'description')})`,
    nullable: true,
  },
  tagColour: {
    value: (context, alias) =>
      sql`coalesce(${inTaxonomy(context, alias, 'colour')}, ${columnRef(alias, 'colour')})`,
    nullable: false,
  },
};

/** The source of a name that the model uses; undefined for names that are only looked for, such as `keyword`. */
export function namedSource(name: string): NamedSource | undefined {
  return Object.hasOwn(sources, name) ? sources[name] : undefined;
}

function nameOf(context: CompileContext, table: 'organisation' | 'profile', id: Sql): Sql {
  const found = context.alias();
  return sql`(select ${columnRef(found, 'name')} from ${sql.id('skep', table)} as ${sql.id(found)} where ${columnRef(found, 'id')} = ${id})`;
}

function observableCount(context: CompileContext, alias: string): Sql {
  const found = context.alias();
  return sql`(select count(*)::integer from skep.observable as ${sql.id(found)} where ${columnRef(found, 'root_id')} = ${columnRef(alias, 'root_id')} and ${columnRef(found, 'alert_id')} = ${columnRef(alias, 'id')} and ${columnRef(found, 'deleted_at')} is null)`;
}

/** The data of an alert's observables, each with its type before it; a file counts by its content. */
function observableValues(context: CompileContext, alias: string): Sql {
  const found = context.alias();
  const column = (name: string): Sql => columnRef(found, name);
  const datum = sql`${column('data_type')} || ':' || coalesce(${column('data')}, ${column('attachment_id')}, '')`;
  return sql`array(select distinct ${datum} from skep.observable as ${sql.id(found)} where ${column('root_id')} = ${columnRef(alias, 'root_id')} and ${column('alert_id')} = ${columnRef(alias, 'id')} and not ${column('ignore_similarity')} and ${column('deleted_at')} is null)`;
}

/** One of the visible tasks waits for the caller's organisation. */
function caseActionRequired(context: CompileContext, alias: string): Sql {
  const tasks = relatedSet(context, { entity: entities.case, alias }, 'tasks');
  const waits = sql`${organisationId(context)} = any(${columnRef(tasks.alias, 'action_required')})`;
  return sql`exists (${selectFrom(narrowed(tasks, waits), sql``)})`;
}

/** A task can be shared without its case: its number is for those who see the case. */
function shareCaseNumber(context: CompileContext, alias: string): Sql {
  const found = relatedSet(context, { entity: entities.share, alias }, 'case');
  return sql`(${selectFrom(found, columnRef(found.alias, 'number'), sql` limit 1`)})`;
}

/** Short results may also come from elsewhere than from a run that is seen here. */
function observableAnalysed(context: CompileContext, alias: string): Sql {
  const runs = relatedSet(context, { entity: entities.observable, alias }, 'jobs');
  const answered = sql`${columnRef(runs.alias, 'status')} = 'Success'`;
  return sql`(${columnRef(alias, 'reports')} <> '{}' or exists (${selectFrom(narrowed(runs, answered), sql``)}))`;
}

/** Of the short results: their levels, and these behind the namespace that names the analyzer. */
function observableVerdicts(context: CompileContext, alias: string): Sql {
  const found = sql.id(context.alias());
  const [level, namespace] = ['level', 'namespace'].map((name) => sql`${found} ->> ${sql.lit(name)}`);
  const results = sql`jsonb_path_query(${columnRef(alias, 'reports')}, '$.*.taxonomies[*]')`;
  return sql`array(select distinct unnest(array[${level}, concat(${namespace}, '=', ${level})]) from ${results} as ${found})`;
}

/** Procedures of a case are seen by whoever sees the case. */
function casePatterns(context: CompileContext, alias: string): Sql {
  const found = context.alias();
  const column = (name: string): Sql => columnRef(found, name);
  return sql`array(select distinct ${column('pattern_id')} from skep.procedure as ${sql.id(found)} where ${column('root_id')} = ${columnRef(alias, 'root_id')} and ${column('case_id')} = ${columnRef(alias, 'id')} and ${column('pattern_id')} is not null and ${column('deleted_at')} is null)`;
}

/** Ids of what an event stands on, as far as the caller sees it. */
function eventEvidence(context: CompileContext, alias: string): Sql {
  const base = { entity: entities.customEvent, alias };
  const visible = ['observables', 'attachments'].map((relation) => {
    const set = relatedSet(context, base, relation);
    return selectFrom(set, columnRef(set.alias, 'id'));
  });
  return sql`array(select evidence.id::text from (${sql.join(visible, sql` union all `)}) as evidence (id) order by evidence.id)`;
}

/** A closed case is told by its status; one of its own kind is none of those that every instance has. */
function caseResolution(_: CompileContext, alias: string): Sql {
  const status = columnRef(alias, 'status');
  const named = sql.join(namedResolutions.map((name) => sql.lit(name)));
  const word = sql`case when ${status} in (${named}) then ${status} else ${sql.lit(otherResolution)} end`;
  return sql`(case when ${columnRef(alias, 'stage')} = 'Closed' then ${word} end)`;
}

/** Of the organisations that see a case, those that the caller may know of. */
function viewingOrganisations(context: CompileContext, alias: string): Sql {
  const known = visibleSet(context, entities.organisation);
  const sees = sql`${columnRef(known.alias, 'id')} = any(${columnRef(alias, 'organisation_ids')})`;
  return sql`array(${selectFrom(narrowed(known, sees), columnRef(known.alias, 'name'))})`;
}

/** What an offered taxonomy says of a tag with that text; null for plain tags. */
function inTaxonomy(
  context: CompileContext,
  alias: string,
  column: 'namespace' | 'predicate' | 'value' | 'description' | 'colour',
): Sql {
  const [tag, taxonomy] = [context.alias(), context.alias()];
  const same = sql`${columnRef(tag, 'tag_text')} = ${columnRef(alias, 'predicate')} and ${columnRef(taxonomy, 'enabled')}`;
  return sql`(select ${columnRef(tag, column)} from skep.taxonomy_tag as ${sql.id(tag)} join skep.taxonomy as ${sql.id(taxonomy)} on ${columnRef(taxonomy, 'id')} = ${columnRef(tag, 'taxonomy_id')} where ${same})`;
}

function userProfile(context: CompileContext, alias: string): Sql {
  const member = context.alias();
  const held = context.alias();
  return sql`(select ${columnRef(held, 'name')} from skep.membership as ${sql.id(member)} join skep.profile as ${sql.id(held)} on ${columnRef(held, 'id')} = ${columnRef(member, 'profile_id')} where ${columnRef(member, 'user_id')} = ${columnRef(alias, 'id')} and ${columnRef(member, 'organisation_id')} = ${organisationId(context)})`;
}
