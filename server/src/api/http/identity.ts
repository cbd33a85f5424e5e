/** Asks who a request comes from before anything of it is read, and whether the route is open to them. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { Access, Authenticated } from '../../access/index.ts';
import { requirePermission } from '../../commands/frame/require-permission.ts';
import { CodedError } from '../../model/errors.ts';
import { isRawObject } from '../../model/input.ts';
import { csrfHeader, sessionTokenOf } from './cookies.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; null on public routes. */
    identity: Authenticated | null;
  }
}

/** Adds the question to every route of a server. */
export function identifyCallers(server: FastifyInstance, access: Pick<Access, 'authenticate'>): void {
  server.decorateRequest('identity', null);
  server.addHook('onRequest', async (request) => {
    const permission = request.routeOptions.config.permission;
    // Unknown routes have none; what answers them tells nothing.
    if (permission === undefined || permission === 'public') return;
    request.identity = await identify(access, request);
    requirePermission(permission, request.identity.actor);
  });
}

/** Who a request comes from. Throws `notAuthenticated` and what `authenticate` throws. */
async function identify(
  access: Pick<Access, 'authenticate'>,
  request: FastifyRequest,
): Promise<Authenticated> {
  const found = await access.authenticate({
    authorization: request.headers.authorization,
    sessionToken: sessionTokenOf(request),
    csrfToken: headerOf(request, csrfHeader),
    method: request.method,
    organisation: headerOf(request, 'x-organisation') ?? organisationOf(request),
    passive: request.routeOptions.config.passive === true,
  });
  if (found === undefined) throw new CodedError('notAuthenticated');
  return found;
}

/** The organisation to work in, where a browser asks by itself and sets no headers: streams, downloads, pictures. */
export const organisationInQuery = {
  name: 'organisation',
  sentence: 'Id or name of the organisation to work in, where the header X-Organisation cannot be set',
} as const;

/** Only what changes nothing is asked for so; elsewhere the word may mean something else. */
function organisationOf({ method, query }: FastifyRequest): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const named: unknown = isRawObject(query) ? query[organisationInQuery.name] : undefined;
  return typeof named === 'string' ? named : undefined;
}

/** The one value of a header; undefined when it is missing. */
export function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'string' ? value : undefined;
}
