/** The description of the API as a page of the server itself: no script from elsewhere, and none inside the page. */
import swagger from '@fastify/swagger';
import swaggerUi from '@fastify/swagger-ui';
import type { FastifyInstance } from 'fastify';
import { openApiDocument } from './openapi.ts';
import type { Route } from './route.ts';

/** Where the page is. */
const docsPath = '/api/docs';

/** Adds the page. Everybody may read it: it tells nothing that the source does not. */
export async function addDocsPage(
  server: FastifyInstance,
  routes: readonly Route[],
  version: string,
): Promise<void> {
  await server.register(async (inner) => {
    inner.addHook('onRoute', (route) => {
      route.config = { ...route.config, permission: 'public' };
    });
    await inner.register(swagger, {
      mode: 'static',
      specification: { document: JSON.parse(JSON.stringify(openApiDocument(routes, version))) },
    });
    await inner.register(swaggerUi, {
      routePrefix: docsPath,
      staticCSP: false,
      uiConfig: { docExpansion: 'none', deepLinking: true, tryItOutEnabled: false },
    });
  });
}
