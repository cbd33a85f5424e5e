/**
 * What a command is, and the frame every command runs in: permission, input, one transaction, audit. A command declares what
 * it needs and what it does; it cannot be run without its permission and cannot change anything unrecorded.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Download } from '../../lib/download.ts';
import type { Actor } from '../../model/actor.ts';
import type { RawObject } from '../../model/input.ts';
import type { EntityName } from '../../model/registry.ts';
import { scopeOf } from '../../query/scope-of.ts';
import type { Pipeline, QueryResult } from '../../query/stage.ts';
import type { AttachmentStore } from '../../storage/attachments/store.ts';
import type { Database, Transaction } from '../../storage/database.ts';
import { SerializationFailure } from '../../storage/errors.ts';
import type { JobQueue } from '../run/job-queue.ts';
import type { Origin } from '../value/custom-field-values.ts';
import type { KnownTags } from '../value/tags.ts';
import { asCodedError } from './constraint-errors.ts';
import { createFinder, type FindOptions, type RelatedRows } from './find.ts';
import type { IdSource } from './id-source.ts';
import { claimIdempotencyKey } from './idempotency.ts';
import type { InsertForms } from './insert-batch.ts';
import type { ReferenceData } from './reference-data.ts';
import { type NeededPermission, permissionsOf, requirePermission } from './require-permission.ts';
import type { Row } from './row.ts';
import type { Uploads } from './uploads.ts';
import { createWriter, type Writer } from './writer.ts';

/** A change that can be asked for. `I` is its input once read, `O` its answer (plain JSON values). */
export interface Command<I, O> {
  readonly name: string;
  /** Permission of the profile that is needed; any one of a list; `authenticated`: every signed-in user. */
  readonly permission: NeededPermission;
  /** Reads the input; throws `invalidFields` with every fault. */
  readonly read: (raw: RawObject) => I;
  /** Slow work on the input that must not hold a transaction open, e.g. unpacking an archive. */
  readonly prepare?: (files: RequestFiles, input: I) => Promise<I>;
  readonly run: (context: CommandContext, input: I) => Promise<O>;
  /** It changes one of the lists that every command reads (types, statuses, custom fields, profiles). */
  readonly changesLists?: true;
}

/** Files as commands reach them. */
export interface RequestFiles {
  readonly files: AttachmentStore;
  /** Files that came with the request, by part name. */
  readonly uploads: Uploads;
  /** Fetches a file from an address that the caller gave. */
  readonly download: Download;
}

/** What a command works with. */
export interface CommandContext extends RequestFiles {
  readonly actor: Actor;
  readonly write: Writer;
  /** Reference lists (types, statuses, custom fields) as they are at the start of the request. */
  readonly reference: ReferenceData;
  readonly knownTags: KnownTags;
  readonly queue: JobQueue;
  /** What brings the rows that are made: a person's request, or the run whose operations are carried out. */
  readonly origin: Origin;
  /** Everything is taken back in the end: what a transaction cannot take back must not be done. */
  readonly isRehearsal: boolean;
  /**
   * The stored row of an object that the actor sees, locked until the end of the transaction. Checks that the share through
   * which it is seen allows the command's permission. Throws `notFound`, `permissionMissing` or `staleVersion`.
   */
  find(entity: EntityName, reference: string, options?: FindOptions): Promise<Row>;
  /** Rows that a relation leads to, or several one after the other, as far as the actor sees them, in the order of their ids; locked when they are to be changed. */
  related(from: Row, relations: string | readonly string[], options?: RelatedRows): Promise<Row[]>;
  /** Reads through a pipeline inside the transaction, what was written so far included. */
  read(pipeline: Pipeline): Promise<QueryResult>;
  /** Runs another command as part of this one, with its own permission and input check. */
  perform<I, O>(command: Command<I, O>, raw: RawObject, origin?: Origin): Promise<O>;
}

/** What running commands needs. */
export interface CommandDependencies {
  readonly database: Database;
  readonly ids: IdSource;
  readonly files: AttachmentStore;
  readonly download: Download;
  readonly queue: JobQueue;
  readonly knownTags: KnownTags;
  readonly inserts: InsertForms;
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
  /** Everything is taken back in the end; see {@link rehearseCommand}. */
  readonly isRehearsal?: true;
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
  const { files: store, download } = dependencies;
  const files = { files: store, download, uploads: call.uploads ?? new Map() };
  const { organisation } = call.actor;
  // What was taken back, or done by another transaction meanwhile, may make remembered tags untrue; they are noted again.
  const forgetTags = (): void => dependencies.knownTags.forget(organisation.id);
  const input = await readInputOf(command, raw, call.actor, files);
  const reference = await dependencies.reference.current();
  try {
    const once = () =>
      dependencies.database.transaction(scopeOf(call.actor), (transaction) =>
        runInside({ dependencies, call, files, reference, transaction }, command, raw, input),
      );
    const answer = await tryAgain(once, forgetTags);
    if (command.changesLists === true) dependencies.reference.forget();
    dependencies.committed();
    return answer;
  } catch (error) {
    forgetTags();
    throw asCodedError(error, { organisation: organisation.name, ...textsOf(raw) });
  }
}

