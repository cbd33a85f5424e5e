/** Keeps pages of other sites from signing somebody in. */
import type { FastifyRequest } from 'fastify';
import { CodedError } from '../../model/errors.ts';
import { headerOf } from './identity.ts';

/** Another site must not sign somebody in under an account of its own. */
export function refuseForeignPages(request: FastifyRequest): void {
  const site = headerOf(request, 'sec-fetch-site');
  if (site === 'cross-site' || site === 'same-site')
    throw new CodedError('notAllowed', { reason: 'Sign in from a page of this server' });
}
