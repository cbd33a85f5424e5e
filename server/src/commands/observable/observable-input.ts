/** Reads observables from input: one datum, several at once, or files. */
import type { FieldFault } from '../../model/errors.ts';
import { isRawObject, type RawObject, readInput, shorten } from '../../model/input.ts';
import { entities } from '../../model/registry.ts';
import type { RowValues } from '../frame/insert-batch.ts';
import { optionalText } from '../frame/text-input.ts';
import type { FileReference, StoredFile } from '../frame/uploads.ts';

/** Keys of an observable's input that are no fields of their own. */
const alsoRead = ['data', 'attachment', 'isZip', 'zipPassword', 'startDate'] as const;

/** An observable as given; one object is made for each value and each file. */
export interface ObservableInput {
  /** Where it stands in the input, as it is set before names in faults: empty, or `observables[2].`. */
  readonly path: string;
  readonly values: RowValues;
  readonly data: readonly string[];
  /** Names of upload parts that hold its files. */
  readonly parts: readonly string[];
  /** Stored files it refers to. */
  readonly references: readonly FileReference[];
  /** Its files are archives whose content is meant. */
  readonly isZip: boolean;
  readonly zipPassword: string | undefined;
  /** What was in its archives. */
  readonly unpacked: readonly StoredFile[];
}

/** Longest datum in characters. */
const longestData = 4096;
/** Most observables, and most values of one, that one request may bring. */
const mostObservables = 10_000;

/** Reads one observable; faults are added to the list given. `path` is its place in the input, empty for the input itself. */
export function readObservable(raw: unknown, path: string, faults: FieldFault[]): ObservableInput {
  const object = isRawObject(raw) ? raw : {};
  if (object !== raw)
    faults.push({
      kind: 'invalid',
      name: path || 'observable',
      accepted: 'observable',
      given: shorten(raw),
    });
  const prefix = path === '' ? '' : `${path}.`;
  const { data, ...rest } = object;
  const read = readInput(entities.observable, rest, 'create', alsoRead, prefix);
  faults.push(...read.faults);
  const isZip = object.isZip === true;
  const files = readAttachment(object.attachment, `${prefix}attachment`, faults);
  if (isZip && files.references.length > 0)
    faults.push({ kind: 'invalid', name: `${prefix}attachment`, accepted: 'uploaded archive with isZip' });
  return {
    path: prefix,
    values: read.values,
    data: readData(data, `${prefix}data`, faults),
    ...files,
    isZip,
    zipPassword: optionalText(object, 'zipPassword', faults, prefix),
    unpacked: [],
  };
}

/** Reads a list of observables. */
export function readObservables(raw: unknown, path: string, faults: FieldFault[]): ObservableInput[] {
  if (raw === undefined || raw === null) return [];
  if (Array.isArray(raw) && raw.length <= mostObservables)
    return raw.map((item, index) => readObservable(item, `${path}[${index}]`, faults));
  faults.push({
    kind: 'invalid',
    name: path,
    accepted: `list of at most ${mostObservables} observables`,
    given: shorten(raw),
  });
  return [];
}

function readData(raw: unknown, name: string, faults: FieldFault[]): string[] {
  if (raw === undefined || raw === null) return [];
  const values: readonly unknown[] = Array.isArray(raw) ? raw : [raw];
  if (values.length > mostObservables) {
    faults.push({ kind: 'invalid', name, accepted: `at most ${mostObservables} values` });
    return [];
  }
  return values.flatMap((value, index) => {
    if (isDatum(value)) return value.trim() === '' ? [] : [value];
    faults.push({
      kind: 'invalid',
      name: Array.isArray(raw) ? `${name}[${index}]` : name,
      accepted: `text of 1 to ${longestData} characters`,
      given: shorten(value),
    });
    return [];
  });
}

/** Whether a value can be the datum of an observable; blank ones are passed over. */
export function isDatum(value: unknown): value is string {
  return (
    typeof value === 'string' &&
    value.length <= longestData &&
    !value.includes('\u0000') &&
    value.isWellFormed()
  );
}

function readAttachment(
  raw: unknown,
  name: string,
  faults: FieldFault[],
): Pick<ObservableInput, 'parts' | 'references'> {
  const given: readonly unknown[] = raw === undefined || raw === null ? [] : Array.isArray(raw) ? raw : [raw];
  const parts: string[] = [];
  const references: FileReference[] = [];
  for (const item of given) {
    const reference = isRawObject(item) ? readReference(item) : undefined;
    if (typeof item === 'string') parts.push(item);
    else if (reference !== undefined) references.push(reference);
    else
      faults.push({
        kind: 'invalid',
        name,
        accepted: 'name of an upload part or {name, contentType, id}',
        given: shorten(item),
      });
  }
  return { parts, references };
}

function readReference(item: RawObject): FileReference | undefined {
  const faults: FieldFault[] = [];
  const [id, name, contentType] = ['id', 'name', 'contentType'].map((key) => optionalText(item, key, faults));
  if (faults.length > 0 || id === undefined || name === undefined || contentType === undefined)
    return undefined;
  return { id, name, contentType };
}
