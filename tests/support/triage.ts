/** Alerts, templates and custom fields for tests of commands, what a command recorded, and who sees what at which barrier. */
import { randomUUID } from 'node:crypto';
import { createAlert } from '../../server/src/commands/alert/create-alert.ts';
import { createCaseTemplate } from '../../server/src/commands/case/case-template-commands.ts';
import { systemActor } from '../../server/src/commands/settings/first-start.ts';
import { createCustomField } from '../../server/src/commands/settings/reference-commands.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import { compilePipeline } from '../../server/src/query/index.ts';
import type { ReadObject } from '../../server/src/query/stage.ts';
import type { World } from './world.ts';

/** An alert; its source reference is unique unless given. Gives its wire id. */
export async function someAlert(world: World, actor: Actor, raw: RawObject = {}): Promise<string> {
  const made = await world.run(actor, createAlert, {
    type: 'siem',
    source: 'splunk',
    sourceRef: randomUUID(),
    title: 'Beacon',
    description: 'Seen on a laptop',
    ...raw,
  });
  return `~${String(made.values.id)}`;
}

/** A case template; gives its wire id. */
export async function someTemplate(world: World, actor: Actor, raw: RawObject): Promise<string> {
  const { id } = await world.run(actor, createCaseTemplate, raw);
  return `~${id}`;
}

/** A custom field. */
export async function someField(world: World, name: string, raw: RawObject = {}): Promise<void> {
  const input = { name, group: 'test', description: name, type: 'string', ...raw };
  await world.run(systemActor(world.organisations.admin), createCustomField, input);
}

/** One object as its reader sees it. */
export async function read(world: World, actor: Actor, entity: string, id: string): Promise<ReadObject> {
  const [found] = await world.objects(actor, [{ op: 'get', entity, id: id.slice(1) }, { op: 'output' }]);
  if (found === undefined) throw new Error(`${actor.login} sees no ${entity} ${id}`);
  return found;
}

/** What a relation leads to, oldest first. */
export function related(
  world: World,
  actor: Actor,
  entity: string,
  id: string,
  relation: string,
): Promise<readonly ReadObject[]> {
  return world.objects(actor, [
    { op: 'get', entity, id: id.slice(1) },
    { op: 'follow', relation },
    { op: 'sort', keys: [{ path: 'createdAt', descending: false }] },
    { op: 'output' },
  ]);
}

/** Names and values of the custom fields of an object, in order. */
export async function fieldsOf(
  world: World,
  actor: Actor,
  entity: string,
  id: string,
): Promise<readonly (readonly [string, unknown])[]> {
  const { customFields = [] } = await read(world, actor, entity, id);
  return customFields.map(({ name, value }) => [name, value]);
}

/** A record of the audit as a test looks at it. */
export interface Recorded {
  readonly action: string;
  readonly object_type: string;
  readonly object_id: string;
  readonly context_type: string;
  readonly context_id: string;
  readonly main_action: boolean;
  readonly details: Readonly<Record<string, unknown>>;
  readonly previous: Readonly<Record<string, unknown>>;
  readonly organisation_id: string;
  readonly organisation_ids: readonly string[];
  readonly organisations_before: readonly string[];
  readonly created_by: string;
}

/** The records that something leaves in the audit, in order. */
export async function recorded(world: World, act: () => Promise<unknown>): Promise<readonly Recorded[]> {
  const [{ last } = { last: '0' }] = await world.stored(
    'select coalesce(max(id), 0) as last from skep.audit',
  );
  await act();
  const rows = await world.stored(
    `select action, object_type, object_id, context_type, context_id, main_action, details, previous, organisation_id,
      organisation_ids, organisations_before, created_by from skep.audit where id > $1 order by id`,
    [last],
  );
  return rows.map(asRecorded);
}

function asRecorded(row: Readonly<Record<string, unknown>>): Recorded {
  const text = (name: string): string => String(row[name]);
  const object = (name: string) => row[name] as Recorded['details'];
  const ids = (name: string) => row[name] as readonly string[];
  return {
    action: text('action'),
    object_type: text('object_type'),
    object_id: text('object_id'),
    context_type: text('context_type'),
    context_id: text('context_id'),
    main_action: row.main_action === true,
    details: object('details'),
    previous: object('previous'),
    organisation_id: text('organisation_id'),
    organisation_ids: ids('organisation_ids'),
    organisations_before: ids('organisations_before'),
    created_by: text('created_by'),
  };
}

/** Tables of what stands in a tree. */
export const treeTables = [
  'case',
  'task',
  'task_log',
  'comment',
  'observable',
  'attachment',
  'custom_field_value',
  'transition',
  'audit',
] as const;

/** How many rows of a tree the row policies alone show an organisation, by table; tables without any are left out. */
export async function seenByPolicy(
  world: World,
  organisation: { readonly id: string },
  rootId: string,
): Promise<Readonly<Record<string, number>>> {
  const { database } = world.dependencies;
  const scope = { role: 'organisation', organisationId: organisation.id } as const;
  const counts: Record<string, number> = {};
  for (const table of treeTables) {
    const sql = `select count(*)::int as count from skep."${table}" where root_id = $1`;
    const { rows } = await database.read(scope, { sql, parameters: [rootId.slice(1)] });
    const count = Number(rows[0]?.count);
    if (count > 0) counts[table] = count;
  }
  return counts;
}

/** Entities whose objects stand in a tree. */
const treeEntities = ['case', 'task', 'log', 'comment', 'observable', 'attachment', 'audit'] as const;

/** How many objects the compiled conditions alone, without row policies, show somebody, by entity; entities without any are left out. */
export async function seenByCompiler(world: World, actor: Actor): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  for (const entity of treeEntities) {
    const { statement, decode } = compilePipeline(actor, [{ op: 'list', entity }, { op: 'count' }]);
    const result = decode(await world.dependencies.database.read({ role: 'worker' }, statement));
    if (result.kind === 'number' && result.value > 0) counts[entity] = result.value;
  }
  return counts;
}
