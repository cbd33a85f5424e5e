/**
 * A recorded change with the object it is about, as an organisation sees it when it is asked: for those who are told of changes
 * outside. What the organisation cannot see any more is not given, and nothing of cases that are kept to named people.
 */
import type { Actor } from '../model/actor.ts';
import { type EntityName, entities } from '../model/registry.ts';
import { runQuery } from '../query/index.ts';
import type { ReadObject, Stage } from '../query/stage.ts';
import type { Database } from '../storage/database.ts';

/** An organisation that is told. */
export interface ToldOrganisation {
  /** Digits of its id. */
  readonly id: string;
  readonly name: string;
}

/** A change, ready to be told. Ids are digits, dates milliseconds since the epoch. */
export interface RecordedEvent {
  readonly id: string;
  readonly action: string;
  /** Type of the object as audit records name it. */
  readonly objectType: string;
  readonly objectId: string;
  /** The case, alert or other object at the top. */
  readonly rootId: string;
  /** What the change stands under. */
  readonly contextId: string;
  readonly requestId: string;
  /** The one record that names the request. */
  readonly mainAction: boolean;
  readonly createdAt: number;
  readonly createdBy: string;
  /** New values of the changed fields, by field name. */
  readonly details: Readonly<Record<string, unknown>>;
  /** The object as it is now; missing when it is gone or not to be seen. */
  readonly object: ReadObject | undefined;
  /** What it stands in, from the inside outwards. */
  readonly parents: readonly ReadObject[];
  readonly context: ReadObject | undefined;
  readonly organisation: ToldOrganisation;
}

/** Condition on an audit record that an organisation is told of it: who sees it, or saw what was deleted, and it is kept to nobody. */
export function isToldTo(record: string, organisationId: string): string {
  return `not ${record}.restricted and case ${record}.action
    when 'delete' then ${record}.organisations_before @> array[${organisationId}] and ${record}.restricted_before is null
    else ${record}.organisation_ids @> array[${organisationId}] end`;
}

/** Who looks when an organisation is told: somebody of it whom no list of people names. */
export function onlooker(organisation: ToldOrganisation): Actor {
  return { userId: '0', login: '', name: '', organisation, permissions: new Set(), person: false };
}

/** The change of a record, as an organisation sees it; undefined when it does not. */
export async function readEvent(
  database: Database,
  organisation: ToldOrganisation,
  recordId: string,
): Promise<RecordedEvent | undefined> {
  const { rows } = await database.read(
    { role: 'worker' },
    {
      name: 'event_told',
      sql: `select a.id, a.root_id, a.action, a.object_type, a.object_id, a.context_type, a.context_id, a.request_id, a.main_action,
          a.created_at, a.created_by, a.details from skep.audit a where a.id = $1 and ${isToldTo('a', '$2::bigint')}`,
      parameters: [recordId, organisation.id],
    },
  );
  const [row] = rows;
  if (row === undefined) return undefined;
  const objectId = String(row.object_id);
  const contextId = String(row.context_id);
  const look = createLook(database, organisation);
  const object = await look.object(String(row.object_type), objectId);
  const parents = object === undefined ? [] : await look.parentsOf(object);
  const known = [object, ...parents].find((one) => one?.values.id === contextId);
  return {
    id: String(row.id),
    action: String(row.action),
    objectType: String(row.object_type),
    objectId,
    rootId: String(row.root_id),
    contextId,
    requestId: String(row.request_id),
    mainAction: row.main_action === true,
    createdAt: Number(row.created_at),
    createdBy: String(row.created_by),
    details: detailsIn(row.details),
    object,
    parents,
    context: known ?? (await look.object(String(row.context_type), contextId)),
    organisation,
  };
}

/** An event of the organisation itself that changes nothing, for trying out where events are sent. */
export async function trialEvent(
  database: Database,
  organisation: ToldOrganisation,
  now: number,
): Promise<RecordedEvent> {
  const object = await createLook(database, organisation).object('Organisation', organisation.id);
  const { id } = organisation;
  return {
    id: '0',
    action: 'update',
    objectType: 'Organisation',
    objectId: id,
    rootId: id,
    contextId: id,
    requestId: 'test',
    mainAction: true,
    createdAt: now,
    createdBy: '',
    details: {},
    object,
    parents: [],
    context: object,
    organisation,
  };
}

const entityByType: ReadonlyMap<string, EntityName> = new Map(
  (Object.keys(entities) as EntityName[]).map((name) => [entities[name].wireType, name]),
);

/** Relations that lead from an object to what it stands in; the first that leads somewhere counts. */
const upwards: Readonly<Partial<Record<EntityName, readonly string[]>>> = {
  log: ['task'],
  task: ['case'],
  observable: ['case', 'alert'],
};

const onlyOne: Stage = { op: 'page', from: 0, to: 1, extraData: [] };

function createLook(database: Database, organisation: ToldOrganisation) {
  const actor = onlooker(organisation);
  const first = async (...stages: readonly Stage[]): Promise<ReadObject | undefined> => {
    const found = await runQuery(database, actor, [...stages, onlyOne]);
    return found.kind === 'objects' ? found.objects[0] : undefined;
  };
  const parentsOf = async ({ entity, values }: ReadObject): Promise<readonly ReadObject[]> => {
    const name = nameOf(entity);
    for (const relation of (name === undefined ? undefined : upwards[name]) ?? []) {
      const parent = await first({ op: 'get', entity, id: String(values.id) }, { op: 'follow', relation });
      if (parent !== undefined) return [parent, ...(await parentsOf(parent))];
    }
    return [];
  };
  return {
    parentsOf,
    async object(wireType: string, id: string): Promise<ReadObject | undefined> {
      const entity = entityByType.get(wireType);
      return entity === undefined ? undefined : first({ op: 'get', entity, id });
    },
  };
}

function nameOf(entity: string): EntityName | undefined {
  return (Object.keys(entities) as EntityName[]).find((name) => name === entity);
}

function detailsIn(details: unknown): Readonly<Record<string, unknown>> {
  return typeof details === 'object' && details !== null ? { ...details } : {};
}
