/** Errors with a type and a message, and for input the faults of each field, as older clients read them. */
import type { CodedError, ErrorFamily, FieldFault } from '../../model/errors.ts';
import type { ErrorAnswer } from './dialect.ts';

/** Status and type of each kind of mistake. */
export type ErrorFamilies = Readonly<Record<ErrorFamily, { readonly status: number; readonly type: string }>>;

/** The answer for a mistake of the caller. The code stays the same whatever the sentence says. */
export function renderTyped(families: ErrorFamilies, error: CodedError): ErrorAnswer {
  const { status, type } = families[error.family];
  const faults = error.family === 'invalidFields' ? { errors: error.faults.map(renderFault) } : {};
  return { status, body: { type, message: messageOf(error), code: error.code, ...faults } };
}

/** The answer for a defect of ours. */
export function renderDefect(requestId: string): ErrorAnswer {
  const message = `The server failed; its log tells more under request ${requestId}`;
  return { status: 500, body: { type: 'InternalError', message, code: 'internal' } };
}

function messageOf({ message, faults }: CodedError): string {
  return faults.length === 0 ? message : `${message}: ${faults.map(faultInWords).join('; ')}`;
}

/** What is wrong with a field, as a sentence. */
export function faultInWords({ kind, name, accepted, given }: FieldFault): string {
  switch (kind) {
    case 'missing':
      return `${name} is missing`;
    case 'unknown':
      return `${name} is unknown`;
    case 'readOnly':
      return `${name} cannot be changed`;
    case 'invalid':
      return `${name} ${given === undefined ? '' : `is ${given}, `}must be ${accepted ?? 'something else'}`;
  }
}

/** What clients know each kind of fault by. */
export const faultTypes: Readonly<Record<FieldFault['kind'], string>> = {
  missing: 'MissingAttributeError',
  invalid: 'InvalidFormatAttributeError',
  unknown: 'UnknownAttributeError',
  readOnly: 'UpdateReadOnlyAttributeError',
};

function renderFault(fault: FieldFault): Readonly<Record<string, unknown>> {
  const { kind, name, accepted, given } = fault;
  return {
    name,
    type: faultTypes[kind],
    message: faultInWords(fault),
    ...(kind === 'invalid' && accepted !== undefined ? { format: accepted } : {}),
    ...(given === undefined ? {} : { value: given }),
  };
}
