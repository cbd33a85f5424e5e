/**
 * The rows of alerts, made by the product's own command before the clock starts, and then written through the same kind of
 * connections in the same transactions: no HTTP, no validation, no search words, no audit to compute.
 */
import { join } from 'node:path';
import { createAlert } from '../../server/src/commands/alert/create-alert.ts';
import { type CommandDependencies, runCommand } from '../../server/src/commands/frame/command.ts';
import { createIdSource } from '../../server/src/commands/frame/id-source.ts';
import { createInsertForms } from '../../server/src/commands/frame/insert-batch.ts';
import { createReferenceData } from '../../server/src/commands/frame/reference-data.ts';
import type { JobQueue } from '../../server/src/commands/run/job-queue.ts';
import { createKnownTags } from '../../server/src/commands/value/tags.ts';
import { createDownload } from '../../server/src/lib/download.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import { openDiskStore } from '../../server/src/storage/attachments/disk.ts';
import type { Database } from '../../server/src/storage/database.ts';
import type { Statement } from '../../server/src/storage/statement.ts';
import type { Scene } from '../scene.ts';

/** The statements that store each of the alerts. */
export async function readyRows(
  { database, dataFolder }: Pick<Scene, 'database' | 'dataFolder'>,
  actor: Actor,
  bodies: readonly RawObject[],
): Promise<(readonly Statement[])[]> {
  const recorder = createRecorder(database);
  const dependencies: CommandDependencies = {
    database: recorder.database,
    ids: createIdSource(database),
    files: await openDiskStore(join(dataFolder, 'files')),
    queue: noQueue(),
    download: createDownload({ networks: [] }),
    knownTags: createKnownTags(),
    inserts: createInsertForms(),
    reference: createReferenceData(database, Date.now),
    clock: Date.now,
    committed: () => undefined,
  };
  const rows: (readonly Statement[])[] = [];
  for (const [index, body] of bodies.entries()) {
    await runCommand(dependencies, createAlert, body, { actor, requestId: `bare-${index}` });
    rows.push(recorder.take());
  }
  return rows;
}

/** Stores one alert. */
export async function writeRows(
  database: Database,
  organisationId: string,
  statements: readonly Statement[],
): Promise<void> {
  await database.transaction({ role: 'organisation', organisationId }, async (transaction) => {
    for (const statement of statements) transaction.queue(statement);
  });
}

/** A database whose transactions only note their statements. */
function createRecorder(database: Database) {
  let noted: Statement[] = [];
  const transaction = {
    queue: (statement: Statement): void => {
      noted.push(statement);
    },
    run: async (statement: Statement) => {
      noted.push(statement);
      return { rows: [], count: 0 };
    },
  };
  return {
    database: {
      ...database,
      transaction: <T>(_: unknown, work: (given: typeof transaction) => Promise<T>) => work(transaction),
    },
    take(): readonly Statement[] {
      const taken = noted;
      noted = [];
      return taken;
    },
  };
}

function noQueue(): JobQueue {
  const queue: JobQueue = {
    within: () => queue,
    send: () => Promise.reject(new Error('An alert queues no run')),
  };
  return queue;
}
