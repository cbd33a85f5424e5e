/** Translates what the web framework, the file store and the database throw into the coded errors that every dialect can answer. */
import { asCodedError } from '../../commands/frame/constraint-errors.ts';
import { CodedError, notFound } from '../../model/errors.ts';

interface Thrown {
  readonly code: string;
  readonly statusCode: number | undefined;
  readonly limit: number | undefined;
  readonly message: string;
}

/** The coded error for something that a caller has caused; undefined for a defect of ours. */
export function codedErrorOf(given: unknown): CodedError | undefined {
  const error = asCodedError(given, {});
  if (error instanceof CodedError) return error;
  const thrown = asThrown(error);
  if (thrown === undefined) return undefined;
  const known = translations.get(thrown.code)?.(thrown);
  if (known !== undefined) return known;
  const status = thrown.code.startsWith('FST_') ? thrown.statusCode : undefined;
  return status !== undefined && status >= 400 && status < 500
    ? new CodedError('badRequest', { reason: thrown.message })
    : undefined;
}

function asThrown(error: unknown): Thrown | undefined {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return undefined;
  const numberIn = (name: 'statusCode' | 'limit') => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'number' ? value : undefined;
  };
  return {
    code: error.code,
    statusCode: numberIn('statusCode'),
    limit: numberIn('limit'),
    message: error.message,
  };
}

const tooLarge = ({ limit }: Thrown) => new CodedError('tooLarge', { limit: limit ?? 'the server' });

const translations: ReadonlyMap<string, (thrown: Thrown) => CodedError> = new Map([
  ['FST_ERR_CTP_BODY_TOO_LARGE', tooLarge],
  ['FST_REQ_FILE_TOO_LARGE', tooLarge],
  ['attachmentTooLarge', tooLarge],
  ['attachmentNotFound', () => notFound('Attachment')],
  [
    'FST_ERR_CTP_INVALID_MEDIA_TYPE',
    () => new CodedError('unsupportedMedia', { given: 'as sent', accepted: 'application/json' }),
  ],
  ['FST_FILES_LIMIT', () => new CodedError('badRequest', { reason: 'Too many files in one request' })],
  ['FST_FIELDS_LIMIT', () => new CodedError('badRequest', { reason: 'Too many fields in one request' })],
  ['FST_PARTS_LIMIT', () => new CodedError('badRequest', { reason: 'Too many parts in one request' })],
  [
    'FST_INVALID_MULTIPART_CONTENT_TYPE',
    () => new CodedError('unsupportedMedia', { given: 'as sent', accepted: 'multipart/form-data' }),
  ],
]);
