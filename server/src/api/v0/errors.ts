/** Errors in the shape of v0: a type, a message, and for input the faults of each field. */
import type { CodedError } from '../../model/errors.ts';
import type { ErrorAnswer } from '../http/dialect.ts';
import { type ErrorFamilies, renderTyped } from '../http/typed-errors.ts';

export { renderDefect } from '../http/typed-errors.ts';

/** Status and type of each kind of mistake. */
const families: ErrorFamilies = {
  badRequest: { status: 400, type: 'BadRequest' },
  alreadyExists: { status: 400, type: 'CreateError' },
  invalidFields: { status: 400, type: 'AttributeCheckingError' },
  authentication: { status: 401, type: 'AuthenticationError' },
  authorization: { status: 403, type: 'AuthorizationError' },
  notFound: { status: 404, type: 'NotFoundError' },
  conflict: { status: 409, type: 'ConflictError' },
  tooLarge: { status: 413, type: 'BadRequest' },
  tooMany: { status: 429, type: 'TooManyRequests' },
  unsupportedMedia: { status: 400, type: 'BadRequest' },
  unavailable: { status: 503, type: 'ServiceUnavailable' },
};

/** The answer for a mistake of the caller. */
export function renderError(error: CodedError): ErrorAnswer {
  return renderTyped(families, error);
}
