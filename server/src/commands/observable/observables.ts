/** Adds observables to an alert, a case or a job's report: one object for each value and file, each only once in its root. */
import { refang } from '@skep/sdk/indicators';
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { matchHashOfFile, matchHashOfValue } from '../../model/match-hash.ts';
import { entities } from '../../model/registry.ts';
import type { CommandContext } from '../frame/command.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import type { ObservableTypeDefinition } from '../frame/reference-data.ts';
import type { Placement, Row } from '../frame/row.ts';
import { keepFile, resolveReference, type StoredFile, type Uploads } from '../frame/uploads.ts';
import type { Writer } from '../frame/writer.ts';
import type { Origin } from '../value/custom-field-values.ts';
import { mergeEqual } from './merge-observables.ts';
import type { ObservableInput } from './observable-input.ts';

/** One observable ready to be stored. */
export interface PreparedObservable {
  readonly values: RowValues;
  readonly data: string | undefined;
  readonly file: StoredFile | undefined;
  readonly matchHash: Buffer;
}

/**
 * Turns inputs into single observables; equal ones become one, with all their tags. Throws `invalidFields` with every fault of
 * every input, or `notFound` for a stored file that the actor does not see.
 */
export async function prepareObservables(
  context: Pick<CommandContext, 'write' | 'actor' | 'reference' | 'uploads'>,
  inputs: readonly ObservableInput[],
): Promise<PreparedObservable[]> {
  const faults: FieldFault[] = [];
  const checked = inputs.map((input) => checkedInput(context, input, faults));
  if (faults.length > 0) throw invalidFields(faults);
  const prepared: PreparedObservable[] = [];
  for (const { input, type, files } of checked.filter((one) => one !== undefined)) {
    const referenced: StoredFile[] = [];
    for (const reference of input.references) referenced.push(await resolveReference(context, reference));
    prepared.push(
      ...(type.isAttachment ? [] : input.data).map((data) => preparedValue(input.values, type, data)),
      ...[...files, ...referenced].map((file) => preparedFile(input.values, file)),
    );
  }
  return mergeEqual(prepared);
}

interface CheckedInput {
  readonly input: ObservableInput;
  readonly type: ObservableTypeDefinition;
  readonly files: readonly StoredFile[];
}

function checkedInput(
  { reference, uploads }: Pick<CommandContext, 'reference' | 'uploads'>,
  input: ObservableInput,
  faults: FieldFault[],
): CheckedInput | undefined {
  const name = String(input.values.dataType);
  const type = reference.observableTypes.get(name);
  if (type === undefined) {
    const choices = [...reference.observableTypes.keys()];
    const accepted = `one of ${choices.join(', ')}`;
    faults.push({ kind: 'invalid', name: `${input.path}dataType`, given: name, accepted, choices });
    return undefined;
  }
  const files = [...input.unpacked, ...filesOf(input, uploads, faults)];
  faults.push(...contentFaults(type, input));
  return { input, type, files };
}

/** Types of files need a file, all others a datum. */
function contentFaults(type: ObservableTypeDefinition, input: ObservableInput): FieldFault[] {
  const attachment = `${input.path}attachment`;
  const hasFile = input.parts.length + input.references.length + input.unpacked.length > 0;
  if (type.isAttachment)
    return hasFile ? [] : [{ kind: 'missing', name: attachment, accepted: `file for type ${type.name}` }];
  return [
    ...(hasFile
      ? ([
          { kind: 'invalid', name: attachment, accepted: `no file for type ${type.name}`, given: 'file' },
        ] as const)
      : []),
    ...(input.data.length === 0 && !hasFile
      ? ([{ kind: 'missing', name: `${input.path}data`, accepted: 'text' }] as const)
      : []),
  ];
}

function filesOf(input: ObservableInput, uploads: Uploads, faults: FieldFault[]): StoredFile[] {
  return input.parts.flatMap((part) => {
    const files = uploads.get(part);
    if (files !== undefined) return files;
    const accepted = 'name of an upload part';
    faults.push({
      kind: 'invalid',
      name: `${input.path}attachment`,
      accepted,
      given: part,
      choices: [...uploads.keys()],
    });
    return [];
  });
}

/** A datum of a type, ready to be stored. */
export function preparedValue(
  values: RowValues,
  type: ObservableTypeDefinition,
  given: string,
): PreparedObservable {
  const data = keptForm(type, given);
  return { values, data, file: undefined, matchHash: matchHashOfValue(type.name, data) };
}

function preparedFile(values: RowValues, file: StoredFile): PreparedObservable {
  return { values, data: undefined, file, matchHash: matchHashOfFile(file.id) };
}

/** Types whose values are written so that nobody clicks on them; elsewhere brackets belong to the value. */
const disguised: ReadonlySet<string> = new Set(['ip', 'domain', 'fqdn', 'hostname', 'url', 'mail']);

/** What is stored of a datum: as it was typed, but real where it is disguised, and in lower case where case does not matter. */
export function keptForm(type: ObservableTypeDefinition, given: string): string {
  const real = disguised.has(type.name) ? refang(given) : given;
  const kept = real === given ? given : real.trim();
  return type.isCaseSensitive ? kept : kept.toLowerCase();
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
  const given = values.sightedAt ?? undefined;
  return values.sighted === true && given === undefined ? { sightedAt: now } : {};
}
