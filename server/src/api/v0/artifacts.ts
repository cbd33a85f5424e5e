/** Observables as v0 sends them, with an alert or by themselves: values, and files as parts of a form or as text in the body. */
import { Readable } from 'node:stream';
import type { StoredFile, Uploads } from '../../commands/frame/uploads.ts';
import { type FieldFault, invalidFields } from '../../model/errors.ts';
import { isRawObject, type RawObject, shorten } from '../../model/input.ts';
import { safeFileName } from '../http/file-name.ts';
import { safeContentType } from '../http/uploads.ts';
import { readFields } from './input.ts';
import type { RouteCall } from './route.ts';

const names = [
  ...['dataType', 'data', 'attachment', 'message', 'tlp', 'tags'],
  ...['ioc', 'sighted', 'ignoreSimilarity'],
];

/** Observables as the commands read them, and the files that came with them. */
interface ReadArtifacts {
  readonly observables: unknown;
  readonly uploads: Uploads;
}

/** Reads the observables of an input; whoever comes twice is taken once. Throws `invalidFields`. */
export async function readArtifacts(call: RouteCall): Promise<ReadArtifacts> {
  const given = call.input.artifacts;
  if (!Array.isArray(given) || given.length === 0)
    return { observables: given ?? undefined, uploads: call.uploads };
  const fileTypes = await fileTypesOf(call);
  const uploads = new Map(call.uploads);
  const observables: unknown[] = [];
  for (const [index, item] of withoutRepeats(given).entries()) {
    const file = isRawObject(item) && fileTypes.has(item.dataType) ? item.data : undefined;
    if (!isRawObject(item) || file === undefined || file === null) {
      observables.push(isRawObject(item) ? readFields(item, names) : item);
      continue;
    }
    const part = `artifacts[${index}].data`;
    uploads.set(part, [await storeFile(call, file, part)]);
    observables.push({ ...readFields(item, names), data: undefined, attachment: part });
  }
  return { observables, uploads };
}

/** Fields of an observable that is sent by itself. */
const ownNames = [...names, 'isZip', 'zipPassword'];

/** Reads an observable that is the whole input: values, a part called `attachment`, or files in the body. Throws `invalidFields`. */
export async function readArtifact(
  call: RouteCall,
): Promise<{ readonly fields: RawObject; readonly uploads: Uploads }> {
  const fields = readFields(call.input, ownNames);
  if (call.uploads.has('attachment'))
    return { fields: { ...fields, attachment: 'attachment' }, uploads: call.uploads };
  const { attachment, data, ...rest } = fields;
  const inBody =
    attachment === undefined && data !== undefined && (await fileTypesOf(call)).has(fields.dataType);
  if (!inBody) return { fields, uploads: call.uploads };
  const files: StoredFile[] = [];
  for (const file of [data].flat()) files.push(await storeFile(call, file, 'data'));
  return { fields: { ...rest, attachment: 'data' }, uploads: new Map([['data', files]]) };
}

function withoutRepeats(given: readonly unknown[]): readonly unknown[] {
  const byContent = new Map<string, unknown>();
  for (const item of given) {
    const { dataType, data, attachment } = isRawObject(item) ? item : {};
    const key = JSON.stringify([isRawObject(item) ? '' : item, dataType, data, attachment]);
    if (!byContent.has(key)) byContent.set(key, item);
  }
  return [...byContent.values()];
}

/** Names of the types whose observables are files. */
async function fileTypesOf({ services }: RouteCall): Promise<ReadonlySet<unknown>> {
  const { observableTypes } = await services.commands.reference.current();
  const ofFiles = [...observableTypes.values()].filter(({ isAttachment }) => isAttachment);
  return new Set(ofFiles.map(({ name }) => name));
}

/** Stores `name;type;base64`; without the last part the file is empty. */
async function storeFile({ services }: RouteCall, given: unknown, name: string): Promise<StoredFile> {
  const [, fileName, type, content = ''] =
    typeof given === 'string' ? (/^([^;]*);([^;]*)(?:;([A-Za-z0-9+/=\s]*))?$/.exec(given) ?? []) : [];
  if (fileName === undefined || type === undefined) throw invalidFields([faultOf(name, given)]);
  const bytes = Buffer.from(content, 'base64');
  const { fileBytes: maxBytes } = services.uploadLimits;
  const stored = await services.commands.files.put(Readable.from([bytes]), { maxBytes });
  return { ...stored, name: safeFileName(fileName), contentType: safeContentType(type) };
}

function faultOf(name: string, given: unknown): FieldFault {
  return { kind: 'invalid', name, accepted: 'name;content type;base64 of a file', given: shorten(given) };
}
