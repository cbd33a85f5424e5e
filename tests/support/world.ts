/**
 * A small world for tests: a database of their own, the organisations and people they need, and commands run as any of them.
 * Everything goes through the product's own doors.
 */
import { Readable } from 'node:stream';
import {
  type Command,
  type CommandCall,
  type CommandDependencies,
  runCommand,
} from '../../server/src/commands/frame/command.ts';
import { createIdSource } from '../../server/src/commands/frame/id-source.ts';
import { createInsertForms } from '../../server/src/commands/frame/insert-batch.ts';
import { createReferenceData } from '../../server/src/commands/frame/reference-data.ts';
import { notingStore, type StoredFile } from '../../server/src/commands/frame/uploads.ts';
import type { JobQueue, WorkKind } from '../../server/src/commands/run/job-queue.ts';
import {
  type FirstOrganisations,
  firstStart,
  systemActor,
} from '../../server/src/commands/settings/first-start.ts';
import {
  createOrganisation,
  linkOrganisations,
} from '../../server/src/commands/settings/organisation-commands.ts';
import { createUser } from '../../server/src/commands/settings/people-commands.ts';
import { createKnownTags } from '../../server/src/commands/value/tags.ts';
import { createDownload } from '../../server/src/lib/download.ts';
import type { Actor } from '../../server/src/model/actor.ts';
import type { RawObject } from '../../server/src/model/input.ts';
import { builtInProfiles, type Permission } from '../../server/src/model/permission.ts';
import { runQuery } from '../../server/src/query/index.ts';
import type { Pipeline, QueryResult, ReadObject } from '../../server/src/query/stage.ts';
import type { AttachmentStore } from '../../server/src/storage/attachments/store.ts';
import type { ConnectionOptions } from '../../server/src/storage/connection-options.ts';
import type { Statement } from '../../server/src/storage/statement.ts';
import { leaseDatabase } from './postgres.ts';
import { temporaryFileStore } from './temporary-files.ts';

/** A world and how to act in it. */
export interface World {
  readonly dependencies: CommandDependencies;
  readonly organisations: FirstOrganisations;
  readonly files: AttachmentStore;
  /** Runs that commands have queued, in order. */
  readonly queued: readonly { readonly kind: WorkKind; readonly id: string }[];
  /** The time of the world; tests wind it by hand. */
  readonly clock: { now: number };
  /** A person of an organisation with a built-in profile. */
  person(
    organisation: { readonly id: string; readonly name: string },
    profile: string,
    login?: string,
  ): Promise<Actor>;
  /** A further organisation; linked with the given one if any. */
  organisation(
    name: string,
    linkedTo?: { readonly id: string; readonly name: string },
  ): Promise<{ id: string; name: string }>;
  /** Runs a command as somebody. */
  run<I, O>(actor: Actor, command: Command<I, O>, raw: RawObject, call?: Partial<CommandCall>): Promise<O>;
  /** Reads through a pipeline as somebody. */
  read(actor: Actor, pipeline: Pipeline): Promise<QueryResult>;
  /** The objects of a pipeline that ends in some. */
  objects(actor: Actor, pipeline: Pipeline): Promise<readonly ReadObject[]>;
  /** Stores a file as an upload does. */
  upload(name: string, content: Uint8Array | string): Promise<StoredFile>;
  /** A statement past all tenants, to look at what is stored. */
  stored(
    sql: Statement['sql'],
    parameters?: readonly unknown[],
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The owner's connection to the database. */
  readonly owner: ConnectionOptions;
  release(): Promise<void>;
}

/** Builds a world with the organisation `main` and the built-in lists. */
export async function buildWorld(): Promise<World> {
  const lease = await leaseDatabase();
  const { database } = lease;
  const store = await temporaryFileStore();
  const clock = { now: Date.UTC(2026, 0, 15, 9, 0, 0) };
  const files = notingStore(store.files, database, () => clock.now);
  const ids = createIdSource(database);
  const organisations = await firstStart({ database, ids, clock: () => clock.now }, 'main');
  const queued: { kind: WorkKind; id: string }[] = [];
  const dependencies: CommandDependencies = {
    database,
    ids,
    files,
    queue: recordingQueue(queued),
    download: createDownload({ networks: ['127.0.0.1'] }),
    knownTags: createKnownTags(),
    inserts: createInsertForms(),
    reference: createReferenceData(database, () => clock.now),
    clock: () => clock.now,
    committed: () => undefined,
  };
  const counter = { requests: 0 };

  const run: World['run'] = (actor, command, raw, call = {}) => {
    counter.requests += 1;
    return runCommand(dependencies, command, raw, {
      actor,
      requestId: `request-${counter.requests}`,
      ...call,
    });
  };
  const read: World['read'] = (actor, pipeline) => runQuery(database, actor, pipeline);
  const administrator = systemActor(organisations.admin);

  return {
    dependencies,
    organisations,
    files,
    queued,
    clock,
    run,
    read,
    async person(organisation, profile, login = `${profile}-${counter.requests}@${organisation.name}.test`) {
      const raw = { login, name: login, profile, organisation: organisation.name };
      const { id } = await run(administrator, createUser, raw);
      return {
        userId: id,
        login,
        name: login,
        organisation,
        permissions: permissionsOfProfile(profile),
        person: true,
      };
    },
    async organisation(name, linkedTo) {
      const { id } = await run(administrator, createOrganisation, { name, description: name });
      if (linkedTo !== undefined)
        await run(administrator, linkOrganisations, { id: `~${id}`, other: linkedTo.name });
      return { id, name };
    },
    async objects(actor, pipeline) {
      const result = await read(actor, pipeline);
      if (result.kind !== 'objects') throw new Error(`The pipeline ends in ${result.kind}`);
      return result.objects;
    },
    async upload(name, content) {
      const stream = Readable.from([Buffer.from(content)]);
      const stored = await files.put(stream, { maxBytes: 64 * 1024 * 1024 });
      return { ...stored, name, contentType: 'application/octet-stream' };
    },
    async stored(sql, parameters = []) {
      const { rows } = await database.read({ role: 'worker' }, { sql, parameters });
      return rows;
    },
    owner: lease.owner,
    async release() {
      await store.remove();
      await lease.release();
    },
  };
}

function permissionsOfProfile(name: string): ReadonlySet<Permission> {
  const profile = builtInProfiles.find((one) => one.name === name);
  if (profile === undefined) throw new Error(`No built-in profile is called ${name}`);
  return new Set(profile.permissions);
}

/** The queue's library is exercised where runs are; here it is enough to know what was queued. */
function recordingQueue(queued: { kind: WorkKind; id: string }[]): JobQueue {
  const queue: JobQueue = {
    within: () => queue,
    send(kind, id) {
      queued.push({ kind, id });
      return Promise.resolve();
    },
  };
  return queue;
}
