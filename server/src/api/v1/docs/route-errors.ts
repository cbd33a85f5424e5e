/** Which coded errors a route can answer, as far as its declaration tells: for the descriptions of the API. */
import { type ErrorCode, errorCatalogue } from '../../../model/errors.ts';
import type { Route } from '../route.ts';

/** Codes that any route can answer, whatever it does. */
export const errorsOfEveryRoute: readonly ErrorCode[] = ['badRequest', 'busy', 'tooManyAttempts'];

/** Codes that follow from what a route declares, beside those of every route. */
export function errorsOf(route: Route): readonly ErrorCode[] {
  return [
    ...errorsOfCaller(route),
    ...(route.path.includes('{') ? (['notFound'] as const) : []),
    ...errorsOfBody(route),
    ...errorsOfWriting(route),
  ];
}

function errorsOfCaller({ permission, path }: Route): readonly ErrorCode[] {
  if (path === '/login') return ['authenticationFailed', 'accountLocked'];
  if (permission === 'public') return [];
  const known = ['notAuthenticated', 'authenticationFailed', 'organisationNotAllowed'] as const;
  return permission === 'authenticated' ? known : [...known, 'permissionMissing'];
}

function errorsOfBody({ body }: Route): readonly ErrorCode[] {
  if (body === undefined) return [];
  return ['malformedBody', 'invalidFields', 'unsupportedMedia', 'tooLarge'];
}

function errorsOfWriting({ method, permission, path, body }: Route): readonly ErrorCode[] {
  if (method === 'GET' || permission === 'public' || path === '/query') return [];
  const made = body?.mode === 'create' && body.entity !== undefined ? alreadyExists(body.entity) : [];
  return [
    'csrfTokenMissing',
    ...made,
    ...(method === 'PATCH' ? (['staleVersion'] as const) : []),
    ...(method === 'POST' ? (['idempotencyMismatch'] as const) : []),
  ];
}

function alreadyExists(entity: string): readonly ErrorCode[] {
  const name = entity.endsWith('Status') ? 'statusAlreadyExists' : `${entity}AlreadyExists`;
  return errorCodes.filter((code) => code === name);
}

const errorCodes = Object.keys(errorCatalogue) as readonly ErrorCode[];
