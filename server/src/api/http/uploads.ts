/** Reads multipart requests: files stream into the store as they come, fields and `_json` become one input object. */
import type { MultipartFile, MultipartValue } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';
import type { CommandDependencies } from '../../commands/frame/command.ts';
import type { StoredFile, Uploads } from '../../commands/frame/uploads.ts';
import { CodedError } from '../../model/errors.ts';
import { isRawObject, type RawObject } from '../../model/input.ts';
import { safeFileName } from './file-name.ts';
import { checkJson, parseJson } from './json-body.ts';

/** Bounds of a multipart request. Sizes in bytes. */
export interface UploadLimits {
  readonly fileBytes: number;
  readonly fieldBytes: number;
  readonly files: number;
  readonly fields: number;
}

/** What came with a multipart request. */
export interface MultipartInput {
  /** Members of `_json` and the plain fields. */
  readonly raw: RawObject;
  readonly uploads: Uploads;
}

/** Part that holds the JSON object of the request, as a field or as a file. */
const jsonPart = '_json';

/** Reads a request to its end. Throws `malformedBody`, `tooLarge` or `badRequest`. */
export async function readMultipart(
  request: FastifyRequest,
  store: CommandDependencies['files'],
  limits: UploadLimits,
): Promise<MultipartInput> {
  const fields = new Map<string, unknown[]>();
  const uploads = new Map<string, StoredFile[]>();
  let json: RawObject = {};
  for await (const part of partsOf(request, limits)) {
    if (part.fieldname === jsonPart) json = { ...json, ...(await readJsonPart(part, limits)) };
    else if (part.type === 'file') append(uploads, part.fieldname, await storeFile(part, store, limits));
    else append(fields, part.fieldname, readField(part, limits));
  }
  const plain = [...fields].map(([name, values]) => [name, values.length === 1 ? values[0] : values]);
  const raw: RawObject = { ...Object.fromEntries(plain), ...json };
  return { raw, uploads };
}

async function* partsOf(
  request: FastifyRequest,
  limits: UploadLimits,
): AsyncGenerator<MultipartFile | MultipartValue> {
  const parts = request.parts({
    limits: {
      fileSize: Number.POSITIVE_INFINITY,
      fieldSize: limits.fieldBytes,
      fieldNameSize: 200,
      files: limits.files,
      fields: limits.fields,
      parts: limits.files + limits.fields,
      headerPairs: 50,
    },
  });
  try {
    for await (const part of parts) yield part;
  } catch (error) {
    throw asMalformed(error);
  }
}

/** Errors of the parser that have no code of their own tell of a body that breaks off or has no form. */
function asMalformed(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof CodedError || 'code' in error) return error;
  return new CodedError('malformedBody', { reason: 'it is no complete multipart form' });
}

function append<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}

async function readJsonPart(part: MultipartFile | MultipartValue, limits: UploadLimits): Promise<RawObject> {
  const given = part.type === 'file' ? await readText(part, limits) : part.value;
  if (part.type === 'field' && part.valueTruncated)
    throw new CodedError('tooLarge', { limit: limits.fieldBytes });
  const value = typeof given === 'string' ? parseJson(given) : given;
  checkJson(value);
  if (isRawObject(value)) return value;
  throw new CodedError('malformedBody', { reason: `${jsonPart} is no JSON object` });
}

async function readText({ file }: MultipartFile, limits: UploadLimits): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of file) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > limits.fieldBytes) throw new CodedError('tooLarge', { limit: limits.fieldBytes });
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function readField(part: MultipartValue, limits: UploadLimits): unknown {
  if (part.valueTruncated || part.fieldnameTruncated)
    throw new CodedError('tooLarge', { limit: limits.fieldBytes });
  checkJson(part.value);
  return part.value;
}

async function storeFile(
  part: MultipartFile,
  store: CommandDependencies['files'],
  limits: UploadLimits,
): Promise<StoredFile> {
  const stored = await store.put(part.file, { maxBytes: limits.fileBytes }).catch((error: unknown) => {
    // The part itself broke off; anything else is the store's own failure.
    throw part.file.errored === null ? error : asMalformed(error);
  });
  return { ...stored, name: safeFileName(part.filename), contentType: safeContentType(part.mimetype) };
}

/** A media type without parameters; anything else counts as plain bytes. */
export function safeContentType(given: string): string {
  const type = given.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  return /^[a-z0-9!#$&^_.+-]{1,100}\/[a-z0-9!#$&^_.+-]{1,100}$/.test(type)
    ? type
    : 'application/octet-stream';
}
