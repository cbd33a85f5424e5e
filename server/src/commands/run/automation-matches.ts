/** Which observables an automation rule is for: one statement, read when the rule fires and when it is previewed. */
import type { Statement } from '../../storage/statement.ts';

/** What a rule asks of an observable and of the alert or case that it is in. */
export interface RuleConditions {
  readonly dataTypes: readonly string[];
  readonly place: string;
  readonly minimumSeverity: number;
  readonly tags: readonly string[];
  readonly onlyIoc: boolean;
}

/** For whom observables are looked for. */
export interface Looker {
  /** Digits of the id of the organisation that owns the rule and the observables. */
  readonly organisationId: string;
  /** Login of somebody who has to see them. */
  readonly login: string;
}

/** Made at or after the date, and only the ones named (digits of ids) unless all are asked for. */
export interface Range {
  readonly since: Date;
  readonly ids?: readonly string[];
}

/** An observable that a rule is for. */
export interface Match {
  readonly id: string;
  readonly rootId: string;
  readonly dataType: string;
  /** The value, or the name of the file. */
  readonly datum: string;
  readonly tlp: number;
  readonly pap: number;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  /** Runs of rules that led to it, one after the other; 0 when no run brought it. */
  readonly depth: number;
}

/** What rows of the statement are read from. Findings of a report are of no alert or case until somebody takes them over. */
const matching = `from skep.observable o
  left join skep.alert a on a.root_id = o.root_id and a.id = o.alert_id
  left join skep."case" c on c.root_id = o.root_id and c.id = o.case_id
  left join skep.job j on o.origin_kind = 'job' and j.root_id = o.root_id and j.id = o.origin_id
  where o.organisation_id = $1 and (not o.restricted or o.restricted_to @> array[$2::text])
    and o.deleted_at is null and o.job_id is null and o.created_at >= $3
    and ($4::bigint[] is null or o.id = any($4::bigint[]))
    and (cardinality($5::text[]) = 0 or o.data_type = any($5::text[]))
    and ($6 = 'any' or ($6 = 'alert' and o.alert_id is not null) or ($6 = 'case' and o.case_id is not null))
    and coalesce(c.severity, a.severity) >= $7
    and (cardinality($8::text[]) = 0 or o.tags && $8::text[] or coalesce(c.tags, a.tags) && $8::text[])
    and (not $9::boolean or o.ioc)`;

/** The newest observables that a rule is for, at most so many. */
export function matchesStatement(
  rule: RuleConditions,
  looker: Looker,
  range: Range,
  most: number,
): Statement {
  return {
    name: range.ids === undefined ? 'automation_matches' : 'automation_matches_of_ids',
    sql: `select o.id, o.root_id, o.data_type, coalesce(o.data, o.attachment_name, '') as datum, o.tlp, o.pap, o.created_at,
      coalesce(j.rule_depth, 0) as depth ${matching} order by o.created_at desc, o.id desc limit ${most}`,
    parameters: parametersOf(rule, looker, range),
  };
}

/** How many observables a rule is for on each day and of each type, and how many of them are above its levels. */
export function matchCountsStatement(
  rule: RuleConditions & { readonly maxTlp: number; readonly maxPap: number },
  looker: Looker,
  range: Range,
): Statement {
  return {
    name: 'automation_match_counts',
    sql: `select to_char(o.created_at at time zone 'UTC', 'YYYY-MM-DD') as day, o.data_type, count(*) as matched,
      count(*) filter (where o.tlp > $10 or o.pap > $11) as withheld ${matching} group by 1, 2 order by 1, 2`,
    parameters: [...parametersOf(rule, looker, range), rule.maxTlp, rule.maxPap],
  };
}

function parametersOf(rule: RuleConditions, looker: Looker, range: Range): unknown[] {
  return [
    looker.organisationId,
    looker.login,
    range.since,
    range.ids ?? null,
    rule.dataTypes,
    rule.place,
    rule.minimumSeverity,
    rule.tags,
    rule.onlyIoc,
  ];
}

/** A row of the statement as a match. */
export function matchFrom(row: Readonly<Record<string, unknown>>): Match {
  return {
    id: String(row.id),
    rootId: String(row.root_id),
    dataType: String(row.data_type),
    datum: String(row.datum),
    tlp: Number(row.tlp),
    pap: Number(row.pap),
    createdAt: Number(row.created_at),
    depth: Number(row.depth),
  };
}
