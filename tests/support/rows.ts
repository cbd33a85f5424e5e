/**
 * Rows for tests of reading, written by plain SQL past all commands: each builder fills what a test does not care about and
 * gives the stored columns back. Tests build their own organisation first; nothing is shared between them.
 */
import type { Database } from '../../server/src/storage/database.ts';
import { type ContentBuilders, contentBuilders } from './build-contents.ts';
import { type PlatformBuilders, platformBuilders } from './build-platform.ts';
import { type RecordBuilders, recordBuilders } from './build-records.ts';
import { type RootBuilders, rootBuilders } from './build-roots.ts';
import { createRowStore, type RowStore } from './row-store.ts';

export type { BuiltCustomField, BuiltProfile, BuiltUser } from './build-platform.ts';
export { builtAt, type Columns } from './row-columns.ts';
export type { BuiltOrganisation, BuiltRow } from './row-store.ts';

/** Builders over one database, and plain inserts for tables without one. */
export type RowFactory = RootBuilders &
  ContentBuilders &
  RecordBuilders &
  PlatformBuilders &
  Pick<RowStore, 'insert' | 'nextId'>;

/** Builders over a leased database. They write in the worker scope, so every organisation can be built. */
export function createRows(database: Database): RowFactory {
  const store = createRowStore(database);
  return {
    ...rootBuilders(store),
    ...contentBuilders(store),
    ...recordBuilders(store),
    ...platformBuilders(store),
    insert: store.insert,
    nextId: store.nextId,
  };
}
