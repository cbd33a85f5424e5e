/** Turns errors of the database into the coded errors that the entities declare; everything else passes as it is. */
import { CodedError, type ErrorCode, errorCatalogue } from '../../model/errors.ts';
import { entities } from '../../model/registry.ts';
import {
  DatabaseBusy,
  ForeignKeyViolation,
  InvalidValue,
  SerializationFailure,
  StatementTimeout,
  UniqueViolation,
} from '../../storage/errors.ts';

const declared: ReadonlyMap<string, string> = new Map(
  Object.values(entities).flatMap((entity) => Object.entries(entity.constraints)),
);

/** The coded error for a failure inside a command. `names` fills the placeholders of its sentence. */
export function asCodedError(error: unknown, names: Readonly<Record<string, string>>): unknown {
  if (error instanceof UniqueViolation) {
    const code = declared.get(error.constraint);
    return isErrorCode(code) ? new CodedError(code, namedIn(code, names)) : error;
  }
  if (error instanceof ForeignKeyViolation)
    return new CodedError('badRequest', {
      reason: 'Something that it refers to, or that refers to it, was changed at the same moment',
    });
  if (error instanceof StatementTimeout) return new CodedError('queryTooSlow');
  if (error instanceof DatabaseBusy || error instanceof SerializationFailure) return new CodedError('busy');
  if (error instanceof InvalidValue) return new CodedError('badRequest', { reason: error.message });
  return error;
}

/** Only what the sentence names: the rest of an input has no business in an error. */
function namedIn(code: ErrorCode, names: Readonly<Record<string, string>>): Record<string, string> {
  const { sentence } = errorCatalogue[code];
  return Object.fromEntries(Object.entries(names).filter(([name]) => sentence.includes(`{${name}}`)));
}

function isErrorCode(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(errorCatalogue, code);
}
