/** Computed values of what lies in cases and alerts: observables, tasks, logs, comments, files, jobs and actions. */
import { JsonText } from '../../lib/json-text.ts';
import { entities } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import { relatedSet } from '../follow.ts';
import { decodeJson, extraIn, objectJson } from '../output.ts';
import type { PathBase } from '../path/field-path.ts';
import { type EntitySet, narrowed, selectFrom, visibleSet } from '../set.ts';
import { columnRef, sql } from '../sql.ts';
import { organisationId } from '../visibility.ts';
import { authorOrganisation } from './author-data.ts';
import {
  countOf,
  type ExtraData,
  type ExtraDatum,
  idIn,
  isOwner,
  objectOf,
  permissions,
  shareCount,
} from './extra-datum.ts';

/** Similar observables counted for one; very common values have more. */
const mostSeen = 1_000;

const seen: ExtraDatum = {
  value: (context, base) => {
    const all = seenElsewhere(context, base);
    const some = seenElsewhere(context, base);
    const counted = selectFrom(all, sql``, sql` limit ${mostSeen}::bigint`);
    const indicators = narrowed(some, columnRef(some.alias, 'ioc'));
    return sql`jsonb_build_object('seen', (select count(*) from (${counted}) as similar_ones), 'ioc', exists (${selectFrom(indicators, sql``)}))`;
  },
};

/** Equal observables, but not those of the alerts that went into the same case: they are where this one comes from. */
function seenElsewhere(context: CompileContext, base: PathBase): EntitySet {
  const set = relatedSet(context, base, 'similar');
  const alerts = visibleSet(context, entities.alert);
  const sameCase = sql`${columnRef(alerts.alias, 'case_id')} = ${columnRef(base.alias, 'case_id')}`;
  const brought = selectFrom(narrowed(alerts, sameCase), columnRef(alerts.alias, 'id'));
  const own = relatedSet(context, base, 'alert');
  const into = selectFrom(own, columnRef(own.alias, 'case_id'), sql` limit 1`);
  return narrowed(
    set,
    sql`(${columnRef(set.alias, 'alert_id')} is null or ${columnRef(set.alias, 'alert_id')} <> all(array(${brought})))`,
    sql`(${columnRef(set.alias, 'case_id')} is null or ${columnRef(set.alias, 'case_id')} is distinct from (${into}))`,
  );
}

const shares: ExtraDatum = {
  value: (context, base) => {
    const set = relatedSet(context, base, 'organisations');
    const name = columnRef(set.alias, 'name');
    return sql`(${selectFrom(set, sql`coalesce(jsonb_agg(${name} order by ${name}), '[]')`)})`;
  },
};

/** The case or alert above the object, under the key `case` or `alert`; neither when the caller sees none. */
const links: ExtraDatum = {
  value: (context, base) =>
    sql`jsonb_build_object('case', ${objectJson(context, relatedSet(context, base, 'case'))}, 'alert', ${objectJson(context, relatedSet(context, base, 'alert'))})`,
  decode: (json) => linksIn(json),
};

/** Where the observable of a job lies. */
const jobLinks: ExtraDatum = {
  value: (context, base) => {
    const observable = relatedSet(context, base, 'observable');
    return objectJson(context, observable, {
      case: objectJson(context, relatedSet(context, observable, 'case')),
      alert: objectJson(context, relatedSet(context, observable, 'alert')),
    });
  },
  decode: (json) => ({
    ...linksIn({ case: extraIn(json, 'case'), alert: extraIn(json, 'alert') }),
    observable: decodeJson(json),
  }),
};

/** It stays text, since most of those who ask for it only pass it on. */
const report: ExtraDatum = {
  value: (_, { alias }) => sql`${columnRef(alias, 'report')}::text`,
  decode: (text) => (typeof text === 'string' ? new JsonText(text) : null),
  isApart: true,
};

const actionRequired: ExtraDatum = {
  value: (context, { alias }) =>
    sql`(${organisationId(context)} = any(${columnRef(alias, 'action_required')}))`,
};

/** For each visible organisation that has the task, whether the task waits for it. */
const actionRequiredMap: ExtraDatum = {
  value: (context, base) => {
    const set = relatedSet(context, base, 'organisations');
    const waits = sql`${columnRef(set.alias, 'id')} = any(${columnRef(base.alias, 'action_required')})`;
    return sql`(${selectFrom(set, sql`coalesce(jsonb_object_agg(${columnRef(set.alias, 'name')}, ${waits}), '{}')`)})`;
  },
};

const sharing = { isOwner, shareCount, permissions } as const;

const inCaseOrAlert = { links, isOwner } as const;

/** Extra data of observables. */
export const observableData: ExtraData = { ...sharing, seen, seenSummary: seen, shares, links };

/** Extra data of tasks. */
export const taskData: ExtraData = {
  ...sharing,
  case: objectOf('case'),
  caseTemplate: objectOf('caseTemplate'),
  caseId: idIn('case_id'),
  caseTemplateId: idIn('case_template_id'),
  actionRequired,
  actionRequiredMap,
  logCount: countOf('logs'),
};

/** Extra data of logs. */
export const logData: ExtraData = {
  task: objectOf('task', 'case'),
  case: {
    value: (context, base) => {
      const task = relatedSet(context, base, 'task');
      return sql`(${selectFrom(task, objectJson(context, relatedSet(context, task, 'case')), sql` limit 1`)})`;
    },
    decode: (json) => decodeJson(json),
  },
  taskId: idIn('task_id'),
  actionCount: countOf('actions'),
  authorOrganisation,
};

/** Extra data of attachments. */
export const attachmentData: ExtraData = {
  ...inCaseOrAlert,
  task: {
    value: (context, base) => {
      const log = relatedSet(context, base, 'log');
      return sql`(${selectFrom(log, objectJson(context, relatedSet(context, log, 'task')), sql` limit 1`)})`;
    },
    decode: (json) => decodeJson(json),
  },
};

/** Extra data of comments. */
export const commentData: ExtraData = { ...inCaseOrAlert, authorOrganisation };

/** Extra data of jobs. */
export const jobData: ExtraData = { report, links: jobLinks, observable: objectOf('observable', 'case') };

/** Extra data of actions. */
export const actionData: ExtraData = { report };

function linksIn(json: unknown): Readonly<Record<string, unknown>> {
  const found = typeof json === 'object' && json !== null ? Object.entries(json) : [];
  return Object.fromEntries(
    found.flatMap(([name, value]) => {
      const object = decodeJson(value);
      return object === null ? [] : [[name, object]];
    }),
  );
}

/** Extra data of mentions: the object whose text has it, and the case or alert it belongs to; null for the others. */
export const mentionData: ExtraData = {
  case: objectOf('case'),
  alert: objectOf('alert'),
  task: objectOf('task'),
  log: objectOf('log', 'task'),
  comment: objectOf('comment'),
};
