/**
 * Removes for good what was deleted long enough ago, and files that nothing refers to any more. One transaction takes one case
 * or alert, a batch of smaller objects, or one file; cut off between any two, the next run finds what is left.
 */
import type { AttachmentStore } from '../../storage/attachments/store.ts';
import type { Database, Transaction } from '../../storage/database.ts';
import { removedWithRoot } from './tree-tables.ts';

/** What purging needs. */
export interface PurgeDependencies {
  readonly database: Database;
  readonly files: AttachmentStore;
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
}

/** How much was removed. */
export interface Purged {
  readonly rows: number;
  readonly files: number;
}

/** Rows that one statement removes at most, and files that are looked at in one go. */
const batch = 500;
/** Files were stored this long ago before they are removed: a request that brings one may still be under way. In milliseconds. */
const fileGraceMs = 60 * 60 * 1_000;

/** Tables of objects that can be deleted by themselves, with the rows of other tables that go with one. */
const parts: Readonly<Record<string, readonly Dependent[]>> = {
  attachment: [],
  comment: [{ table: 'mention', column: 'object_id' }],
  task_log: [
    { table: 'attachment', column: 'log_id' },
    { table: 'mention', column: 'object_id' },
  ],
  action: [],
  procedure: [],
  custom_event: [],
  page: [],
  case_link: [],
  case_report: [],
  job: [{ table: 'observable', column: 'job_id' }],
  observable: [
    { table: 'job', column: 'observable_id' },
    { table: 'custom_field_value', column: 'entity_id' },
    { table: 'share', column: 'entity_id' },
    { table: 'transition', column: 'object_id' },
  ],
  task: [
    { table: 'task_log', column: 'task_id' },
    { table: 'mention', column: 'object_id' },
    { table: 'custom_field_value', column: 'entity_id' },
    { table: 'share', column: 'entity_id' },
    { table: 'transition', column: 'object_id' },
  ],
};

interface Dependent {
  readonly table: string;
  /** Column that holds the id of the object. */
  readonly column: string;
}

/** Removes objects that were deleted more than `olderThanMs` milliseconds ago; with 0 all deleted ones. */
export async function purgeDeleted(dependencies: PurgeDependencies, olderThanMs: number): Promise<Purged> {
  const { database, clock } = dependencies;
  const before = new Date(clock() - olderThanMs);
  let rows = 0;
  for (const table of ['alert', 'case']) rows += await repeated(() => purgeRoot(database, table, before), 1);
  for (const [table, dependents] of Object.entries(parts))
    rows += await repeated(() => purgeParts(database, table, dependents, before), batch);
  rows += await repeated(() => purgeDirectRuns(database, before), batch);
  rows += await purgeOutput(database);
  return { rows, files: await purgeFiles(dependencies) };
}

/** Removes what runs printed that are gone. */
function purgeOutput(database: Database): Promise<number> {
  return database.transaction({ role: 'worker' }, async (transaction) => {
    const { count } = await transaction.run({
      sql: `delete from skep.run_output o where not exists (select from skep.job j where j.id = o.run_id)
        and not exists (select from skep.action a where a.id = o.run_id)
        and not exists (select from skep.direct_run d where d.id = o.run_id)`,
      parameters: [],
    });
    return count;
  });
}

/** Removes deleted runs that stand in no tree. */
function purgeDirectRuns(database: Database, before: Date): Promise<Step> {
  return database.transaction({ role: 'worker' }, async (transaction) => {
    const { count } = await transaction.run({
      sql: `delete from skep.direct_run where (organisation_id, id) in (select organisation_id, id from skep.direct_run
        where deleted_at <= $1 order by deleted_at limit ${batch} for update skip locked)`,
      parameters: [before],
    });
    return { objects: count, rows: count };
  });
}

/** What one step removed: objects, and rows altogether. */
interface Step {
  readonly objects: number;
  readonly rows: number;
}

/** Repeats a step until it finds fewer objects than it could remove. */
async function repeated(step: () => Promise<Step>, most: number): Promise<number> {
  let removed = 0;
  for (;;) {
    const { objects, rows } = await step();
    removed += rows;
    if (objects < most) return removed;
  }
}