/** What a rehearsal looks at. */
export interface Rehearsal<I, O, B, T> {
  readonly before: (context: CommandContext, input: I) => Promise<B>;
  readonly after: (context: CommandContext, output: O, before: B) => Promise<T>;
}

/** Ends the transaction of a rehearsal with what was seen, so that nothing of it is kept. */
class CurtainDown<T> extends Error {
  readonly seen: T;

  constructor(seen: T) {
    super('The rehearsal is over');
    this.seen = seen;
  }
}

/**
 * Runs a command as it would run, looks at what it did, and takes everything back. It needs the same permission and refuses the
 * same input, so what it shows is what the command does.
 */
export async function rehearseCommand<I, O, B, T>(
  dependencies: CommandDependencies,
  command: Command<I, O>,
  raw: RawObject,
  call: CommandCall,
  look: Rehearsal<I, O, B, T>,
): Promise<T> {
  const rehearsed: Command<I, never> = {
    ...command,
    async run(context, input) {
      const before = await look.before(context, input);
      const output = await command.run(context, input);
      throw new CurtainDown(await look.after(context, output, before));
    },
  };
  const { idempotencyKey: _, ...unrepeated } = call;
  try {
    return await runCommand(dependencies, rehearsed, raw, { ...unrepeated, isRehearsal: true });
  } catch (error) {
    if (error instanceof CurtainDown) return error.seen;
    throw error;
  }
}

/**
 * Runs that lost against another transaction are begun anew; all they wrote was taken back. The pause, never the same, lets the
 * other one come to its end.
 */
async function tryAgain<T>(run: () => Promise<T>, takenBack: () => void, left = 3): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (left <= 1 || !(error instanceof SerializationFailure)) throw error;
    takenBack();
    await pause(10 + Math.random() * 40);
    return tryAgain(run, takenBack, left - 1);
  }
}

/** The input of a command for somebody who may run it. */
async function readInputOf<I, O>(
  command: Command<I, O>,
  raw: RawObject,
  actor: Actor,
  files: RequestFiles,
): Promise<I> {
  requirePermission(command.permission, actor);
  const input = command.read(raw);
  return command.prepare === undefined ? input : command.prepare(files, input);
}

/** What is the same for all commands of one request. */
interface Request {
  readonly dependencies: CommandDependencies;
  readonly call: CommandCall;
  readonly files: RequestFiles;
  readonly reference: ReferenceData;
  readonly transaction: Transaction;
}

async function runInside<I, O>(
  request: Request,
  command: Command<I, O>,
  raw: RawObject,
  input: I,
): Promise<O> {
  const { dependencies, call, transaction } = request;
  const now = dependencies.clock();
  const { actor, requestId } = call;
  const { ids, inserts } = dependencies;
  const write = createWriter({ transaction, actor, requestId, now, takeIds: ids.take, inserts });
  const replay = await claimIdempotencyKey<O>(write, call, command.name, raw);
  if (replay.kind === 'replayed') return replay.answer;
  const answer = await command.run(contextOf(request, write, command, call, { kind: 'person' }), input);
  if (replay.kind === 'claimed') replay.store(answer);
  await write.flush();
  return answer;
}

function contextOf<I, O>(
  request: Request,
  write: Writer,
  command: Command<I, O>,
  call: CommandCall,
  origin: Origin,
): CommandContext {
  const { dependencies, files, reference } = request;
  return {
    ...files,
    actor: call.actor,
    write,
    reference,
    knownTags: dependencies.knownTags,
    queue: dependencies.queue.within(write),
    origin,
    isRehearsal: call.isRehearsal === true,
    ...createFinder(write, call, permissionsOf(command.permission)),
    async perform(part, raw, itsOrigin = origin) {
      const input = await readInputOf(part, raw, call.actor, files);
      // The version a request is based on is that of its own object.
      const itsCall = { ...call, basedOnVersion: undefined };
      return part.run(contextOf(request, write, part, itsCall, itsOrigin), input);
    },
  };
}

/** Short texts of the input, for the placeholders of error sentences. */
function textsOf(raw: RawObject): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(raw).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value.slice(0, 200)]] : [],
    ),
  );
}
