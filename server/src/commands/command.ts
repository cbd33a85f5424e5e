/**
 * What a command is, and the frame every command runs in: permission, input, one transaction, audit. A command declares what
 * it needs and what it does; it cannot be run without its permission and cannot change anything unrecorded.
 */
import type { Actor } from '../model/actor.ts';
import type { RawObject } from '../model/input.ts';
import type { EntityName } from '../model/registry.ts';
import { scopeOf } from '../query/scope-of.ts';
import type { Pipeline, QueryResult } from '../query/stage.ts';
import type { AttachmentStore } from '../storage/attachments/store.ts';
import type { Database, Transaction } from '../storage/database.ts';
import { asCodedError } from './constraint-errors.ts';
import { createFinder, type FindOptions } from './find.ts';
import type { IdSource } from './id-source.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import type { JobQueue } from './job-queue.ts';
import type { ReferenceData } from './reference-data.ts';
import { type NeededPermission, permissionsOf, requirePermission } from './require-permission.ts';
import type { Row } from './row.ts';
import type { KnownTags } from './tags.ts';
import type { Uploads } from './uploads.ts';
import { createWriter, type Writer } from './writer.ts';

/** A change that can be asked for. `I` is its input once read, `O` its answer (plain JSON values). */
export interface Command<I, O> {
  readonly name: string;
  /** Permission of the profile that is needed; any one of a list; `authenticated`: every signed-in user. */
  readonly permission: NeededPermission;
  /** Reads the input; throws `invalidFields` with every fault. */
  readonly read: (raw: RawObject) => I;
  readonly run: (context: CommandContext, input: I) => Promise<O>;
}

/** What a command works with. */
export interface CommandContext {
  readonly actor: Actor;
  readonly write: Writer;
  /** Reference lists (types, statuses, custom fields) as they are at the start of the request. */
  readonly reference: ReferenceData;
  readonly files: AttachmentStore;
  /** Files that came with the request, by part name. */
  readonly uploads: Uploads;
  readonly knownTags: KnownTags;
  readonly queue: JobQueue;
  /**
   * The stored row of an object that the actor sees, locked until the end of the transaction. Checks that the share through
   * which it is seen allows the command's permission. Throws `notFound`, `permissionMissing` or `staleVersion`.
   */
  find(entity: EntityName, reference: string, options?: FindOptions): Promise<Row>;
  /** Reads through a pipeline inside the transaction, what was written so far included. */
  read(pipeline: Pipeline): Promise<QueryResult>;
}

/** What running commands needs. */
export interface CommandDependencies {
  readonly database: Database;
  readonly ids: IdSource;
  readonly files: AttachmentStore;
  readonly queue: JobQueue;
  readonly knownTags: KnownTags;
  readonly reference: { current(): Promise<ReferenceData>; forget(): void };
  /** Milliseconds since the epoch. */
  readonly clock: () => number;
  /** Called after a commit: wakes whoever follows the audit. */
  readonly committed: () => void;
}

/** Who asks, and what the request says about itself. */
export interface CommandCall {
  readonly actor: Actor;
  readonly requestId: string;
  /** Files that came with the request, by part name. */
  readonly uploads?: Uploads | undefined;
  /** Version that the change is based on (`If-Match`, `_version`). */
  readonly basedOnVersion?: number | undefined;
  /** Repeating a request with the same key gives the first answer again. */
  readonly idempotencyKey?: string | undefined;
}

/**
 * Runs a command. Throws coded errors only: missing permission, bad input, unknown objects, violated constraints, stale
 * versions; anything else is a defect and passes through as it is.
 */
export async function runCommand<I, O>(
  dependencies: CommandDependencies,
  command: Command<I, O>,
  raw: RawObject,
  call: CommandCall,
): Promise<O> {
  requirePermission(command.permission, call.actor);
  const input = command.read(raw);
  const reference = await dependencies.reference.current();
  try {
    const answer = await dependencies.database.transaction(scopeOf(call.actor), (transaction) =>
      runInside(dependencies, command, raw, input, call, reference, transaction),
    );
    dependencies.committed();
    return answer;
  } catch (error) {
    // What another transaction did meanwhile may make remembered tags untrue; they are noted again.
    dependencies.knownTags.forget(call.actor.organisation.id);
    throw asCodedError(error, { organisation: call.actor.organisation.name, ...textsOf(raw) });
  }
}

async function runInside<I, O>(
  dependencies: CommandDependencies,
  command: Command<I, O>,
  raw: RawObject,
  input: I,
  call: CommandCall,
  reference: ReferenceData,
  transaction: Transaction,
): Promise<O> {
  const { actor, requestId } = call;
  const now = dependencies.clock();
  const write = createWriter({ transaction, actor, requestId, now, takeIds: dependencies.ids.take });
  const replay = await claimIdempotencyKey<O>(write, call, command.name, raw);
  if (replay.kind === 'replayed') return replay.answer;
  const answer = await command.run(
    {
      actor,
      write,
      reference,
      files: dependencies.files,
      uploads: call.uploads ?? new Map(),
      knownTags: dependencies.knownTags,
      queue: dependencies.queue.within(write),
      ...createFinder(write, call, permissionsOf(command.permission)),
    },
    input,
  );
  if (replay.kind === 'claimed') replay.store(answer);
  await write.flush();
  return answer;
}

/** Short texts of the input, for the placeholders of error sentences. */
function textsOf(raw: RawObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.slice(0, 200)]] : [],
    ),
  );
}
