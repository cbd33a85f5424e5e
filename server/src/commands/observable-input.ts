/** Reads observables from input: one datum, several at once, or files. */
import type { FieldFault } from '../model/errors.ts';
import { asRawObject, isRawObject, type RawObject, readInput, shorten } from '../model/input.ts';
import { entities } from '../model/registry.ts';
import type { RowValues } from './insert-batch.ts';
import type { FileReference } from './uploads.ts';

/** Keys of an observable's input that are no fields of their own. */
const alsoRead = ['data', 'attachment', 'isZip', 'zipPassword', 'startDate'] as const;

/** An observable as given; one object is made for each value and each file. */
export interface ObservableInput {
  readonly values: RowValues;
  readonly data: readonly string[];
  /** Names of upload parts that hold its files. */
  readonly parts: readonly string[];
  /** Stored files it refers to. */
  readonly references: readonly FileReference[];
  readonly isZip: boolean;
  readonly zipPassword: string | undefined;
}

/** Longest datum in characters. */
const longestData = 4096;

/** Reads one observable; faults are added to the list given. */
export function readObservable(raw: unknown, path: string, faults: FieldFault[]): ObservableInput {
  const object = isRawObject(raw) ? raw : asRawObject(raw, path || 'observable');
  const prefix = path === '' ? '' : `${path}.`;
  const { data: _, ...rest } = object;
  const read = readInput(entities.observable, rest, 'create', alsoRead, prefix);
  faults.push(...read.faults);
  return {
    values: read.values,
    data: readData(object.data, `${prefix}data`, faults),
    ...readAttachment(object.attachment, `${prefix}attachment`, faults),
    isZip: object.isZip === true,
    zipPassword: typeof object.zipPassword === 'string' ? object.zipPassword : undefined,
  };
}

/** Reads a list of observables. */
export function readObservables(raw: unknown, path: string, faults: FieldFault[]): ObservableInput[] {
  if (raw === undefined || raw === null) return [];
  if (Array.isArray(raw)) return raw.map((item, index) => readObservable(item, `${path}[${index}]`, faults));
  faults.push({ kind: 'invalid', name: path, accepted: 'list of observables', given: shorten(raw) });
  return [];
}

function readData(raw: unknown, name: string, faults: FieldFault[]): string[] {
  if (raw === undefined || raw === null) return [];
  const values: unknown[] = Array.isArray(raw) ? raw : [raw];
  return values.flatMap((value, index) => {
    if (
      typeof value === 'string' &&
      value.length <= longestData &&
      !value.includes('\u0000') &&
      value.isWellFormed()
    ) {
      return value.trim() === '' ? [] : [value];
    }
    faults.push({
      kind: 'invalid',
      name: Array.isArray(raw) ? `${name}[${index}]` : name,
      accepted: `text of 1 to ${longestData} characters`,
      given: shorten(value),
    });
    return [];
  });
}

function readAttachment(
  raw: unknown,
  name: string,
  faults: FieldFault[],
): Pick<ObservableInput, 'parts' | 'references'> {
  const given = raw === undefined || raw === null ? [] : Array.isArray(raw) ? raw : [raw];
  const parts: string[] = [];
  const references: FileReference[] = [];
  for (const item of given) {
    if (typeof item === 'string') parts.push(item);
    else if (isRawObject(item) && isReference(item)) references.push(item);
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

function isReference(item: RawObject): item is RawObject & FileReference {
  return typeof item.id === 'string' && typeof item.name === 'string' && typeof item.contentType === 'string';
}
