/** Finds the objects a command changes: only what the actor sees, locked, and with what its share allows. */
import type { Entity } from '../../model/entity.ts';
import { CodedError, notFound } from '../../model/errors.ts';
import type { Permission } from '../../model/permission.ts';
import { type EntityName, entities } from '../../model/registry.ts';
import { compilePipeline } from '../../query/index.ts';
import { type RelatedOptions, relatedRowsStatement, rowStatement } from '../../query/row-statement.ts';
import type { Pipeline, QueryResult } from '../../query/stage.ts';
import type { CommandCall } from './command.ts';
import { requireShare } from './require-permission.ts';
import { type Row, rowFromColumns } from './row.ts';
import type { Writer } from './writer.ts';

/** How an object is looked for. */
export interface FindOptions {
  /** False: reads without locking and without asking what its share allows, for objects that are only referred to. */
  readonly forChange?: boolean;
  /** Deleted objects instead of present ones. */
  readonly deleted?: boolean;
}

/** Which related rows are read: without locking, or only some of them. */
export interface RelatedRows extends Pick<FindOptions, 'forChange'>, Omit<RelatedOptions, 'lock'> {}

/** The reading half of a command's context. */
export interface Finder {
  find(entity: EntityName, reference: string, options?: FindOptions): Promise<Row>;
  /** Rows that a relation leads to, or several one after the other, as far as the actor sees them; locked when they are to be changed. */
  related(from: Row, relations: string | readonly string[], options?: RelatedRows): Promise<Row[]>;
  read(pipeline: Pipeline): Promise<QueryResult>;
}

/** A finder inside the transaction of a writer. `needed`: permissions of which the share must hold one. */
export function createFinder(write: Writer, call: CommandCall, needed: readonly Permission[]): Finder {
  const checked = { version: call.basedOnVersion };
  return {
    async find(name, reference, options = {}) {
      const entity = entities[name];
      const forChange = options.forChange ?? true;
      const { rows } = await write.run(
        rowStatement(call.actor, name, reference, { lock: forChange, deleted: options.deleted ?? false }),
      );
      const found = rows[0];
      if (found === undefined)
        throw notFound(entity.wireType === 'case_artifact_job' ? 'Job' : entity.wireType);
      const row = rowFromColumns(entity, found);
      if (!forChange) return row;
      requireShare(row, needed);
      requireVersion(row, checked);
      return row;
    },
    async related(from, relations, { forChange: lock = true, ...some } = {}) {
      const name = entityName(from.entity);
      const path = typeof relations === 'string' ? [relations] : relations;
      const { entity, statement } = relatedRowsStatement(call.actor, name, from.id, path, { lock, ...some });
      const { rows } = await write.run(statement);
      return rows.map((row) => rowFromColumns(entity, row));
    },
    async read(pipeline) {
      const compiled = compilePipeline(call.actor, pipeline);
      return compiled.decode(await write.run(compiled.statement));
    },
  };
}

function entityName({ name }: Entity): EntityName {
  if (isEntityName(name)) return name;
  throw new Error(`No entity is called ${name}`);
}

function isEntityName(name: string): name is EntityName {
  return Object.hasOwn(entities, name);
}

/** The version a request is based on belongs to the first object it changes. */
function requireVersion(row: Row, checked: { version: number | undefined }): void {
  const given = checked.version;
  checked.version = undefined;
  if (given !== undefined && given !== row.version) {
    throw new CodedError('staleVersion', { current: row.version, given });
  }
}
