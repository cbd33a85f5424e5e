import { describe, expect, it } from 'vitest';
import { CodedError, type ErrorCode, errorCatalogue, invalidFields } from '../../model/errors.ts';
import { renderDefect, renderError } from './errors.ts';

describe('an error of v1', () => {
  it('has a type, a message and its code, and never a status of the server for a mistake of the caller', () => {
    for (const code of Object.keys(errorCatalogue) as ErrorCode[]) {
      const { status, body } = renderError(new CodedError(code));
      expect(body).toMatchObject({ type: expect.any(String), message: expect.any(String), code });
      expect(status).toBeGreaterThanOrEqual(400);
      if (code !== 'busy') expect(status).toBeLessThan(500);
    }
  });

  it.each([
    ['alertAlreadyExists', 400, 'CreateError'],
    ['notFound', 404, 'NotFoundError'],
    ['authenticationFailed', 401, 'AuthenticationError'],
    ['permissionMissing', 403, 'AuthorizationError'],
    ['unsupportedMedia', 400, 'BadRequest'],
    ['staleVersion', 409, 'ConflictError'],
    ['tooLarge', 413, 'BadRequest'],
    ['busy', 503, 'ServiceUnavailable'],
  ] as const)('%s is answered with %i %s', (code, status, type) => {
    expect(renderError(new CodedError(code))).toMatchObject({ status, body: { type } });
  });

  it('lists every fault of an input with what would be accepted', () => {
    const { status, body } = renderError(
      invalidFields([
        { kind: 'missing', name: 'title', accepted: 'text' },
        { kind: 'invalid', name: 'severity', accepted: 'one of 1, 2', choices: ['1', '2'], given: '9' },
        { kind: 'unknown', name: 'colour', choices: ['title'] },
      ]),
    );
    expect(status).toBe(400);
    expect(body).toMatchObject({
      type: 'AttributeCheckingError',
      message:
        'The input has fields that cannot be accepted: title is missing; severity is 9, must be one of 1, 2; colour is unknown',
      errors: [
        { type: 'MissingAttributeError', name: 'title' },
        {
          type: 'InvalidFormatAttributeError',
          name: 'severity',
          format: 'one of 1, 2',
          acceptedInput: ['1', '2'],
          field: '9',
        },
        { type: 'UnknownAttributeError', name: 'colour', acceptedInput: ['title'] },
      ],
    });
  });

  it('tells only some of very many faults in its message', () => {
    const faults = Array.from(
      { length: 30 },
      (_, index) => ({ kind: 'missing', name: `f${index}` }) as const,
    );
    const { body } = renderError(invalidFields(faults));
    expect(body).toMatchObject({ message: expect.stringMatching(/and 25 more$/), errors: { length: 30 } });
  });

  it('tells nothing of a defect but where to look for it', () => {
    expect(renderDefect('abc')).toEqual({
      status: 500,
      body: {
        type: 'InternalError',
        message: 'The server failed; its log tells more under request abc',
        code: 'internal',
        parameters: { requestId: 'abc' },
      },
    });
  });
});