/** Removes one deleted case or alert with its whole tree. The row is held all the time, so that nobody can restore half of it. */
function purgeRoot(database: Database, table: string, before: Date): Promise<Step> {
  return database.transaction({ role: 'worker' }, async (transaction) => {
    const [root] = await deletedIn(transaction, table, before, 1);
    if (root === undefined) return { objects: 0, rows: 0 };
    let rows = 0;
    for (const part of [...removedWithRoot, table])
      rows += await removeAll(transaction, part, 'root_id = $1', [root.id]);
    // A link stands in the tree of either case.
    rows += await removeAll(transaction, 'case_link', 'linked_case_id = $1', [root.id]);
    return { objects: 1, rows };
  });
}

/** Removes deleted objects within trees that stay. */
function purgeParts(
  database: Database,
  table: string,
  dependents: readonly Dependent[],
  before: Date,
): Promise<Step> {
  return database.transaction({ role: 'worker' }, async (transaction) => {
    const found = await deletedIn(transaction, table, before, batch);
    if (found.length === 0) return { objects: 0, rows: 0 };
    const keys = [[...new Set(found.map(({ rootId }) => rootId))], found.map(({ id }) => id)];
    let rows = 0;
    for (const { table: other, column } of [...dependents, { table, column: 'id' }])
      rows += await removeAll(
        transaction,
        other,
        `root_id = any($1::bigint[]) and ${column} = any($2::bigint[])`,
        keys,
      );
    return { objects: found.length, rows };
  });
}

/** Objects of a table that were deleted early enough, held until the end; those that somebody works on are passed over. */
async function deletedIn(
  transaction: Transaction,
  table: string,
  before: Date,
  most: number,
): Promise<{ readonly id: string; readonly rootId: string }[]> {
  const { rows } = await transaction.run({
    sql: `select id, root_id from skep."${table}" where deleted_at <= $1 order by deleted_at limit ${most} for update skip locked`,
    parameters: [before],
  });
  return rows.map((row) => ({ id: String(row.id), rootId: String(row.root_id) }));
}

/** Removes all rows of a table that meet a condition, so many at a time. */
async function removeAll(
  transaction: Transaction,
  table: string,
  condition: string,
  parameters: readonly unknown[],
): Promise<number> {
  const sql = `delete from skep."${table}" where (root_id, id) in (select root_id, id from skep."${table}" where ${condition} limit ${batch})`;
  let removed = 0;
  for (;;) {
    const { count } = await transaction.run({ sql, parameters });
    removed += count;
    if (count < batch) return removed;
  }
}

/** Condition under which a row of `stored_file f` stands for a file that nothing refers to, also nothing that can be restored. */
const unused = `f.stored_at <= $1 and not exists (select from skep.attachment a where a.content_hash = f.id)
  and not exists (select from skep.observable o where o.attachment_id = f.id)
  and not exists (select from skep.direct_run d where d.file_ids @> array[f.id])
  and not exists (select from skep.case_report r where r.content_hash = f.id)
  and not exists (select from skep.report_image i where i.content_hash = f.id)`;

async function purgeFiles({ database, files, clock }: PurgeDependencies): Promise<number> {
  const before = new Date(clock() - fileGraceMs);
  let removed = 0;
  for (;;) {
    const { rows } = await database.read(
      { role: 'worker' },
      { sql: `select f.id from skep.stored_file f where ${unused} limit ${batch}`, parameters: [before] },
    );
    let gone = 0;
    for (const { id } of rows) if (await removeFile(database, files, String(id), before)) gone += 1;
    removed += gone;
    // Files that are in somebody's hands at the moment are left to the next run.
    if (rows.length < batch || gone === 0) return removed;
  }
}

/** The row is held until the file is gone: whoever stores it again meanwhile waits, and then stores it anew. */
async function removeFile(
  database: Database,
  files: AttachmentStore,
  id: string,
  before: Date,
): Promise<boolean> {
  return database.transaction({ role: 'worker' }, async (transaction) => {
    const { rows } = await transaction.run({
      sql: `select true from skep.stored_file f where f.id = $2 and ${unused} for update skip locked`,
      parameters: [before, id],
    });
    if (rows.length === 0) return false;
    await files.delete(id);
    await transaction.run({ sql: 'delete from skep.stored_file where id = $1', parameters: [id] });
    return true;
  });
}
