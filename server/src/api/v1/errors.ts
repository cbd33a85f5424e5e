/** Errors in the shape of v1: a type, a message, and for input the faults of each field. */
import type { CodedError, ErrorFamily, FieldFault } from '../../model/errors.ts';
import type { ErrorAnswer } from '../http/dialect.ts';
import { faultInWords, faultTypes } from '../http/typed-errors.ts';

interface Answered {
  readonly status: number;
  readonly type: string;
}

/** Status and type of each kind of mistake. */
const families: Readonly<Record<ErrorFamily, Answered>> = {
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

/** The HTTP status of a kind of mistake in v1. */
export function statusOf(family: ErrorFamily): number {
  return families[family].status;
}

/** Most faults that are told in the message; all of them stand in the list beside it. */
const mostInMessage = 5;

/** The answer for a mistake of the caller. `code` and `parameters` let a client say it in its own language. */
export function renderError(error: CodedError): ErrorAnswer {
  const { status, type } = families[error.family];
  const faults = error.faults.map(renderFault);
  return {
    status,
    body: {
      type,
      message: messageOf(error),
      code: error.code,
      parameters: error.parameters,
      ...(error.family === 'invalidFields' ? { errors: faults } : {}),
    },
  };
}

/** The answer for a defect of ours. */
export function renderDefect(requestId: string): ErrorAnswer {
  return {
    status: 500,
    body: {
      type: 'InternalError',
      message: `The server failed; its log tells more under request ${requestId}`,
      code: 'internal',
      parameters: { requestId },
    },
  };
}

function messageOf(error: CodedError): string {
  if (error.faults.length === 0) return error.message;
  const told = error.faults.slice(0, mostInMessage).map(faultInWords);
  const more = error.faults.length - told.length;
  return `${error.message}: ${told.join('; ')}${more > 0 ? `; and ${more} more` : ''}`;
}

function renderFault({
  kind,
  name,
  accepted,
  choices,
  given,
}: FieldFault): Readonly<Record<string, unknown>> {
  const type = faultTypes[kind];
  if (kind === 'missing') return { type, name };
  return {
    type,
    name,
    ...(accepted === undefined ? {} : { format: accepted }),
    acceptedInput: choices ?? [],
    ...(given === undefined ? {} : { field: given }),
  };
}
