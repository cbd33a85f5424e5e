/**
 * Packs a case, as far as the asker sees it, into an encrypted archive. The archive is made as a whole before it is sent: what goes
 * wrong is answered as an error and not as half a file. Rows and files pass through one after the other, never all at once.
 */

import { createWriteStream } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { ZipWriter } from '@zip.js/zip.js';
import { jsonOf } from '../../lib/json-text.ts';
import type { Actor } from '../../model/actor.ts';
import { CodedError, invalidFields, notFound } from '../../model/errors.ts';
import { runQuery } from '../../query/index.ts';
import type { Pipeline, ReadObject, Stage } from '../../query/stage.ts';
import type { AttachmentStore } from '../../storage/attachments/store.ts';
import type { Database } from '../../storage/database.ts';
import {
  type ArchivedKind,
  archivedCase,
  archivedKinds,
  archiveFormat,
  archiveLimits,
  fileName,
  keptStamps,
  manifestName,
  objectsName,
} from './archive-format.ts';

/** What packing a case needs. */
export interface ExportDependencies {
  readonly database: Database;
  readonly files: AttachmentStore;
}

/** The archive in a file of its own. */
export interface CaseArchive {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly number: number;
  /** Removes the file. */
  release(): Promise<void>;
}

/** Packs the case that a stage finds. Throws `notFound`, `invalidFields` without a password, and `tooLarge`. */
export async function exportCase(
  dependencies: ExportDependencies,
  actor: Actor,
  found: Stage,
  password: string,
): Promise<CaseArchive> {
  requirePassword(password);
  const [object] = await objectsOf(dependencies, actor, [found, { op: 'output' }]);
  if (object === undefined) throw notFound('Case');
  const folder = await mkdtemp(join(tmpdir(), 'skep-case-'));
  const release = (): Promise<void> => rm(folder, { recursive: true, force: true });
  try {
    const path = join(folder, 'archive');
    await pack(dependencies, actor, object, { path, password });
    const { size } = await stat(path);
    if (size > archiveLimits.archiveBytes) throw tooLarge();
    return { path, size, number: Number(object.values.number), release };
  } catch (error) {
    await release();
    throw error;
  }
}

function requirePassword(password: string): void {
  if (password !== '' && password.length <= archiveLimits.password) return;
  const accepted = `text of 1 to ${archiveLimits.password} characters`;
  throw invalidFields([{ kind: password === '' ? 'missing' : 'invalid', name: 'password', accepted }]);
}

async function pack(
  dependencies: ExportDependencies,
  actor: Actor,
  object: ReadObject,
  { path, password }: { readonly path: string; readonly password: string },
): Promise<void> {
  const target = Writable.toWeb(createWriteStream(path, { mode: 0o600 }));
  const writer = new ZipWriter(target, { password, encryptionStrength: 3, useWebWorkers: false });
  const numbers = new Map<string, number>();
  try {
    const manifest = Buffer.from(JSON.stringify(archiveFormat));
    await writer.add(manifestName, streamed([manifest]));
    await writer.add(objectsName, streamed(lines(dependencies, actor, object, numbers)));
    await addFiles(dependencies, writer, numbers);
    await writer.close();
  } catch (error) {
    // Whatever is written goes with its folder.
    await target.abort(error).catch(() => undefined);
    throw error;
  }
}

function streamed(chunks: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): ReadableStream<Uint8Array> {
  return Readable.toWeb(Readable.from(chunks, { objectMode: false }));
}

async function addFiles(
  { files }: ExportDependencies,
  writer: ZipWriter<unknown>,
  numbers: ReadonlyMap<string, number>,
): Promise<void> {
  let bytes = 0;
  for (const [digest, number] of numbers) {
    const opened = await files.open(digest);
    bytes += opened.size;
    if (bytes > archiveLimits.fileBytes) {
      opened.stream.destroy();
      throw tooLarge();
    }
    await writer.add(fileName(number), Readable.toWeb(opened.stream));
  }
}

/** The lines of all objects. Files get their numbers on the way, each content one. */
async function* lines(
  dependencies: ExportDependencies,
  actor: Actor,
  object: ReadObject,
  numbers: Map<string, number>,
): AsyncGenerator<Uint8Array> {
  const written = { objects: 0, bytes: 0 };
  const line = (kind: ArchivedKind, one: ReadObject): Uint8Array => {
    const text = Buffer.from(`${jsonOf(archived(kind, one, numbers))}\n`);
    written.objects += 1;
    written.bytes += text.length;
    if (written.objects > archiveLimits.objects || numbers.size > archiveLimits.files)
      throw new CodedError('tooManyItems', {
        limit: archiveLimits.objects,
        what: 'objects of a case in an archive',
      });
    if (written.bytes > archiveLimits.allObjectBytes || text.length > archiveLimits.objectBytes)
      throw tooLarge();
    return text;
  };
  yield line(archivedCase, object);
  for (const kind of archivedKinds)
    for await (const one of objectsOfKind(dependencies, actor, String(object.values.id), kind))
      yield line(kind, one);
}

/** Objects that are read together. */
const pageSize = 500;

async function* objectsOfKind(
  dependencies: ExportDependencies,
  actor: Actor,
  caseId: string,
  kind: ArchivedKind,
): AsyncGenerator<ReadObject> {
  for (let from = 0; ; from += pageSize) {
    const page = await objectsOf(dependencies, actor, [
      { op: 'get', entity: 'case', id: caseId },
      ...kind.relations.map((relation) => ({ op: 'follow', relation }) as const),
      { op: 'sort', keys: [{ path: 'id', descending: false }] },
      { op: 'page', from, to: from + pageSize, extraData: kind.extraData ?? [] },
    ]);
    yield* page;
    if (page.length < pageSize) return;
  }
}

async function objectsOf(
  { database }: ExportDependencies,
  actor: Actor,
  pipeline: Pipeline,
): Promise<readonly ReadObject[]> {
  const result = await runQuery(database, actor, pipeline);
  return result.kind === 'objects' ? result.objects : [];
}

function archived(kind: ArchivedKind, object: ReadObject, numbers: Map<string, number>) {
  const { values, customFields, extraData } = object;
  const kept = [...kind.fields, ...keptStamps].flatMap((name) =>
    values[name] === null || values[name] === undefined ? [] : [[name, values[name]]],
  );
  const parent = kind.parent === undefined ? undefined : values[kind.parent];
  const digest = kind.file === undefined ? undefined : values[kind.file];
  return {
    kind: kind.entity,
    id: values.id,
    ...(parent === undefined ? {} : { parent }),
    values: { ...Object.fromEntries(kept), ...extraData },
    ...(customFields === undefined || customFields.length === 0
      ? {}
      : { customFields: customFields.map(({ name, value, order }) => ({ name, value, order })) }),
    ...(typeof digest === 'string' ? { file: numberOf(digest, numbers) } : {}),
  };
}

function numberOf(digest: string, numbers: Map<string, number>): number {
  const number = numbers.get(digest) ?? numbers.size;
  numbers.set(digest, number);
  return number;
}

function tooLarge(): CodedError {
  return new CodedError('tooLarge', { limit: archiveLimits.archiveBytes });
}
