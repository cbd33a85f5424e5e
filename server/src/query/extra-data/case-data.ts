/** Computed values of cases and alerts. */
import { entities } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import { relatedSet } from '../follow.ts';
import { decodeJson, objectJson, objectsJson } from '../output.ts';
import type { PathBase } from '../path/field-path.ts';
import { namedSource } from '../path/named-source.ts';
import { type EntitySet, narrowed, selectFrom, visibleSet } from '../set.ts';
import { columnRef, type Sql, sql } from '../sql.ts';
import { partnerPeople } from './author-data.ts';
import {
  constant,
  countOf,
  dateIn,
  type ExtraData,
  type ExtraDatum,
  isOwner,
  permissions,
  shareCount,
} from './extra-datum.ts';
import { steps, transitions } from './step-data.ts';
import { timeline } from './timeline-data.ts';

/** Most alerts, people or observables listed with one object. */
export const mostListed = 1_000;

const taskStats: ExtraDatum = {
  value: (context, base) => {
    const tasks = relatedSet(context, base, 'tasks');
    const status = columnRef(tasks.alias, 'status');
    const open = narrowed(tasks, sql`${status} <> 'Cancel'`);
    const groups = selectFrom(open, sql`${status} as status, count(*) as number`, sql` group by ${status}`);
    return sql`(select coalesce(jsonb_object_agg(grouped.status, grouped.number), '{}') || jsonb_build_object('total', coalesce(sum(grouped.number), 0)) from (${groups}) as grouped)`;
  },
};

const alerts: ExtraDatum = {
  value: (context, base) => {
    const set = relatedSet(context, base, 'alerts');
    const column = (name: string): Sql => columnRef(set.alias, name);
    const item = sql`jsonb_build_object('id', ${column('id')}::text, 'type', ${column('type')}, 'source', ${column('source')}) as item`;
    const rows = selectFrom(set, item, sql` order by ${column('id')} limit ${mostListed}::bigint`);
    return sql`coalesce((select jsonb_agg(listed.item) from (${rows}) as listed), '[]')`;
  },
};

const contributors: ExtraDatum = {
  value: (context, { alias }) => {
    const audits = visibleSet(context, entities.audit);
    const ofRoot = narrowed(
      audits,
      sql`${columnRef(audits.alias, 'root_id')} = ${columnRef(alias, 'root_id')}`,
    );
    const login = columnRef(audits.alias, 'created_by');
    const rows = selectFrom(
      ofRoot,
      sql`distinct ${login} as login`,
      sql` order by login limit ${mostListed}::bigint`,
    );
    return sql`coalesce((select jsonb_agg(found.login) from (${rows}) as found), '[]')`;
  },
};

/** Whether one of the visible tasks waits for the caller's organisation. */
const actionRequired: ExtraDatum = {
  value: (context, { alias }) => namedSource('caseActionRequired')?.value(context, alias) ?? sql`false`,
};

const owningOrganisation: ExtraDatum = {
  value: (context, { alias }) => namedSource('owningOrganisation')?.value(context, alias) ?? sql`null::text`,
};

/** What nothing is kept about yet, in the form that clients expect. */
const withoutContent = {
  procedureCount: countOf('procedures'),
  similarAlerts: constant(sql`jsonb_build_array()`),
  similarCases: constant(sql`jsonb_build_array()`),
} as const;

/** Links to pages elsewhere, and to other cases as far as the caller sees those. */
const links: ExtraDatum = {
  value: (context, base) =>
    sql`jsonb_build_object('caseLinks', ${caseLinks(context, base)}, 'externalLinks', ${externalLinks(context, base)})`,
};

