/** The OpenAPI description of the API, given by the server itself. */
import type { FastifyInstance } from 'fastify';
import { openApiText } from './openapi.ts';
import type { Route } from './route.ts';

/** Where the description is. */
const docsPath = '/api/docs';

/** Adds the description. Everybody may read it: it tells nothing that the source does not. */
export function addDocsPage(server: FastifyInstance, routes: readonly Route[], version: string): void {
  const text = openApiText(routes, version);
  server.get(docsPath, { config: { permission: 'public' } }, async (_request, reply) =>
    reply.type('application/json; charset=utf-8').send(text),
  );
}
