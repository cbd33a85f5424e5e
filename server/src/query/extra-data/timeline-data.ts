/** The timeline of a case: what happened in it and in what it holds, as far as the caller sees it, in the order of time. */
import { entities } from '../../model/registry.ts';
import type { CompileContext } from '../context.ts';
import { relatedSet } from '../follow.ts';
import type { PathBase } from '../path/field-path.ts';
import { type EntitySet, narrowed, selectFrom, visibleSet } from '../set.ts';
import { columnRef, milliseconds, type Sql, sql } from '../sql.ts';
import type { ExtraDatum } from './extra-datum.ts';

/** Most events of one case; the latest are given. */
const mostEvents = 10_000;
/** Longest text told with an event, in characters. */
const longestText = 5_000;

/** What happens to objects of a kind: the moments of a row, each an event. */
interface Source {
  readonly set: (context: CompileContext, base: PathBase) => EntitySet;
  /** What the object is called in a timeline. */
  readonly entity: string;
  /** Events by their kind: the column of the moment, and that of the end of a span. A row without the moment gives none. */
  readonly moments: Readonly<Record<string, readonly [at: string, until?: string]>>;
  /** Columns told with each event, by the word for them. */
  readonly details: Readonly<Record<string, string>>;
  /** Further members of the details, for the row under an alias. */
  readonly more?: (context: CompileContext, base: PathBase) => Sql;
}

const held =
  (relation: string, condition?: (alias: string) => Sql): Source['set'] =>
  (context, base) => {
    const set = relatedSet(context, base, relation);
    return condition === undefined ? set : narrowed(set, condition(set.alias));
  };

/** The case itself. */
const itself: Source['set'] = (context, { alias }) => {
  const set = visibleSet(context, entities.case);
  const same = (column: string): Sql => sql`${columnRef(set.alias, column)} = ${columnRef(alias, column)}`;
  return narrowed(set, same('id'), same('root_id'));
};

/** Logs of every task in the tree of the case. */
const logs: Source['set'] = (context, { alias }) => {
  const set = visibleSet(context, entities.log);
  return narrowed(set, sql`${columnRef(set.alias, 'root_id')} = ${columnRef(alias, 'root_id')}`);
};

const sources: readonly Source[] = [
  {
    set: itself,
    entity: 'Case',
    moments: { started: ['start_date'], inProgress: ['in_progress_date'], ended: ['end_date'] },
    details: { number: 'number', title: 'title', status: 'status', stage: 'stage' },
  },
  {
    set: held('alerts'),
    entity: 'Alert',
    moments: { occurred: ['date'], imported: ['imported_date'] },
    details: {
      title: 'title',
      type: 'type',
      source: 'source',
      sourceRef: 'source_ref',
      severity: 'severity',
    },
  },
  {
    set: held('tasks'),
    entity: 'Task',
    moments: { started: ['start_date'], ended: ['end_date'] },
    details: { title: 'title', group: 'task_group', status: 'status', assignee: 'assignee' },
  },
  {
    set: logs,
    entity: 'Log',
    moments: { noted: ['include_in_timeline'] },
    details: { message: 'message', author: 'created_by' },
  },
  {
    set: held('observables', (alias) => columnRef(alias, 'sighted')),
    entity: 'Observable',
    moments: { sighted: ['sighted_at'] },
    details: { dataType: 'data_type', data: 'data', fileName: 'attachment_name', ioc: 'ioc' },
  },
  {
    set: held('procedures'),
    entity: 'Procedure',
    moments: { occurred: ['occur_date'] },
    details: {
      patternId: 'pattern_id',
      patternName: 'pattern_name',
      tactic: 'tactic',
      description: 'description',
    },
  },
  {
    set: held('customEvents'),
    entity: 'Custom',
    moments: { occurred: ['date', 'end_date'] },
    details: { title: 'title', description: 'description' },
    more: (context, base) => sql`'evidence', ${evidenceOf(context, base)}`,
  },
];

/** What an event stands on, as far as the caller sees it: each observable and file with what tells it apart. */
function evidenceOf(context: CompileContext, base: PathBase): Sql {
  const kinds = [
    { relation: 'observables', told: { dataType: 'data_type', data: 'data', fileName: 'attachment_name' } },
    { relation: 'attachments', told: { fileName: 'name' } },
  ];
  const rows = kinds.map(({ relation, told }) => {
    const set = relatedSet(context, base, relation);
    const id = columnRef(set.alias, 'id');
    const entity = sql.lit(set.entity.wireType);
    return selectFrom(
      set,
      sql`${id} as id, jsonb_strip_nulls(jsonb_build_object('_id', concat('~', ${id}), '_type', ${entity}, ${membersOf(told, set)})) as told`,
    );
  });
  return sql`(select jsonb_agg(told order by id) from (${sql.join(rows, sql` union all `)}) as evidence)`;
}

/**
 * `{date, endDate, kind, entity, entityId, details}` of each event, oldest first, with who noted the object, and when:
 * what is noted was not known before.
 */
export const timeline: ExtraDatum = {
  value: (context, base) => {
    const events = sources.flatMap((source) => eventsOf(context, base, source));
    const latest = sql`select * from (${sql.join(events, sql` union all `)}) as happened order by at desc, id desc, kind limit ${mostEvents}::bigint`;
    return sql`coalesce((select jsonb_agg(told.event order by told.at, told.id, told.kind) from (${latest}) as told), '[]')`;
  },
};

function eventsOf(context: CompileContext, base: PathBase, source: Source): Sql[] {
  return Object.entries(source.moments).map(([kind, [at, until]]) => {
    const set = source.set(context, base);
    const moment = columnRef(set.alias, at);
    const end = until === undefined ? sql`null::bigint` : milliseconds(columnRef(set.alias, until));
    const event = sql`jsonb_strip_nulls(jsonb_build_object('date', ${milliseconds(moment)}, 'endDate', ${end}, 'kind', ${sql.lit(kind)}, 'entity', ${sql.lit(source.entity)}, 'entityId', concat('~', ${columnRef(set.alias, 'id')}), ${notedOf(set)}, 'details', ${detailsOf(context, source, set)}))`;
    return selectFrom(
      narrowed(set, sql`${moment} is not null`),
      sql`${event} as event, ${moment} as at, ${columnRef(set.alias, 'id')} as id, ${sql.lit(kind)} as kind`,
    );
  });
}

function notedOf({ alias }: EntitySet): Sql {
  const at = milliseconds(columnRef(alias, 'created_at'));
  return sql`'_createdAt', ${at}, '_createdBy', ${columnRef(alias, 'created_by')}`;
}

/** Long texts are cut: the object itself holds them whole. */
const longColumns: ReadonlySet<string> = new Set(['message', 'description', 'data']);

function detailsOf(context: CompileContext, { details, more }: Source, set: EntitySet): Sql {
  const members = membersOf(details, set);
  return sql`jsonb_build_object(${more === undefined ? members : sql.join([members, more(context, set)])})`;
}

/** Words with the values of their columns, as members of a JSON object. */
function membersOf(words: Readonly<Record<string, string>>, { alias }: EntitySet): Sql {
  const members = Object.entries(words).map(([word, column]) => {
    const value = columnRef(alias, column);
    const told = longColumns.has(column) ? sql`left(${value}, ${longestText})` : value;
    return sql`${sql.lit(word)}, ${told}`;
  });
  return sql.join(members);
}