function caseLinks(context: CompileContext, base: PathBase): Sql {
  const set = relatedSet(context, base, 'links');
  const other = relatedSet(context, set, 'linkedCase');
  const seen = selectFrom(
    other,
    sql`jsonb_build_object('type', ${columnRef(set.alias, 'link_type')}, 'caseId', ${columnRef(other.alias, 'id')}::text, 'number', ${columnRef(other.alias, 'number')}, 'title', ${columnRef(other.alias, 'title')})`,
    sql` limit 1`,
  );
  return listed(narrowed(set, sql`${columnRef(set.alias, 'linked_case_id')} is not null`), sql`(${seen})`);
}

function externalLinks(context: CompileContext, base: PathBase): Sql {
  const set = relatedSet(context, base, 'links');
  const [type, url] = [columnRef(set.alias, 'link_type'), columnRef(set.alias, 'url')];
  return listed(
    narrowed(set, sql`${url} is not null`),
    sql`jsonb_build_object('type', ${type}, 'url', ${url})`,
  );
}

/** A JSON list of one item for each row of a set, oldest first. */
function listed(set: EntitySet, item: Sql): Sql {
  const id = columnRef(set.alias, 'id');
  const rows = selectFrom(
    set,
    sql`${item} as item, ${id} as id`,
    sql` order by ${id} limit ${mostListed}::bigint`,
  );
  return sql`coalesce((select jsonb_agg(found.item order by found.id) from (${rows}) as found), '[]')`;
}

/** Extra data of cases. */
export const caseData: ExtraData = {
  ...withoutContent,
  observableStats: wrapped('total', countOf('observables')),
  taskStats,
  alerts,
  alertCount: countOf('alerts'),
  isOwner,
  shareCount,
  permissions,
  actionRequired,
  attachmentCount: countOf('attachments'),
  contributors,
  partnerPeople,
  transitions,
  steps,
  timeline,
  status: statusObject('caseStatus'),
  owningOrganisation,
  links,
};

/** Extra data of alerts. */
export const alertData: ExtraData = {
  ...withoutContent,
  importDate: dateIn('imported_date'),
  caseNumber: {
    value: (context, base) => sql`(${ofCase(context, base, 'number')} limit 1)`,
  },
  relatedCase: { value: relatedCase },
  status: statusObject('alertStatus'),
  observables: {
    value: (context, base) => objectsJson(context, relatedSet(context, base, 'observables'), mostListed),
    decode: (json) => (Array.isArray(json) ? json.flatMap((item) => decodeJson(item) ?? []) : []),
  },
};

function wrapped(key: string, datum: ExtraDatum): ExtraDatum {
  return {
    value: (context, base) => sql`jsonb_build_object(${sql.lit(key)}, ${datum.value(context, base)})`,
  };
}

/** The definition of the status, as it is read by itself. */
function statusObject(entity: 'caseStatus' | 'alertStatus'): ExtraDatum {
  return {
    value: (context, { alias }) => {
      const set = visibleSet(context, entities[entity]);
      return objectJson(
        context,
        narrowed(set, sql`${columnRef(set.alias, 'value')} = ${columnRef(alias, 'status')}`),
      );
    },
    decode: (json) => decodeJson(json),
  };
}

function ofCase(context: CompileContext, base: PathBase, column: string): Sql {
  const set = relatedSet(context, base, 'case');
  return selectFrom(set, columnRef(set.alias, column));
}

/** The number of a case that the caller does not see stays hidden; that there is one does not. */
function relatedCase(context: CompileContext, base: PathBase): Sql {
  const kind = sql`'OrganisationAccessKind'::text`;
  const set = relatedSet(context, base, 'case');
  const visible = selectFrom(
    set,
    sql`jsonb_build_object('id', ${columnRef(set.alias, 'id')}::text, 'number', ${columnRef(set.alias, 'number')}, 'accessKind', ${columnRef(set.alias, 'access_kind')}, 'isVisible', true)`,
    sql` limit 1`,
  );
  return sql`(case when ${columnRef(base.alias, 'case_id')} is not null then coalesce((${visible}), jsonb_build_object('accessKind', ${kind}, 'isVisible', false)) end)`;
}
