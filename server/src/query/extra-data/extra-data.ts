/** Computed values that a page can ask for with each object, by entity and name. Names that an entity does not have are passed over. */
import type { Entity } from '../../model/entity.ts';
import { evaluate } from '../../model/evaluate.ts';
import type { RawRow } from '../compiled.ts';
import type { CompileContext } from '../context.ts';
import type { PathBase } from '../path/field-path.ts';
import { type Sql, sql } from '../sql.ts';
import { authorOrganisation } from './author-data.ts';
import { alertData, caseData } from './case-data.ts';
import {
  actionData,
  attachmentData,
  commentData,
  jobData,
  logData,
  mentionData,
  observableData,
  taskData,
} from './content-data.ts';
import type { ExtraData } from './extra-datum.ts';
import { knowledgeData } from './knowledge-data.ts';
import { platformData } from './platform-data.ts';

const byEntity: Readonly<Record<string, ExtraData>> = {
  case: caseData,
  alert: alertData,
  observable: observableData,
  task: taskData,
  log: logData,
  comment: commentData,
  attachment: attachmentData,
  audit: { authorOrganisation },
  job: jobData,
  action: actionData,
  directRun: actionData,
  mention: mentionData,
  ...knowledgeData,
  ...platformData,
};

/** Older clients ask for durations under this prefix. */
const computedPrefix = 'computed.';

/** Names that can be asked for with objects of an entity. */
export function extraDataNames(entity: Entity): string[] {
  return Object.keys(byEntity[entity.name] ?? {});
}

/** Select items for the names asked for: one JSON object. */
export function extraDataSelection(context: CompileContext, base: PathBase, names: readonly string[]): Sql[] {
  const known = knownData(base.entity, names);
  if (known.length === 0) return [];
  const apart = known.filter(([, datum]) => datum.isApart === true);
  const members = known
    .filter((one) => !apart.includes(one))
    .map(([name, datum]) => sql`${sql.lit(name)}, ${datum.value(context, base)}`);
  return [
    sql`jsonb_build_object(${sql.join(members)}) as extra_data`,
    ...apart.map(([name, datum]) => sql`${datum.value(context, base)} as ${sql.id(ownColumn(name))}`),
  ];
}

function ownColumn(name: string): string {
  return `extra_${name}`;
}

/** The values asked for, in a row. */
export function decodeExtraData(entity: Entity, row: RawRow, names: readonly string[]): RawRow {
  const json: unknown = row.extra_data;
  const found = typeof json === 'object' && json !== null ? new Map(Object.entries(json)) : new Map();
  const computed = names.flatMap((name) => {
    const value = computedValue(entity, row, name);
    return value === undefined ? [] : [[name, value] as const];
  });
  const known = knownData(entity, names).map(([name, datum]) => {
    const value: unknown = (datum.isApart ? row[ownColumn(name)] : found.get(name)) ?? null;
    return [name, datum.decode === undefined ? value : datum.decode(value)] as const;
  });
  return Object.fromEntries([...computed, ...known]);
}

function knownData(entity: Entity, names: readonly string[]): [string, ExtraData[string]][] {
  const all = byEntity[entity.name] ?? {};
  return names.flatMap((name) => {
    const datum = Object.hasOwn(all, name) ? all[name] : undefined;
    return datum === undefined ? [] : [[name, datum] as [string, ExtraData[string]]];
  });
}

function computedValue(entity: Entity, row: RawRow, name: string): unknown {
  if (!name.startsWith(computedPrefix)) return undefined;
  const fieldName = name.slice(computedPrefix.length);
  const source = Object.hasOwn(entity.fields, fieldName) ? entity.fields[fieldName]?.source : undefined;
  return source?.from === 'expression' ? evaluate(source.expression, row) : undefined;
}
