/** Stores built rows by plain SQL in the worker scope, so that every organisation can be built. */
import type { Entity } from '../../server/src/model/entity.ts';
import type { Database } from '../../server/src/storage/database.ts';
import type { Statement } from '../../server/src/storage/statement.ts';
import { type Columns, searchColumn, stamps } from './row-columns.ts';

/** A stored row; ids are digits. */
export interface BuiltRow {
  readonly id: string;
  readonly rootId: string;
  readonly organisationId: string;
  readonly columns: Columns;
}

/** An organisation that owns rows. */
export interface BuiltOrganisation {
  readonly id: string;
  readonly name: string;
}

/** Writes rows. */
export interface RowStore {
  insert(table: string, columns: Columns): Promise<void>;
  nextId(): Promise<string>;
  /** A row of reference data; gives its id. */
  reference(table: string, columns: Columns): Promise<string>;
  /** A row that is the root of its own tree. */
  root(entity: Entity, organisation: BuiltOrganisation, columns: Columns): Promise<BuiltRow>;
  /** A row below another; `through` is what its shares are looked up by. */
  child(entity: Entity, parent: BuiltRow, through: 'itself' | 'parent', columns: Columns): Promise<BuiltRow>;
  /** A row with all of its place given. */
  store(entity: Entity, columns: Columns, id: string): Promise<BuiltRow>;
  run(statements: readonly Statement[]): Promise<void>;
}

/** Ids that one value of the sequence stands for. */
const idBlock = 4_096n;

/** A store over a leased database. */
export function createRowStore(database: Database): RowStore {
  const ids = { next: 0n, end: 0n };

  async function insert(table: string, columns: Columns): Promise<void> {
    const names = Object.keys(columns);
    const sql = `insert into skep."${table}" (${names.map((name) => `"${name}"`).join(', ')}) values (${names.map((_, index) => `$${index + 1}`).join(', ')})`;
    await database.transaction({ role: 'worker' }, async (transaction) => {
      await transaction.run({ sql, parameters: Object.values(columns) });
    });
  }

  async function nextId(): Promise<string> {
    if (ids.next === ids.end) {
      const sql = "select nextval('skep.id_sequence') as first";
      const { rows } = await database.transaction({ role: 'worker' }, (transaction) =>
        transaction.run({ sql, parameters: [] }),
      );
      ids.next = BigInt(String(rows[0]?.first));
      ids.end = ids.next + idBlock;
    }
    ids.next += 1n;
    return String(ids.next - 1n);
  }

  /** A row of reference data. */
  async function reference(table: string, columns: Columns): Promise<string> {
    const id = await nextId();
    await insert(table, { id, ...stamps, ...columns });
    return id;
  }

  /** A row that is the root of its own tree. */
  async function root(entity: Entity, organisation: BuiltOrganisation, columns: Columns): Promise<BuiltRow> {
    const id = await nextId();
    return store(entity, { root_id: id, id, organisation_id: organisation.id, ...columns }, id);
  }

  /** A row below another; `through` is what its shares are looked up by. */
  async function child(
    entity: Entity,
    parent: BuiltRow,
    through: 'itself' | 'parent',
    columns: Columns,
  ): Promise<BuiltRow> {
    const id = await nextId();
    const place = {
      root_id: parent.rootId,
      id,
      organisation_id: parent.organisationId,
      organisation_ids: [parent.organisationId],
      visible_through: through === 'itself' ? id : (parent.columns.visible_through ?? parent.id),
    };
    return store(entity, { ...place, ...columns }, id);
  }

  async function store(entity: Entity, columns: Columns, id: string): Promise<BuiltRow> {
    const all: Columns = { ...columns, ...searchColumn(entity, columns) };
    await insert(entity.layout.table, all);
    return {
      id,
      rootId: String(all.root_id ?? id),
      organisationId: String(all.organisation_id),
      columns: all,
    };
  }

  async function run(statements: readonly Statement[]): Promise<void> {
    await database.transaction({ role: 'worker' }, async (transaction) => {
      for (const statement of statements) transaction.queue(statement);
    });
  }

  return { insert, nextId, reference, root, child, store, run };
}
