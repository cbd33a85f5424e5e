/** What the steps of a case are derived from: its dates, what was changed in it, its tasks and the actions that contain. */
import type { StepAction, StepFacts, StepTask, StepTransition } from '../../model/case-steps.ts';
import { idToWire } from '../../model/identifier.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import type { CompileContext } from '../context.ts';
import { follow, relatedSet } from '../follow.ts';
import type { PathBase } from '../path/field-path.ts';
import { type EntitySet, narrowed, selectFrom } from '../set.ts';
import { columnRef, milliseconds, type Sql, sql } from '../sql.ts';
import { sharedRule } from '../visibility.ts';
import type { ExtraDatum } from './extra-datum.ts';

/** Most changes of status, assignee and waiting that are given: the latest. */
const mostTransitions = 5_000;
/** Most tasks, and most containing actions of each kind of object, that count. */
const mostRead = 5_000;

/** Changes of status, assignee and waiting of the case and of what lies in it, oldest first. */
export const transitions: ExtraDatum = {
  value: (context, { alias }) => {
    const found = context.alias();
    const column = (name: string): Sql => columnRef(found, name);
    const item = sql`jsonb_build_object('objectType', ${column('object_type')}, 'objectId', concat('~', ${column('object_id')}), 'field', ${column('field')}, 'before', ${column('value_before')}, 'after', ${column('value_after')}, 'stageBefore', ${column('stage_before')}, 'stageAfter', ${column('stage_after')}, 'actor', ${column('actor')}, 'cause', ${column('cause')}, 'at', ${milliseconds(column('at'))})`;
    const rows = sql`select ${item} as item, ${column('at')} as at, ${column('id')} as id from skep.transition as ${sql.id(found)} where ${column('root_id')} = ${columnRef(alias, 'root_id')} and ${sharedRule(context, found)} order by ${column('at')} desc, ${column('id')} desc limit ${mostTransitions}::bigint`;
    return sql`coalesce((select jsonb_agg(listed.item order by listed.at, listed.id) from (${rows}) as listed), '[]')`;
  },
};

/** The facts; the steps are derived from them where the present is known. `now` is that of the database. */
export const steps: ExtraDatum = {
  value: (context, base) => {
    const date = (name: string): Sql => milliseconds(columnRef(base.alias, name));
    const dates = sql`'createdAt', ${date('created_at')}, 'createdBy', ${columnRef(base.alias, 'created_by')}, 'stage', ${columnRef(base.alias, 'stage')}, 'inProgressDate', ${date('in_progress_date')}, 'containedDate', ${date('contained_date')}, 'endDate', coalesce(${date('end_date')}, ${date('closed_date')}), 'alertNewDate', ${date('alert_new_date')}, 'alertInProgressDate', ${date('alert_in_progress_date')}`;
    return sql`jsonb_build_object('now', ${milliseconds(sql`now()`)}, ${dates}, 'transitions', ${transitions.value(context, base)}, 'tasks', ${tasks(context, base)}, 'actions', ${actions(context, base)})`;
  },
  decode: readFacts,
};

function tasks(context: CompileContext, base: PathBase): Sql {
  const set = relatedSet(context, base, 'tasks');
  const column = (name: string): Sql => columnRef(set.alias, name);
  return listed(
    set,
    sql`jsonb_build_object('id', ${column('id')}::text, 'assignee', ${column('assignee')}, 'startDate', ${milliseconds(column('start_date'))}, 'endDate', ${milliseconds(column('end_date'))})`,
  );
}

/** Actions on the case or something in it whose success contains the threat; failed ones contained nothing. */
function actions(context: CompileContext, base: PathBase): Sql {
  const sets = [
    relatedSet(context, base, 'actions'),
    follow(context, relatedSet(context, base, 'tasks'), 'actions'),
    follow(context, relatedSet(context, base, 'observables'), 'actions'),
  ];
  return sql.join(sets.map(containing), sql` || `);
}

function containing(set: EntitySet): Sql {
  const column = (name: string): Sql => columnRef(set.alias, name);
  return listed(
    narrowed(set, column('contains'), sql`${column('status')} <> 'Failure'`),
    sql`jsonb_build_object('at', ${milliseconds(column('created_at'))}, 'by', ${column('created_by')})`,
  );
}

function listed(set: EntitySet, item: Sql): Sql {
  const id = columnRef(set.alias, 'id');
  const rows = selectFrom(
    set,
    sql`${item} as item, ${id} as id`,
    sql` order by ${id} limit ${mostRead}::bigint`,
  );
  return sql`coalesce((select jsonb_agg(found.item order by found.id) from (${rows}) as found), '[]')`;
}

function readFacts(json: unknown): StepFacts | null {
  if (!isRawObject(json)) return null;
  return {
    now: Number(json.now),
    createdAt: Number(json.createdAt),
    createdBy: String(json.createdBy),
    isClosed: json.stage === 'Closed',
    inProgressDate: dateOf(json.inProgressDate),
    containedDate: dateOf(json.containedDate),
    endDate: dateOf(json.endDate),
    alertNewDate: dateOf(json.alertNewDate),
    alertInProgressDate: dateOf(json.alertInProgressDate),
    transitions: objectsIn(json.transitions).map(readTransition),
    tasks: objectsIn(json.tasks).map(readTask),
    actions: objectsIn(json.actions).map(readAction),
  };
}

function readTransition(one: RawObject): StepTransition {
  return {
    objectId: String(one.objectId),
    field: String(one.field),
    before: textOf(one.before),
    after: textOf(one.after),
    stageAfter: textOf(one.stageAfter),
    actor: String(one.actor),
    at: Number(one.at),
  };
}

function readTask({ id, assignee, startDate, endDate }: RawObject): StepTask {
  return {
    id: idToWire(String(id)),
    assignee: textOf(assignee),
    startDate: dateOf(startDate),
    endDate: dateOf(endDate),
  };
}

function readAction({ at, by }: RawObject): StepAction {
  return { at: Number(at), by: String(by) };
}

function objectsIn(json: unknown): readonly RawObject[] {
  const list: readonly unknown[] = Array.isArray(json) ? json : [];
  return list.filter(isRawObject);
}

function dateOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
