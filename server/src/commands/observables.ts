/** Adds observables to an alert, a case or a job's report: one object for each value and file, each only once in its root. */
import { CodedError } from '../model/errors.ts';
import { matchHashOfFile, matchHashOfValue } from '../model/match-hash.ts';
import { entities } from '../model/registry.ts';
import type { Origin } from './custom-field-values.ts';
import type { RowValues } from './insert-batch.ts';
import type { ObservableInput } from './observable-input.ts';
import type { ObservableTypeDefinition, ReferenceData } from './reference-data.ts';
import type { Placement, Row } from './row.ts';
import { keepFile, resolveReference, type StoredFile, type Uploads } from './uploads.ts';
import type { Writer } from './writer.ts';

/** One observable ready to be stored. */
export interface PreparedObservable {
  readonly values: RowValues;
  readonly data: string | undefined;
  readonly file: StoredFile | undefined;
  readonly matchHash: Buffer;
}

/** Turns inputs into single observables; values of one input that are equal become one, with all their tags. */
export async function prepareObservables(
  write: Writer,
  reference: ReferenceData,
  inputs: readonly ObservableInput[],
  uploads: Uploads,
): Promise<PreparedObservable[]> {
  const prepared: PreparedObservable[] = [];
  for (const [index, input] of inputs.entries()) {
    const type = typeOf(reference, input, index);
    const files = [...filesOf(input, uploads), ...(await referencedFiles(write, input))];
    requireContent(type, input, files, index);
    prepared.push(
      ...input.data.map((data) => preparedValue(input, type, data)),
      ...files.map((file) => preparedFile(input, file)),
    );
  }
  return mergeEqual(prepared);
}

/** Where observables are put and what brought them. */
export interface ObservableTarget {
  readonly parent: Row;
  readonly link: RowValues;
  readonly place: (id: string) => Placement;
  readonly origin: Origin;
}

/** Stores prepared observables under their parent; each is recorded in the audit. */
export async function insertObservables(
  write: Writer,
  target: ObservableTarget,
  prepared: readonly PreparedObservable[],
): Promise<Row[]> {
  const ids = await write.takeIds(prepared.length);
  return prepared.map((observable, index) => {
    const id = ids[index] ?? '';
    if (observable.file !== undefined) keepFile(write, observable.file);
    const values = {
      ...observable.values,
      ...fileValues(observable.file),
      ...target.link,
      ...sightedAt(observable.values, write.now),
      originKind: target.origin.kind,
      originId: target.origin.id ?? null,
    };
    return write.insert(entities.observable, id, target.place(id), values, {
      context: { type: target.parent.entity.wireType, id: target.parent.id },
      columns: { data: observable.data ?? null, match_hash: observable.matchHash },
      ...(observable.data === undefined ? {} : { details: { data: observable.data } }),
    });
  });
}

function typeOf(reference: ReferenceData, input: ObservableInput, index: number): ObservableTypeDefinition {
  const name = String(input.values.dataType);
  const type = reference.observableTypes.get(name);
  if (type !== undefined) return type;
  const choices = [...reference.observableTypes.keys()];
  throw new CodedError('invalidFields', {}, [
    {
      kind: 'invalid',
      name: `observables[${index}].dataType`,
      given: name,
      accepted: `one of ${choices.join(', ')}`,
      choices,
    },
  ]);
}

function requireContent(
  type: ObservableTypeDefinition,
  input: ObservableInput,
  files: readonly StoredFile[],
  index: number,
): void {
  if (type.isAttachment && files.length === 0) {
    throw new CodedError('invalidFields', {}, [
      { kind: 'missing', name: `observables[${index}].attachment`, accepted: 'file' },
    ]);
  }
  if (!type.isAttachment && files.length > 0) {
    throw new CodedError('invalidFields', {}, [
      {
        kind: 'invalid',
        name: `observables[${index}].attachment`,
        accepted: `no file for type ${type.name}`,
        given: 'file',
      },
    ]);
  }
  if (!type.isAttachment && input.data.length === 0) {
    throw new CodedError('invalidFields', {}, [
      { kind: 'missing', name: `observables[${index}].data`, accepted: 'text' },
    ]);
  }
}

function filesOf(input: ObservableInput, uploads: Uploads): StoredFile[] {
  return input.parts.flatMap((part) => {
    const files = uploads.get(part);
    if (files !== undefined) return files;
    throw new CodedError('invalidFields', {}, [
      {
        kind: 'invalid',
        name: 'attachment',
        accepted: 'name of an upload part',
        given: part,
        choices: [...uploads.keys()],
      },
    ]);
  });
}

function referencedFiles(write: Writer, input: ObservableInput): Promise<StoredFile[]> {
  return Promise.all(input.references.map((reference) => resolveReference(write, reference)));
}

function preparedValue(
  input: ObservableInput,
  type: ObservableTypeDefinition,
  given: string,
): PreparedObservable {
  const data = type.isCaseSensitive ? given : given.toLowerCase();
  return { values: input.values, data, file: undefined, matchHash: matchHashOfValue(type.name, data) };
}

function preparedFile(input: ObservableInput, file: StoredFile): PreparedObservable {
  return { values: input.values, data: undefined, file, matchHash: matchHashOfFile(file.id) };
}

/** Equal observables become one: tags are joined, different messages stand below each other, any mark wins. */
export function mergeEqual(prepared: readonly PreparedObservable[]): PreparedObservable[] {
  const byHash = new Map<string, PreparedObservable>();
  for (const observable of prepared) {
    const key = observable.matchHash.toString('base64');
    const present = byHash.get(key);
    byHash.set(
      key,
      present === undefined
        ? observable
        : { ...present, values: mergeValues(present.values, observable.values) },
    );
  }
  return [...byHash.values()];
}

function mergeValues(first: RowValues, second: RowValues): RowValues {
  return {
    ...first,
    tags: [...new Set([...listOf(first.tags), ...listOf(second.tags)])],
    message: joinMessages(first.message, second.message),
    ioc: first.ioc === true || second.ioc === true,
    sighted: first.sighted === true || second.sighted === true,
  };
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function joinMessages(first: unknown, second: unknown): unknown {
  if (first === second || second === undefined || second === null) return first ?? null;
  return first === undefined || first === null ? second : `${first}\n\n${second}`;
}

function fileValues(file: StoredFile | undefined): RowValues {
  if (file === undefined) return {};
  return {
    attachmentName: file.name,
    attachmentId: file.id,
    attachmentSize: file.size,
    attachmentContentType: file.contentType,
    attachmentHashes: file.hashes,
  };
}

function sightedAt(values: RowValues, now: number): RowValues {
  return values.sighted === true && values.sightedAt === undefined ? { sightedAt: now } : {};
}
