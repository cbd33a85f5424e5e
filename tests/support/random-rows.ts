/**
 * Rows of every kind with random values, written past all commands and rules: what a test of sums and orders needs is values that
 * are often equal, sometimes missing, and that the caller sees. References between rows lead nowhere.
 */
import pg from 'pg';
import { createChance } from '../../server/src/demo/random.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import { columnOf, type Entity } from '../../server/src/model/entity.ts';
import type { Field } from '../../server/src/model/field.ts';
import type { ConnectionOptions } from '../../server/src/storage/connection-options.ts';

/** A column as the database tells it. */
interface Column {
  readonly table: string;
  readonly name: string;
  readonly type: string;
  readonly nullable: boolean;
  readonly filled: boolean;
}

const day = 86_400_000;
const start = Date.UTC(2026, 0, 1);
/** Letters alone: every order of texts agrees about them. */
const words = ['amber', 'Birch', 'cedar', 'Damson', 'elder', 'fir', 'Gorse', 'hazel', 'ivy', 'juniper'];
const firstId = 900_000_000;

/** Writes so many rows of each entity, all of them visible to the actor. */
export async function writeRandomRows(
  owner: ConnectionOptions,
  actor: Actor,
  all: readonly Entity[],
  count: number,
): Promise<void> {
  const client = new pg.Client(owner);
  await client.connect();
  try {
    // References are not looked after: rows lead nowhere.
    await client.query('set session_replication_role = replica');
    const columns = await columnsOf(client);
    const chance = createChance(7);
    let id = firstId;
    for (const entity of all)
      for (let made = 0; made < count; ) {
        id += 1;
        const values = columns
          .filter(({ table }) => table === entity.layout.table)
          .flatMap((column): [string, unknown][] => {
            const value = valueFor(entity, column, String(id), actor, chance);
            return value === undefined ? [] : [[column.name, value]];
          });
        made += await insert(client, entity.layout.table, values);
        if (entity.name === 'user' || entity.name === 'organisation') await join(client, entity, actor, id);
      }
  } finally {
    await client.end();
  }
}

async function columnsOf(client: pg.Client): Promise<Column[]> {
  const { rows } = await client.query<Column>(
    `select table_name as table, column_name as name, udt_name as type, is_nullable = 'YES' as nullable,
      column_default is not null as filled from information_schema.columns
      where table_schema = 'skep' and is_generated = 'NEVER' order by ordinal_position`,
  );
  return rows;
}

async function insert(
  client: pg.Client,
  table: string,
  values: readonly (readonly [string, unknown])[],
): Promise<number> {
  const names = values.map(([name]) => `"${name}"`).join(', ');
  const places = values.map((_, index) => `$${index + 1}`).join(', ');
  const sql = `insert into skep."${table}" (${names}) values (${places}) on conflict do nothing`;
  const { rowCount } = await client.query(
    sql,
    values.map(([, value]) => value),
  );
  return rowCount ?? 0;
}

/** Users are seen by members of the same organisation, organisations by those linked to them. */
async function join(client: pg.Client, { name }: Entity, actor: Actor, id: number): Promise<void> {
  const { organisation } = actor;
  if (name === 'organisation') {
    await insert(client, 'organisation_link', [
      ['organisation_id', organisation.id],
      ['other_id', id],
      ['link_type', 'default'],
    ]);
    return;
  }
  await insert(client, 'membership', [
    ['organisation_id', organisation.id],
    ['user_id', id],
    ['profile_id', id],
  ]);
}

type Chance = ReturnType<typeof createChance>;

/** The value of a column; undefined where the database fills it or it stays empty. */
function valueFor(entity: Entity, column: Column, id: string, actor: Actor, chance: Chance): unknown {
  const fixed = placeOf(entity, id, actor);
  if (Object.hasOwn(fixed, column.name)) return fixed[column.name];
  const field = fieldIn(entity, column.name);
  if (field === undefined) return column.nullable || column.filled ? undefined : randomValue(column, chance);
  if (column.nullable && chance.below(4) === 0) return null;
  if (field.values === undefined) return randomValue(column, chance);
  const one = chance.pick(field.values);
  return column.type.startsWith('_') ? [one] : one;
}

function fieldIn(entity: Entity, name: string): Field | undefined {
  return Object.entries(entity.fields).find(([key, field]) => {
    const source = field.source?.from === 'named' ? field.source.column : columnOf(key, field);
    return source === name;
  })?.[1];
}

/** Columns that say where a row lies and who sees it. */
function placeOf(entity: Entity, id: string, actor: Actor): Readonly<Record<string, unknown>> {
  const organisation = actor.organisation.id;
  const owned = entity.visibility === 'owned' ? { owner: actor.login, status: 'Shared' } : {};
  const personal = entity.visibility === 'personal' ? { created_by: actor.login } : {};
  const addressed = entity.visibility === 'addressed' ? { user_id: actor.userId } : {};
  return {
    ...{
      id,
      root_id: id,
      visible_through: id,
      organisation_id: organisation,
      organisation_ids: [organisation],
    },
    ...{
      shared: false,
      is_shared: true,
      restricted: false,
      restricted_to: null,
      linked_case_id: null,
      deleted_at: null,
    },
    ...owned,
    ...personal,
    ...addressed,
  };
}

function randomValue({ type, name }: Column, chance: Chance): unknown {
  switch (type) {
    case 'bool':
      return chance.below(2) === 0;
    case 'int2':
    case 'int4':
    case 'int8':
    case 'float8':
      return chance.below(5);
    case 'timestamptz':
      return new Date(start + chance.below(4) * day + chance.below(3) * 3_600_123);
    case 'jsonb':
      return '{}';
    case 'bytea':
      return Buffer.alloc(32, chance.below(200));
    case '_text':
      return words.filter(() => chance.below(4) === 0);
    case '_int8':
      return [];
    case 'text':
    case 'tsvector':
      return chance.pick(words);
    default:
      throw new Error(`No random value for ${name} of type ${type}`);
  }
}
