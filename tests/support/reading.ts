/** Reads through pipelines in tests and picks what a test looks at. */
import type { Actor } from '../../server/src/model/actor.ts';
import type { EntityName } from '../../server/src/model/registry.ts';
import type { Filter } from '../../server/src/query/filter/filter.ts';
import { runQuery } from '../../server/src/query/index.ts';
import type { Pipeline, ReadObject } from '../../server/src/query/stage.ts';
import type { Database } from '../../server/src/storage/database.ts';

/** Runs pipelines for one actor. */
export interface Reader {
  objects(...pipeline: Pipeline): Promise<readonly ReadObject[]>;
  /** Ids of the objects found, in order. */
  ids(...pipeline: Pipeline): Promise<readonly string[]>;
  /** The first object; fails when there is none. */
  first(...pipeline: Pipeline): Promise<ReadObject>;
  number(...pipeline: Pipeline): Promise<number>;
  /** Ids of the objects of an entity that fit a filter, oldest first. */
  matching(entity: EntityName, filter: Filter): Promise<readonly string[]>;
}

/** A reader for an actor. */
export function createReader(database: Database, actor: Actor): Reader {
  const objects = async (...pipeline: Pipeline): Promise<readonly ReadObject[]> => {
    const result = await runQuery(database, actor, pipeline);
    if (result.kind !== 'objects') throw new Error(`The pipeline gave a ${result.kind}`);
    return result.objects;
  };
  const ids = async (...pipeline: Pipeline): Promise<readonly string[]> =>
    (await objects(...pipeline)).map((object) => String(object.values.id));
  return {
    objects,
    ids,
    async first(...pipeline) {
      const [first] = await objects(...pipeline);
      if (first === undefined) throw new Error('The pipeline found nothing');
      return first;
    },
    async number(...pipeline) {
      const result = await runQuery(database, actor, pipeline);
      if (result.kind !== 'number') throw new Error(`The pipeline gave a ${result.kind}`);
      return result.value;
    },
    matching: (entity, filter) =>
      ids(
        { op: 'list', entity },
        { op: 'filter', filter },
        { op: 'sort', keys: [{ path: 'id', descending: false }] },
      ),
  };
}
