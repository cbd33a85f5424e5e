/** Requests that wait for changes: as whom they listen, and whether they still may when something has come. */
import type { FastifyRequest } from 'fastify';
import type { Access, Authenticated } from '../../access/index.ts';
import type { Hearer } from '../../live/frame.ts';
import type { Actor } from '../../model/actor.ts';
import { CodedError } from '../../model/errors.ts';
import { idToWire } from '../../model/identifier.ts';
import { csrfHeader, sessionTokenOf } from './cookies.ts';
import { headerOf } from './identity.ts';

/** A request that waits. */
export interface WaitingCall {
  readonly services: { readonly access: Pick<Access, 'authenticate'> };
  readonly identity: Authenticated | null;
  readonly request: FastifyRequest;
}

/** As whom somebody listens. */
export function hearerOf({ organisation, userId, login }: Actor): Hearer {
  return { organisationId: organisation.id, userId, login };
}

/** Whether the credentials of the request would still open the same organisation. */
export function stillAllowed({ request, services, identity }: WaitingCall): () => Promise<boolean> {
  if (identity === null) throw new CodedError('notAuthenticated');
  const credentials = {
    authorization: request.headers.authorization,
    sessionToken: sessionTokenOf(request),
    csrfToken: headerOf(request, csrfHeader),
    method: 'GET',
    organisation: idToWire(identity.actor.organisation.id),
    passive: true,
  };
  return async () => (await services.access.authenticate(credentials)) !== undefined;
}

/** Whether the answer is yes; credentials that are refused say no. */
export async function holds(asked: () => Promise<boolean>): Promise<boolean> {
  try {
    return await asked();
  } catch (error) {
    if (error instanceof CodedError) return false;
    throw error;
  }
}
